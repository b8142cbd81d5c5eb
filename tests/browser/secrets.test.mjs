/**
 * No key, token or signature is ever told to the page, its reader or its console, in any of the ways in
 * which a board can fail, in Chromium with the real component.
 */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { cases } from './lib/secret-cases.mjs';
import { key, secretIn, startSecretSite, token } from './lib/secret-site.mjs';
import { openListened } from './lib/told.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

/** Where a secret was told; without the text, which would put it into the report. @param {import('./lib/told.mjs').Told[]} told */
const leaks = (told) =>
  [
    ...new Set(told.map(({ where, text }) => secretIn(text) && `${secretIn(text)} in ${where}`)),
  ].filter(Boolean);

/** @param {import('playwright-core').Page} page */
const refresh = (page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('score-board')).refresh());

/** Waits until the board's connection is so, or has been. @param {import('playwright-core').Page} page @param {string} ends */
const reaches = (page, ends) =>
  page.waitForFunction(
    (ends) => {
      const { told } = /** @type {any} */ (window);
      const { connection } = /** @type {any} */ (document.querySelector('score-board')).state;
      return (
        connection.state === ends ||
        connection.reason === ends ||
        told.some(
          (/** @type {[string, string]} */ [where, text]) =>
            ['connection-change', 'board-error'].includes(where) && text.includes(`"${ends}"`),
        )
      );
    },
    ends,
    { timeout: 20_000 },
  );

// Each has servers of its own, and most of the time it waits.
describe('no secret is told', { concurrency: 6 }, () => {
  for (const failure of cases) {
    test(`${failure.provider}: ${failure.what}`, async (t) => {
      const site = await startSecretSite();
      t.after(() => site.close());
      const { page, told } = await openListened(browser, `${site.url}${failure.path ?? '/'}`);
      t.after(() => page.close());
      failure.before?.(site);
      const options = { ...site.options[failure.provider], ...failure.options };
      await page.evaluate(`
        window.n = 0;
        const board = document.createElement('score-board');
        document.querySelector('main').append(board);
        const options = ${JSON.stringify(options)};
        scoreline.createScoreboard(board, {
          ...options,
          ...${failure.functions ?? '{}'},
        });`);
      if (failure.whenLive) {
        await reaches(page, 'live');
        failure.whenLive(site);
        // The network tells of a socket that ends; a board is slower to ask again.
        await refresh(page);
      }
      try {
        await reaches(page, failure.ends);
      } catch {
        const seen = (await told()).filter(({ where }) => /change|error|state/.test(where));
        assert.fail(`it never was ${failure.ends}: ${JSON.stringify(seen.slice(-6))}`);
      }
      // What follows it: the sentence, the picture; and all of it once more.
      await refresh(page);
      await page.waitForTimeout(500);
      assert.deepEqual(leaks(await told()), []);
    });
  }
});

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

// A script cannot forbid an XMLHttpRequest to be led elsewhere, but the browser asks there first.
test('a redirect takes no credential to a server that does not ask for it', async (t) => {
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
  assert.ok(heard.includes('/stolen'), 'nobody was led there');
  assert.equal(heard.map(secretIn).find(Boolean), undefined);
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
