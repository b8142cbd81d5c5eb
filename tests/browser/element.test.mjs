/** `<score-board>` in Chromium with a stub for the engine: the DOM's side of a board. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { options, startStubSite } from './lib/stub-site.mjs';

/** @type {Awaited<ReturnType<typeof startStubSite>>} */
let site;
/** @type {Awaited<ReturnType<(typeof site)['open']>>} */
let at;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string[]} */
let complaints;

before(async () => {
  site = await startStubSite();
});
after(() => site?.close());
beforeEach(async () => {
  await page?.close();
  at = await site.open();
  ({ page, complaints } = at);
});

/** @param {string} [path] */
const load = (path) => at.load(path);
/** @param {string} html */
const put = (html) => at.put(html);
const frame = () => at.frame();
/** @param {string} name */
const calls = (name) => at.calls(name);
/** @param {object} [state] */
const show = (state) => at.show(state);

/** The text that a reader sees: what stands between the tags, then the board's own. */
const seen = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('score-board')]
      .flatMap((board) => [board, board.shadowRoot?.querySelector('.board')])
      // biome-ignore lint/performance/useDomNodeTextContent: only innerText leaves out what is hidden
      .map((part) => /** @type {HTMLElement} */ (part).innerText.trim())
      .filter(Boolean)
      .join('\n'),
  );

/** What stands in the shadow tree and is shown. @param {string} selector */
const isShown = (selector) => page.locator('score-board').locator(selector).first().isVisible();

test('a board says that it connects, and its own content comes first', async () => {
  await put(
    `<score-board ${options}></score-board><score-board ${options}>Home – Away</score-board>`,
  );
  await load();
  await frame();
  assert.equal(await seen(), 'Connecting…\nHome – Away');
});

test('a state becomes a list that is read and a picture that is not', async () => {
  await put(`<score-board ${options}>Home – Away</score-board>`);
  await load();
  await show();
  assert.equal(await isShown('canvas'), true);
  assert.equal(await page.locator('score-board canvas').getAttribute('aria-hidden'), 'true');
  assert.equal(
    await page.locator('body').ariaSnapshot(),
    `- list "Scores":\n  - listitem:\n    - button "Home <b>FC</b> 1 الهلال 0"\n    - text: 63'\n- status`,
  );
  assert.equal(await page.locator('score-board b').count(), 0, "a provider's name is text");
  const [, , width, ratio] = (await calls('layout')).at(-1) ?? [];
  assert.deepEqual([width, ratio], [584, 1]);
  assert.deepEqual(complaints, []);
});

test('only what changed is touched', async () => {
  await put(`<score-board ${options}></score-board>`);
  await load();
  await show();
  await page.evaluate(() => {
    const root = document.querySelector('score-board')?.shadowRoot;
    /** @type {string[]} */
    const touched = [];
    new MutationObserver((records) => {
      for (const { target } of records) touched.push(/** @type {Element} */ (target).className);
    }).observe(/** @type {Node} */ (root?.querySelector('.mirror')), {
      childList: true,
      characterData: true,
      subtree: true,
    });
    Object.assign(window, { touched });
  });
  const match = await page.evaluate(() => /** @type {any} */ (window).stub.match);
  await show({ matches: [{ ...match, home: { ...match.home, score: 2 } }] });
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).touched), ['score']);
});

test('matches come, go and change places', async () => {
  await put(`<score-board ${options}></score-board>`);
  await load();
  await show();
  for (const ids of [
    ['a', 'b', 'c'],
    ['c', 'a'],
    ['d', 'a', 'c'],
  ]) {
    await at.showMatches(ids);
    assert.deepEqual(await page.locator('score-board .status').allTextContents(), ids);
  }
});

