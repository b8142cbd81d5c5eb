/**
 * A page whose server has put the score between the tags: without JavaScript it is all there is, with it the first
 * paint has the score, and the live board takes its place without moving the page.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { ScorelyticsServer } from '../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../upstreams/stats-api/server.mjs';
import { World } from '../upstreams/world.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { serve } from './lib/serve.mjs';

/** @typedef {import('playwright-core').Page} Page */

const root = new URL('../../', import.meta.url);
/** @type {any} */
const { renderToString } = await import(new URL('dist/server/index.js', root).href);

const nonce = 'c2NvcmVsaW5l';
const reader = { locale: 'en-GB', timeZone: 'Europe/Madrid' };

/** @type {World} */
let world;
/** @type {ScorelyticsServer} */
let scorelytics;
/** @type {StatsApiServer} */
let statsApi;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

/** The boards, by the paths of their pages. @type {Record<string, any>} */
const boards = {
  '/card': { match: 'a1', layout: 'card' },
  '/auto': { match: 'a1' },
  '/nano': { match: 'a1', layout: 'nano' },
  '/list': { matches: 'a1 a2 a3' },
  '/ticker': { matches: 'a1 a2 a3', layout: 'ticker' },
  '/clock': { provider: 'stats-api', match: '124', layout: 'card' },
  '/grouped': { provider: 'stats-api', matches: '124 125', layout: 'list' },
};

before(async () => {
  world = new World();
  world.add({ id: 'a1', sport: 'football', home: 'Real Madrid', away: 'Barcelona' });
  world.add({ id: 'a2', sport: 'football', home: 'Crystal Palace', away: 'Arsenal' });
  world.add({ id: 'a3', sport: 'football', home: 'Paris', away: 'Marseille' });
  world.add({ id: 'b1', sport: 'basketball', home: 'Zvezda', away: 'Partizan' });
  world.add({ id: 'b2', sport: 'basketball', home: 'Zadar', away: 'Cibona' });
  for (const id of ['a1', 'a2', 'b1']) world.kickoff(id);
  world.goal('a1', 'home');
  boards['/clock'].match = String(world.truth('b1').number);
  boards['/grouped'].matches = ['b1', 'b2'].map((id) => world.truth(id).number).join(' ');
  scorelytics = new ScorelyticsServer({ world });
  statsApi = new StatsApiServer({ world });
  const [scores, stats] = [await scorelytics.listen(), await statsApi.listen()];
  /** @type {Record<string, {type: string, body: string | Uint8Array, headers?: Record<string, string>}>} */
  const files = {};
  for (const [path, board] of Object.entries(boards)) {
    const isStats = board.provider === 'stats-api';
    const options = isStats
      ? { ...board, restUrl: `${stats.url}/api/v1`, apiKey: '12|demo-token' }
      : {
          provider: 'scorelytics',
          sport: 'football',
          ...board,
          restUrl: scores.url,
          apiKey: 'sk_test_demo',
        };
    const html = await renderToString({ ...options, ...reader, nonce });
    const tag = {
      ...options,
      ...reader,
      wsUrl: isStats ? stats.wsUrl : scores.wsUrl,
      ...(isStats && { authUrl: `${stats.url}/api/v1/broadcasting/auth` }),
    };
    const attributes = Object.entries(tag).map(
      ([name, value]) =>
        `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}="${value}"`,
    );
    files[path] = {
      type: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scores</title>
<link rel="icon" href="data:,"><script type="module" src="/scoreline.js"></script>
<body><main><score-board ${attributes.join(' ')}>${html}</score-board></main>`,
      headers: {
        'content-security-policy': [
          "default-src 'none'",
          "script-src 'self' 'wasm-unsafe-eval'",
          `style-src 'nonce-${nonce}'`,
          'img-src data:',
          `connect-src 'self' ${[scores, stats].flatMap(({ url, wsUrl }) => [url, wsUrl]).join(' ')}`,
        ].join('; '),
      },
    };
  }
  /** @param {string} name @param {string} type */
  const built = async (name, type) => ({
    type,
    body: await readFile(new URL(`dist/${name}`, root)),
  });
  files['/scoreline.js'] = await built('scoreline.js', 'text/javascript');
  files['/scoreline.wasm'] = await built('scoreline.wasm', 'application/wasm');
  server = await serve(files);
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  server?.close();
  await scorelytics?.close();
  await statsApi?.close();
});

/** @param {Page} page */
const isDrawn = (page) =>
  page.waitForFunction(() => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    const isLive = board.state?.connection.state !== 'connecting';
    return isLive && board.shadowRoot?.querySelector('[data-stage=drawn]');
  });

/** What the server's HTML says, if it is seen. @param {Page} page @returns {Promise<string>} */
const seen = (page) =>
  page.locator('.scoreline').evaluate((element) => {
    const text = element.checkVisibility() ? element.textContent : '';
    return String(text).replace(/\s+/g, ' ').trim();
  });

test('without JavaScript: the score, and as of when', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/auto`);
  for (const text of ['Real Madrid', 'Barcelona', "0'"]) {
    assert.ok(await page.getByText(text, { exact: true }).isVisible(), text);
  }
  assert.equal(await page.locator('.sl-home-score').textContent(), '1');
  assert.ok(await page.getByText(/^as of \d?\d:\d\d$/).isVisible());
  assert.equal(await page.locator('style, script').filter({ visible: true }).count(), 0);
  // By the style, which the policy lets in by its nonce.
  const board = await page.locator('.scoreline').boundingBox();
  assert.ok(board && board.height > 60 && board.height < 200, JSON.stringify(board));
  await context.close();
});

test('the first paint has the score before any request is answered; then the board is live', async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  let answered = 0;
  await page.route(/^(?!.*\/auto$)/, async (route) => {
    await held;
    answered += 1;
    await route.continue();
  });
  await page.goto(`${server.url}/auto`, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length);
  assert.match(await seen(page), /Real Madrid 1 .*Barcelona.*0 0' as of \d?\d:\d\d$/);
  assert.equal(await page.evaluate(() => customElements.get('score-board')), undefined);
  assert.equal(answered, 0);
  release();
  await isDrawn(page);
  assert.equal(await page.locator('.scoreline').isVisible(), false, 'the live board stands there');
  world.goal('a1', 'away');
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('score-board')).state.matches[0].away.score === 1,
  );
  assert.deepEqual(complaints, []);
  await page.close();
});

