/**
 * WebKitGTK by WebDriver: HTTP requests to `WebKitWebDriver`, which starts the browser.
 */

import { readdirSync } from 'node:fs';
import { asText, frame, pageOf, resultOf } from './page.mjs';
import { patienceMs } from './patience.mjs';
import { freePort, start, startScreen } from './process.mjs';

/**
 * @param {string} program the driver
 * @param {boolean} hasWebGl
 * @returns {Promise<import('./page.mjs').Browser>}
 */
export async function launchWebKit(program, hasWebGl) {
  const screen = await startScreen();
  const port = await freePort();
  /** @type {{stop(): Promise<void>} | null} */
  let driver = null;
  try {
    driver = await start(program, [`--port=${port}`], { env: screen.env });
    const ask = client(`http://127.0.0.1:${port}`);
    await isReady(ask);
  } catch (error) {
    await driver?.stop();
    await screen.stop();
    throw error;
  }
  const { stop } = driver;
  return {
    newPage: (size) => newPage(client(`http://127.0.0.1:${port}`), hasWebGl, size),
    async close() {
      await stop();
      await screen.stop();
    },
  };
}

/** @typedef {(method: string, path: string, body?: object) => Promise<any>} Ask */

/** @param {string} base @returns {Ask} */
const client = (base) => async (method, path, body) => {
  const response = await fetch(base + path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const { value } = /** @type {{value: any}} */ (await response.json());
  if (!response.ok) throw new Error(`${method} ${path}: ${value?.error}: ${value?.message}`);
  return value;
};

/** It says nothing when it is ready. @param {Ask} ask */
async function isReady(ask) {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await ask('GET', '/status');
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Where Debian puts it, by the machine's architecture. */
function miniBrowser() {
  for (const folder of readdirSync('/usr/lib')) {
    if (!folder.endsWith('-linux-gnu')) continue;
    return `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`;
  }
  throw new Error('no MiniBrowser: install webkit2gtk-driver');
}

/**
 * A page is a session, and a session a browser of its own.
 * @param {Ask} ask
 * @param {boolean} hasWebGl
 * @param {{width: number, height: number}} [size]
 */
async function newPage(ask, hasWebGl, size = { width: 1000, height: 800 }) {
  const webkit = { binary: miniBrowser(), args: ['--automation', `--enable-webgl=${hasWebGl}`] };
  const { sessionId } = await ask('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': webkit } },
  });
  const session = `/session/${sessionId}`;
  const milliseconds = { script: 100_000, pageLoad: patienceMs };
  await ask('POST', `${session}/timeouts`, milliseconds);
  await ask('POST', `${session}/window/rect`, size);
  return pageOf({
    // The protocol tells none; the pages of these tests collect them themselves (lib/probe.js).
    complaints: [],
    async goto(url) {
      await ask('POST', `${session}/url`, { url });
    },
    async evaluate(run, argument) {
      const json = await ask('POST', `${session}/execute/async`, {
        script: `const [json, done] = arguments; (${asText(run)})(json).then(done);`,
        args: [JSON.stringify(argument ?? null)],
      });
      return resultOf(json);
    },
    async screenshot() {
      return Buffer.from(await ask('GET', `${session}/screenshot`), 'base64');
    },
    async wholePage() {
      const height = await this.evaluate(() => document.documentElement.scrollHeight);
      // More than the page: the rectangle is the window's, with its bars.
      await ask('POST', `${session}/window/rect`, { ...size, height: height + 200 });
      await frame(this);
      const picture = await this.screenshot();
      await ask('POST', `${session}/window/rect`, size);
      return picture;
    },
    async close() {
      await ask('DELETE', session);
    },
  });
}
