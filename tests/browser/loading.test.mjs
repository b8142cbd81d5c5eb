/**
 * How the engine comes to a page: beside the script, from elsewhere, as bytes, inside one file, under
 * policies, without a network. With the real engine and a server that behaves as Scorelytics does.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { ScorelyticsServer } from '../upstreams/scorelytics/server.mjs';
import { World } from '../upstreams/world.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { patienceMs } from './lib/patience.mjs';
import { serve } from './lib/serve.mjs';

const root = new URL('../../', import.meta.url);

/** @type {World} */
let world;
/** @type {Awaited<ReturnType<ScorelyticsServer['listen']>>} */
let urls;
/** @type {ScorelyticsServer} */
let scorelytics;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  world = new World();
  world.add({ id: 'm1', sport: 'football', home: 'Real Madrid', away: 'Barcelona' });
  world.kickoff('m1');
  scorelytics = new ScorelyticsServer({ world });
  urls = await scorelytics.listen();
  /** @param {string} path @param {string} type */
  const file = async (path, type) => ({ type, body: await readFile(new URL(path, root)) });
  const script = await file('dist/scoreline.js', 'text/javascript');
  const wasm = await file('dist/scoreline.wasm', 'application/wasm');
  /** @param {Record<string, string>} policy */
  const html = (policy) => ({
    type: 'text/html',
    body: '<!doctype html><meta charset="utf-8"><title>Scores</title><body>',
    headers: {
      'content-security-policy': Object.entries({
        'default-src': "'self'",
        'script-src': "'self' 'wasm-unsafe-eval'",
        'style-src': "'self'",
        'connect-src': `'self' ${urls.url} ${urls.wsUrl}`,
        'require-trusted-types-for': "'script'",
        ...policy,
      })
        .map((entry) => entry.join(' '))
        .join('; '),
    },
  });
  server = await serve({
    '/strict': html({}),
    '/no-rest': html({ 'connect-src': `'self' ${urls.wsUrl}` }),
    '/no-stream': html({ 'connect-src': `'self' ${urls.url}` }),
    '/no-download': html({ 'connect-src': `${urls.url} ${urls.wsUrl}` }),
    '/scoreline.js': script,
    '/scoreline.wasm': wasm,
    '/alone/scoreline.js': script,
    '/typed/scoreline.js': script,
    '/typed/scoreline.wasm': { ...wasm, type: 'application/octet-stream' },
    '/single.js': await file('dist/scoreline.single.js', 'text/javascript'),
  });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  server?.close();
  await urls?.close();
});
beforeEach(async () => {
  page = await browser.newPage();
  await page.addInitScript(() => {
    Object.assign(window, { failures: [] });
    addEventListener('board-error', (event) => {
      /** @type {any} */ (window).failures.push(/** @type {CustomEvent} */ (event).detail);
    });
  });
});
afterEach(() => page.close());

/** @param {string} [path] */
const open = (path = '/strict') => page.goto(server.url + path);

/**
 * Loads the script and adds a board.
 * @param {string} path of the script
 * @param {object} [more] options
 */
const addBoard = (path, more = {}) =>
  page.evaluate(
    async ([path, options]) => {
      const scoreline = await import(String(path));
      Object.assign(window, { scoreline });
      const board = document.createElement('score-board');
      board.textContent = 'Real Madrid – Barcelona';
      document.body.append(board);
      Object.assign(board, options);
    },
    /** @type {const} */ ([
      path,
      {
        provider: 'scorelytics',
        sport: 'football',
        match: 'm1',
        apiKey: 'sk_test_demo',
        restUrl: urls.url,
        wsUrl: urls.wsUrl,
        ...more,
      },
    ]),
  );

const state = () =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('score-board')).state);

const isLive = () =>
  page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('score-board')).state.connection.state === 'live',
  );

/** Waits for a `board-error` of this name. @param {string} reason @returns {Promise<string>} its message */
async function failure(reason) {
  const found = await page.waitForFunction(
    (reason) =>
      /** @type {any} */ (window).failures.find(
        (/** @type {any} */ each) => each.reason === reason,
      ),
    reason,
  );
  return (await found.jsonValue()).message;
}

const snapshots = () =>
  scorelytics.requests.entries.filter(({ path }) => path === '/v1/football/matches/m1');

test('beside the script, under a strict policy', async () => {
  await open();
  await addBoard('/scoreline.js');
  await isLive();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).failures), []);
});