test('until the board has a score of its own, the server’s stays', async () => {
  const page = await browser.newPage();
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => {
    release = () => resolve(undefined);
  });
  await page.route('**/v1/football/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${server.url}/auto`);
  await page.waitForFunction(() => customElements.get('score-board'));
  await page.waitForTimeout(500);
  assert.match(await seen(page), /Real Madrid 1 .* as of \d?\d:\d\d/);
  release();
  await isDrawn(page);
  assert.equal(await page.locator('.scoreline').isVisible(), false);
  await page.close();
});

test('a board that may not begin leaves the server’s score, and says below what is wrong', async () => {
  const page = await browser.newPage();
  await page.route('**/v1/football/**', (route) =>
    route.fulfill({ status: 401, headers: { 'access-control-allow-origin': '*' }, body: '{}' }),
  );
  await page.goto(`${server.url}/auto`);
  await page.waitForFunction(() => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    return (
      board.state?.connection.state === 'refused' &&
      board.shadowRoot.querySelector('.failure').textContent
    );
  });
  assert.match(await seen(page), /Real Madrid 1 .* as of \d?\d:\d\d/);
  const notice = page.locator('score-board .failure');
  assert.ok(await notice.isVisible());
  assert.match(String(await notice.textContent()), /key/i);
  await page.unroute('**/v1/football/**');
  await page.evaluate(() => /** @type {any} */ (document.querySelector('score-board')).refresh());
  await isDrawn(page);
  assert.equal(await page.locator('.scoreline').isVisible(), false);
  assert.equal(await notice.isVisible(), false);
  await page.close();
});

test('the page does not move: the server’s HTML is as high as the board, in every layout', async () => {
  const widths = [120, 190, 240, 330, 430, 590, 800];
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  const heightAt = (/** @type {number} */ width) =>
    page.evaluate((width) => {
      const main = /** @type {HTMLElement} */ (document.querySelector('main'));
      main.style.width = `${width}px`;
      return main.getBoundingClientRect().height;
    }, width);
  for (const path of Object.keys(boards)) {
    await page.route('**/scoreline.js', (route) => route.abort());
    await page.goto(server.url + path);
    /** @type {Map<number, number>} */
    const before = new Map();
    for (const width of widths) before.set(width, await heightAt(width));
    await page.unroute('**/scoreline.js');
    await page.goto(server.url + path);
    await isDrawn(page);
    // Plays come with the stream, as docs/server.md says.
    const plays = path === '/clock' ? 93 : 0;
    for (const [width, html] of before) {
      const height = html + plays;
      /** @type {number[]} */
      const found = [];
      // The board is laid out anew some frames after its width has changed.
      for (let tries = 0; tries < 40; tries += 1) {
        found.push(await heightAt(width));
        if (Math.abs(Number(found.at(-1)) - height) <= 1 && found.length > 5) break;
        await page.waitForTimeout(25);
      }
      const difference = Math.abs(Number(found.at(-1)) - height);
      assert.ok(difference <= 1, `${path} at ${width} px: ${height}, then ${found.at(-1)}`);
    }
  }
  await page.close();
});

test('nothing of it is cut off or beyond its frame, at any width', async () => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  await page.route('**/scoreline.js', (route) => route.abort());
  for (const path of Object.keys(boards)) {
    await page.goto(server.url + path);
    for (const width of [120, 160, 220, 300, 400, 500, 700]) {
      const outside = await page.evaluate((width) => {
        const main = /** @type {HTMLElement} */ (document.querySelector('main'));
        main.style.width = `${width}px`;
        const frame = /** @type {Element} */ (main.querySelector('.scoreline'));
        const box = frame.getBoundingClientRect();
        // Of a ticker the first match alone is in sight.
        const row = /** @type {Element} */ (main.querySelector('.sl-match'));
        const texts = [...row.querySelectorAll('.sl-score,.sl-as-of,time')];
        return texts
          .filter((text) => {
            const its = text.getBoundingClientRect();
            const range = document.createRange();
            range.selectNodeContents(text);
            const ink = range.getBoundingClientRect();
            const isIn = its.left >= box.left && its.right <= box.right && its.bottom <= box.bottom;
            return text.textContent && !(isIn && ink.width <= its.width + 1 && its.width > 0);
          })
          .map((text) => text.className || text.localName);
      }, width);
      assert.deepEqual(outside, [], `${path} at ${width} px`);
    }
  }
  await context.close();
});