test('events reach the document with their details', async () => {
  await put(`<div><score-board ${options}></score-board></div>`);
  await load();
  await show();
  const heard = await page.evaluate(async () => {
    const { stub } = /** @type {any} */ (window);
    const change = { match: 'm1', home: 2, away: 0, previous: { home: 1, away: 0 } };
    /** @type {unknown[]} */
    const heard = [];
    for (const name of ['score-change', 'match-click']) {
      document.addEventListener(name, (event) => {
        const { target, detail } = /** @type {CustomEvent} */ (event);
        heard.push([name, /** @type {Element} */ (target).localName, detail]);
      });
    }
    stub.host.boardEvent(1, 'score-change', JSON.stringify(change));
    await null;
    const canvas = document.querySelector('score-board')?.shadowRoot?.querySelector('canvas');
    canvas?.click();
    return heard;
  });
  assert.deepEqual(heard, [
    [
      'score-change',
      'score-board',
      { match: 'm1', home: 2, away: 0, previous: { home: 1, away: 0 } },
    ],
    ['match-click', 'score-board', { match: 'm1' }],
  ]);
});

test('an error of the engine gets a sentence', async () => {
  await put(`<score-board ${options}></score-board>`);
  await load();
  await show();
  const detail = await page.evaluate(async () => {
    /** @type {unknown} */
    let heard;
    document.addEventListener('board-error', (event) => {
      heard = /** @type {CustomEvent} */ (event).detail;
    });
    /** @type {any} */ (window).stub.host.boardEvent(1, 'board-error', '{"reason":"not_found"}');
    await null;
    return heard;
  });
  assert.deepEqual(detail, { reason: 'not_found', message: 'This match was not found' });
});

test('a board that is moved goes on; one that is removed lets go', async () => {
  await put(`<main></main><score-board ${options}></score-board>`);
  await load();
  await show();
  await page.evaluate(() => {
    document
      .querySelector('main')
      ?.append(/** @type {Node} */ (document.querySelector('score-board')));
  });
  await frame();
  assert.equal((await calls('create')).length, 1);
  assert.deepEqual(await calls('destroy'), []);
  await put('');
  await frame();
  assert.deepEqual(await calls('destroy'), [['destroy', 1]]);
});

test('attributes that change together are one change', async () => {
  await put(`<score-board ${options}></score-board>`);
  await load();
  await show();
  await page.evaluate(() => {
    const board = document.querySelector('score-board');
    board?.setAttribute('match', 'm2');
    board?.setAttribute('layout', 'nano');
  });
  await frame();
  const configured = await calls('configure');
  assert.equal(configured.length, 1);
  assert.deepEqual(configured[0]?.[2].matches, ['m2']);
  assert.equal(configured[0]?.[2].layout, 'nano');
});

test('the look follows theme and custom properties, and restarts nothing', async () => {
  await put(`<score-board ${options} theme="light"></score-board>`);
  await load();
  await show();
  await page.evaluate(() => {
    const board = /** @type {HTMLElement} */ (document.querySelector('score-board'));
    board.style.setProperty('--score-board-accent', 'oklch(0.6 0.2 30)');
    board.style.fontSize = '20px';
    board.setAttribute('theme', 'dark');
  });
  await frame();
  const [light, dark] = (await calls('look')).map((call) => call[2]);
  assert.equal(light.colours.foreground, 0x14171cff);
  assert.notEqual(dark.colours.foreground, light.colours.foreground);
  assert.notEqual(dark.colours.accent, light.colours.accent);
  assert.equal(dark.fontSize, 20);
  assert.deepEqual(await calls('configure'), []);
});

test('a mistake in the options is said in words and by name, and can be mended', async () => {
  await put(
    `<score-board provider="scorelytics" match="m1" api-key="s3cret">Home – Away</score-board>`,
  );
  await page.evaluate(() => {
    document.addEventListener('board-error', (event) => {
      Object.assign(window, { failure: /** @type {CustomEvent} */ (event).detail });
    });
  });
  await load();
  await frame();
  assert.match(await seen(), /^Home – Away\s+This scoreboard is not set up correctly: sport/);
  const failure = await page.evaluate(() => /** @type {any} */ (window).failure);
  assert.equal(failure.reason, 'sport_missing');
  await page.locator('score-board').evaluate((board) => board.setAttribute('sport', 'football'));
  await show();
  assert.equal(await isShown('canvas'), true);
  assert.equal(await isShown('.failure'), false);
  assert.ok((await calls('draw')).length > 0);
});

