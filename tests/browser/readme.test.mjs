/**
 * The README's examples in Chromium, as they stand there: each must come to show a live score. Only the
 * ids of the matches are put in, and the page is served by the demo's server, whose proxies are the ones
 * that the examples name.
 */

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDemo } from '../upstreams/demo.mjs';
import { launchChromium } from './lib/chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');

/** @param {string} language */
function examples(language) {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms');
  return [...readme.matchAll(fence)].map((match) => match[1] ?? '');
}

/** @type {Awaited<ReturnType<typeof startDemo>>} */
let demo;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {string} */
let pages;
/** @type {{scorelytics: {matches: {id: string, sport: string}[]}, statsApi: {matches: string[]}}} */
let config;

before(async () => {
  pages = await mkdtemp(join(tmpdir(), 'scoreline-readme-'));
  demo = await startDemo({ port: 0, distDir: `${root}dist`, pageDir: pages, credentials: {} });
  config = await (await fetch(new URL('/demo/config.json', demo.url))).json();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await demo?.close();
  await rm(pages, { recursive: true, force: true });
});

/**
 * Opens a page with this body and waits for its board to be live.
 * @param {string} body
 */
async function liveBoard(body) {
  await writeFile(join(pages, 'index.html'), `<!doctype html><title>Example</title>${body}`);
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(demo.url);
  await page.waitForFunction(
    () => {
      const board = /** @type {any} */ (document.querySelector('score-board'));
      return ['live', 'over'].includes(board?.state?.connection.state);
    },
    null,
    { timeout: 20_000 },
  );
  const state = await page.evaluate(
    () => /** @type {any} */ (document.querySelector('score-board')).state,
  );
  assert.deepEqual(errors, []);
  assert.equal(state.matches.length, 1);
  assert.notEqual(state.matches[0].home.name, '');
  await page.close();
}

const football = () => config.scorelytics.matches.find(({ sport }) => sport === 'football')?.id;
/** @param {string} example */
const atDist = (example) => example.replaceAll(/(\.\/)?scoreline\.js/g, '/dist/scoreline.js');

test('the embed of a Scorelytics match', async () => {
  const example = examples('html')[0] ?? '';
  assert.match(example, /provider="scorelytics"/);
  // The demo's stand-in wants a key, which a proxy of one's own would add.
  const body = atDist(example)
    .replaceAll('abc123', String(football()))
    .replace('<score-board', '<score-board api-key="sk_test_demo"');
  await liveBoard(body);
});

test('the embed of a Stats API match', async () => {
  const example = examples('html')[1] ?? '';
  assert.match(example, /provider="stats-api"/);
  const script = `<script type="module">
    const board = document.querySelector('score-board');
    board.options = { authHeaders: { Authorization: 'Bearer 12|demo-token' } };
  </script>`;
  await liveBoard(atDist(example).replace('"123"', `"${config.statsApi.matches[0]}"`) + script);
});

test('a board from a script, with a key from the page', async () => {
  const example = examples('js')[0] ?? '';
  const script = atDist(example)
    .replace('abc123', String(football()))
    .replace("(await fetch('/score-key')).text()", "'sk_test_demo'")
    .replace(
      "sport: 'football',",
      "sport: 'football', restUrl: '/scorelytics', wsUrl: '/scorelytics',",
    );
  await liveBoard(`<div id="score"></div><script type="module">${script}</script>`);
});