test('the score stands there as HTML before WebGL begins, and then as a picture', async () => {
  await page.addInitScript(() => {
    /** @type {string[]} */
    const stages = [];
    Object.assign(window, { stages });
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
      /** @this {HTMLCanvasElement} @param {any[]} call */
      function (...call) {
        if (call[0] === 'webgl2') {
          const board = document.querySelector('score-board')?.shadowRoot?.querySelector('.board');
          const { stage = 'none' } = /** @type {HTMLElement} */ (board).dataset;
          stages.push(`${stage}, ${board?.textContent?.includes('Real Madrid')}`);
        }
        return /** @type {any} */ (getContext).apply(this, call);
      }
    );
  });
  await open();
  await addBoard('/scoreline.js');
  await page.waitForFunction(() =>
    document.querySelector('score-board')?.shadowRoot?.querySelector('[data-stage=drawn]'),
  );
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).stages), ['plain, true']);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).failures), []);
});

test('with a wrong MIME type', async () => {
  await open();
  await addBoard('/typed/scoreline.js');
  await isLive();
});

test('from where the page says, or as bytes that it has', async () => {
  for (const give of ['setWasmUrl', 'setWasmBytes']) {
    await open();
    await page.evaluate(async (give) => {
      const scoreline = await import(String('/alone/scoreline.js'));
      const answer = await fetch('/scoreline.wasm');
      scoreline[give](give === 'setWasmUrl' ? '/scoreline.wasm' : await answer.arrayBuffer());
    }, give);
    await addBoard('/alone/scoreline.js');
    await isLive();
  }
});

test('inside one file, which asks for no other', async () => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open();
  await addBoard('/single.js');
  await isLive();
  assert.deepEqual(
    asked.filter((path) => /wasm|\.js$/.test(path)),
    ['/single.js'],
  );
});

test('the first snapshot does not wait for the engine, and is asked for once', async () => {
  await open();
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  await page.route('**/scoreline.wasm', async (route) => {
    await held;
    await route.continue();
  });
  const before = snapshots().length;
  await addBoard('/scoreline.js');
  const end = Date.now() + patienceMs;
  while (snapshots().at(-1)?.status !== 200 || snapshots().length === before) {
    assert.ok(Date.now() < end, 'asked while the wasm is on its way');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(snapshots().length, before + 1);
  release();
  await isLive();
  const entries = scorelytics.requests.entries;
  const streamAt = entries.findLastIndex(({ status }) => status === 101);
  const first = snapshots()
    .slice(before)
    .filter((entry) => entries.indexOf(entry) < streamAt);
  assert.equal(first.length, 1, 'the engine took the answer that was there');
});

test('a key from the page is asked for once for both', async () => {
  await open();
  await page.evaluate(() => Object.assign(window, { asked: 0 }));
  await addBoard('/scoreline.js', { apiKey: undefined, match: undefined });
  await page.evaluate(() => {
    Object.assign(/** @type {object} */ (document.querySelector('score-board')), {
      match: 'm1',
      async getCredential() {
        /** @type {any} */ (window).asked += 1;
        return 'sk_test_demo';
      },
    });
  });
  await isLive();
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).asked), 1);
});

test('a policy without the REST service is named by its source', async () => {
  await open('/no-rest');
  await addBoard('/scoreline.js');
  const message = await failure('connection_blocked');
  assert.ok(message.includes(urls.url), message);
  assert.equal((await state()).matches.length, 0);
});

test('a policy without the stream is named, and the score goes on by polling', async () => {
  await open('/no-stream');
  await addBoard('/scoreline.js');
  const message = await failure('connection_blocked');
  assert.ok(message.includes(urls.wsUrl), message);
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('score-board')).state.matches[0]?.home.name ===
      'Real Madrid',
  );
});

test('a policy without the wasm itself is named, and the own content stays', async () => {
  await open('/no-download');
  await addBoard('/scoreline.js');
  const message = await failure('wasm_blocked');
  assert.ok(message.includes(`connect-src ${server.url}`), message);
  assert.equal(await page.getByText('Real Madrid – Barcelona').isVisible(), true);
});

test('a page that opens without a network goes on when it comes', async () => {
  await open();
  await page.evaluate(() => import(String('/scoreline.js')));
  await page.context().setOffline(true);
  await addBoard('/scoreline.js');
  await failure('wasm_not_found');
  assert.equal(await page.getByText('Real Madrid – Barcelona').isVisible(), true);
  await page.context().setOffline(false);
  await isLive();
});

test('the built script does nothing on a server', async () => {
  for (const name of ['scoreline.js', 'scoreline.single.js']) {
    const scoreline = await import(new URL(`dist/${name}`, root).href);
    assert.equal(scoreline.defineScoreBoard(), undefined);
    assert.equal(scoreline.setWasmUrl('/x'), undefined);
  }
});