test('a script gives functions and keys that never become attributes', async () => {
  await put('<div id="here"></div>');
  await load();
  await page.evaluate(() => {
    const { scoreline } = /** @type {any} */ (window);
    scoreline.createScoreboard(document.getElementById('here'), {
      provider: 'scorelytics',
      sport: 'football',
      match: 'm1',
      getCredential: async () => 's3cret',
    });
  });
  await show();
  assert.doesNotMatch(await page.content(), /s3cret/);
  assert.deepEqual((await calls('create'))[0]?.[1], {
    provider: 'scorelytics',
    sport: 'football',
    matches: ['m1'],
    restUrl: 'https://api.scorelytics.pro',
    wsUrl: 'wss://api.scorelytics.pro',
    hasCredential: true,
  });
  await page.evaluate(() => /** @type {any} */ (window).stub.host.askCredential(1, 5));
  await frame();
  assert.deepEqual(await calls('credential'), [['credential', 5, 1, 6]]);
});

test('state is there at any time, and plain', async () => {
  await put(`<score-board ${options}></score-board>`);
  await load();
  const early = await page.evaluate(
    () => /** @type {any} */ (document.querySelector('score-board')).state,
  );
  assert.deepEqual(early?.matches, []);
  await show();
  const state = await page.evaluate(
    () => /** @type {any} */ (document.querySelector('score-board')).state,
  );
  assert.equal(state?.connection.state, 'live');
  assert.equal(state?.matches[0]?.home.score, 1);
});

test('two copies of the script live on one page', async () => {
  await put(`<score-board ${options}></score-board>`);
  await load();
  await load('/copy/scoreline.js');
  await show();
  assert.deepEqual(complaints, []);
});

test('without WebGL 2 the score is plain text', async () => {
  await page.evaluate(() => {
    for (const canvas of [HTMLCanvasElement, OffscreenCanvas]) {
      const real = canvas.prototype.getContext;
      canvas.prototype.getContext = /** @type {any} */ (
        /** @this {any} @param {any[]} call */
        function (/** @type {any[]} */ ...call) {
          return call[0] === 'webgl2' ? null : /** @type {any} */ (real).apply(this, call);
        }
      );
    }
  });
  await put(`<score-board ${options}>Home – Away</score-board>`);
  await load();
  await show();
  assert.equal(await isShown('canvas'), false);
  assert.equal(await isShown('li'), true);
  assert.match(await seen(), /Home <b>FC<\/b>\s+1\s+الهلال\s+0\s+63'/);
});

test('without a wasm file the own content stays, with a sentence and a name', async () => {
  await put(`<score-board ${options}>Home – Away</score-board>`);
  await page.evaluate(() => {
    document.addEventListener('board-error', (event) => {
      Object.assign(window, { failure: /** @type {CustomEvent} */ (event).detail });
    });
  });
  await load('/alone/scoreline.js');
  await page.waitForFunction(() => /** @type {any} */ (window).failure);
  assert.match(await seen(), /^Home – Away\s+Live scores could not be loaded$/);
  const state = await page.evaluate(
    () => /** @type {any} */ (document.querySelector('score-board')).state,
  );
  assert.deepEqual(state?.connection, { state: 'refused', reason: 'wasm_not_found' });
});

test('a policy that forbids WebAssembly is named, with the entry that is missing', async () => {
  await page.goto(`${site.url}/page-without-wasm`);
  await put(`<score-board ${options}></score-board>`);
  await page.evaluate(() => {
    document.addEventListener('board-error', (event) => {
      Object.assign(window, { failure: /** @type {CustomEvent} */ (event).detail });
    });
  });
  await load();
  await page.waitForFunction(() => /** @type {any} */ (window).failure);
  const failure = await page.evaluate(() => /** @type {any} */ (window).failure);
  assert.equal(failure.reason, 'wasm_blocked');
  assert.match(failure.message, /'wasm-unsafe-eval'/);
});
