/**
 * No key, token or signature is ever told to the page, its reader or its console: who listens for that hears
 * it, and redirects and iframes. The ways to fail are in a file for each provider.
 */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { key, secretIn, startSecretSite, token } from './lib/secret-site.mjs';
import { leaks, reaches } from './lib/secret-tests.mjs';
import { openListened } from './lib/told.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

test("the listener hears every way to tell, and passes over the browser's own words", async (t) => {
  const site = await startSecretSite();
  t.after(() => site.close());
  const { page, told } = await openListened(browser, site.url);
  await page.evaluate(async (key) => {
    for (const type of /** @type {const} */ (['debug', 'log', 'info', 'warn', 'error'])) {
      console[type]({ key });
    }
    console.error(`Failed to load resource: ${key}`);
    setTimeout(() => {
      throw new Error(key);
    });
    void Promise.reject(new Error(key));
    const board = document.createElement('score-board');
    document.body.append(board);
    board.dispatchEvent(new CustomEvent('board-error', { detail: { key }, bubbles: true }));
    board.shadowRoot?.append(key);
    await null;
    await new Promise((done) => setTimeout(done, 50));
    board.remove();
    history.replaceState({ key }, '', `?${key}`);
    localStorage.setItem('held', key);
    await new Promise((done) => setTimeout(done, 50));
  }, key);
  const places = new Set(
    (await told()).filter(({ text }) => secretIn(text)).map(({ where }) => where),
  );
  for (const where of [
    'console.debug',
    'console.log',
    'console.info',
    'console.warning',
    'console.error',
    'window.onerror',
    'pageerror',
    'unhandledrejection',
    'board-error',
    'document',
    'address',
    'history',
    'storage',
  ])
    assert.ok(places.has(where), where);

  const quiet = await openListened(browser, site.url);
  await quiet.page.evaluate(
    async ([url, key]) => {
      const socket = new WebSocket(`${url}/none?api_key=${key}`);
      await new Promise((done) => {
        socket.onclose = done;
      });
    },
    [site.options.scorelytics.wsUrl, key],
  );
  assert.deepEqual(leaks(await quiet.told()), []);
});

test('a redirect takes neither a credential nor anything else to another server', async (t) => {
  const site = await startSecretSite();
  t.after(() => site.close());
  /** @type {string[]} */
  const heard = [];
  const elsewhere = createServer(({ method, url, headers }, response) => {
    heard.push(method ?? '', url ?? '', JSON.stringify(headers));
    response.end('{}');
  });
  await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', () => resolve(null)));
  t.after(() => elsewhere.close().closeAllConnections());
  const { port } = /** @type {import('node:net').AddressInfo} */ (elsewhere.address());
  const headers = { location: `http://127.0.0.1:${port}/stolen` };
  const always = { times: Number.POSITIVE_INFINITY, headers };
  for (const server of [site.scorelytics, site.statsApi]) server.rest.fail(/./, 307, always);
  for (const options of Object.values(site.options)) {
    const { page, told } = await openListened(browser, site.url);
    await page.evaluate((options) => {
      const { scoreline } = /** @type {any} */ (window);
      scoreline.createScoreboard(document.querySelector('main'), options);
    }, options);
    await reaches(page, 'unreachable');
    assert.deepEqual(leaks(await told()), []);
    await page.close();
  }
  for (const server of [site.scorelytics, site.statsApi]) {
    assert.ok(
      server.requests.entries.some(({ status }) => status === 307),
      'somebody was led there',
    );
  }
  assert.deepEqual(heard, []);
});

test('an iframe whose address has a key says so without it', async (t) => {
  const site = await startSecretSite();
  t.after(() => site.close());
  const names = ['api-key', 'apiKey', 'key', 'token', 'auth-headers', 'authorization'];
  for (const name of names) {
    const page = await browser.newPage();
    /** @type {string[]} */
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    const query = new URLSearchParams({
      provider: 'scorelytics',
      match: 'f1',
      [name]: `${key} ${token}`,
    });
    await page.goto(`${site.url}/dist/iframe/?${query}`);
    await page.waitForSelector('[role=alert]');
    said.push(await page.content(), await page.title());
    assert.deepEqual(leaks(said.map((text) => ({ where: name, text }))), []);
    await page.close();
  }
  assert.equal(site.scorelytics.requests.entries.length, 0);
});
