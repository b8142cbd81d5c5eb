/** The options of `<score-board>` as attributes, as properties and as words, with a stub engine. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { options, startStubSite } from './lib/stub-site.mjs';

/** @type {Awaited<ReturnType<typeof startStubSite>>} */
let site;
/** @type {Awaited<ReturnType<(typeof site)['open']>>} */
let at;

before(async () => {
  site = await startStubSite();
});
after(() => site?.close());
beforeEach(async () => {
  at = await site.open();
});
afterEach(async () => {
  assert.deepEqual(at.complaints, []);
  await at.page.close();
});

/** Sets properties of the first board, and lets a frame pass. @param {Record<string, unknown>} values */
async function set(values) {
  await at.page.evaluate((values) => {
    Object.assign(/** @type {object} */ (document.querySelector('score-board')), values);
  }, values);
  await at.frame();
}

/** @param {string[]} names */
const get = (...names) =>
  at.page.evaluate((names) => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    return names.map((name) => board[name] ?? null);
  }, names);

const html = () => at.page.evaluate(() => document.querySelector('score-board')?.outerHTML);

test('every option is a property with its own type, and an attribute where that is harmless', async () => {
  await at.put('<score-board></score-board>');
  await at.load();
  await set({
    provider: 'stats-api',
    match: 7,
    live: true,
    appKey: 'app',
    apiKey: 's3cret',
    authHeaders: { Authorization: 'Bearer s3cret' },
    maxSockets: 2,
    timeZone: 'Europe/Madrid',
    announce: 'all',
  });
  await at.show();
  assert.equal(
    await html(),
    '<score-board provider="stats-api" match="7" live="" app-key="app" max-sockets="2" ' +
      'time-zone="Europe/Madrid" announce="all"></score-board>',
  );
  assert.deepEqual((await at.calls('create'))[0]?.[1], {
    provider: 'stats-api',
    matches: ['7'],
    live: true,
    restUrl: 'https://stats-api.ds2.app/api/v1',
    wsUrl: 'wss://stats-api.ds2.app',
    authUrl: 'https://stats-api.ds2.app/api/v1/broadcasting/auth',
    apiKey: 's3cret',
    appKey: 'app',
    authHeaders: { Authorization: 'Bearer s3cret' },
    maxSockets: 2,
  });
  assert.deepEqual(await get('match', 'live', 'maxSockets', 'announce', 'league', 'apiKey'), [
    '7',
    true,
    2,
    'all',
    null,
    's3cret',
  ]);
});

test('what was set last counts, and nothing takes an option back', async () => {
  await at.put(`<score-board ${options}></score-board>`);
  await at.load();
  await at.show();
  await set({ options: { match: 'given' } });
  assert.deepEqual((await at.calls('configure')).at(-1)?.[2].matches, ['given']);
  await set({ match: 'set' });
  assert.deepEqual((await at.calls('configure')).at(-1)?.[2].matches, ['set']);
  await set({ match: null, live: true });
  assert.equal((await at.calls('configure')).at(-1)?.[2].matches, undefined);
  await set({ live: false, match: 'm1' });
  assert.equal((await at.calls('configure')).at(-1)?.[2].live, undefined);
});

test('`matches` can be set like the others, and stays the method of every element', async () => {
  await at.put(`<score-board ${options}></score-board>`);
  await at.load();
  await at.show();
  await set({ match: undefined, matches: ['a', 'b'] });
  assert.deepEqual((await at.calls('configure')).at(-1)?.[2].matches, ['a', 'b']);
  const isMatched = await at.page.evaluate(() =>
    document.querySelector('score-board')?.matches('score-board[matches="a b"]'),
  );
  assert.equal(isMatched, true);
});

test('properties that were set before the script was there are not lost', async () => {
  await at.put('<score-board></score-board>');
  await set({
    provider: 'scorelytics',
    sport: 'football',
    matches: 'x y',
    apiKey: 'k',
    live: true,
  });
  await at.load();
  await at.show();
  assert.deepEqual((await at.calls('create'))[0]?.[1], {
    provider: 'scorelytics',
    sport: 'football',
    matches: ['x', 'y'],
    live: true,
    restUrl: 'https://api.scorelytics.pro',
    wsUrl: 'wss://api.scorelytics.pro',
    apiKey: 'k',
  });
  await set({ live: false });
  assert.equal((await at.calls('configure')).at(-1)?.[2].live, undefined, 'it is no own property');
});

test('a destroyed board stays so until it is inserted again', async () => {
  await at.put(`<score-board ${options}>Home – Away</score-board>`);
  await at.load();
  await at.show();
  const { connection } = await at.page.evaluate(() => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    board.destroy();
    board.setAttribute('match', 'm2');
    return board.state;
  });
  await at.frame();
  assert.deepEqual(connection, { state: 'idle' });
  assert.deepEqual(await at.calls('destroy'), [['destroy', 1]]);
  assert.equal((await at.calls('create')).length, 1);
  const inside = await at.page.evaluate(() => {
    const root = document.querySelector('score-board')?.shadowRoot;
    return [root?.querySelector('canvas')?.width, root?.querySelectorAll('li').length];
  });
  assert.deepEqual(inside, [0, 0], 'neither pixels nor matches are kept');
  const slot = at.page.locator('score-board slot');
  assert.notEqual(await slot.evaluate((slot) => getComputedStyle(slot).display), 'none');
  await at.page.evaluate(() => {
    document.body.append(/** @type {Node} */ (document.querySelector('score-board')));
  });
  await at.frame();
  assert.equal((await at.calls('create')).length, 2);
});

test('words are replaceable, for one board and for all', async () => {
  await at.put(`<score-board ${options}></score-board><score-board ${options}></score-board>`);
  await at.load();
  await at.show();
  await at.page.evaluate(() => {
    const { scoreline } = /** @type {any} */ (window);
    scoreline.setWords({ half_time: 'Descanso', list_label: 'Marcadores' });
    Object.assign(/** @type {object} */ (document.querySelector('score-board')), {
      words: { half_time: 'Pausa' },
    });
  });
  await at.frame();
  const words = await at.calls('words');
  const last = [1, 2].map((id) => words.filter((call) => call[1] === id).at(-1)?.[2]);
  assert.deepEqual(
    last.map((each) => [each.half_time, each.list_label, each.finished]),
    [
      ['Pausa', 'Marcadores', 'FT'],
      ['Descanso', 'Marcadores', 'FT'],
    ],
  );
});

test('a second copy of the script sets what the first one uses', async () => {
  await at.load();
  await at.load('/copy/scoreline.js');
  await at.page.evaluate(() => {
    const { scoreline } = /** @type {any} */ (window);
    scoreline.setWords({ half_time: 'Descanso' });
  });
  await at.put(`<score-board ${options}></score-board>`);
  await at.show();
  assert.equal((await at.calls('words')).at(-1)?.[2].half_time, 'Descanso');
});

test('a wasm that is not found is tried again where the page says that it is', async () => {
  await at.put(`<score-board ${options}></score-board>`);
  await at.load('/alone/scoreline.js');
  await at.page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('score-board')).state.connection.reason ===
      'wasm_not_found',
  );
  await at.page.evaluate(() => /** @type {any} */ (window).scoreline.setWasmUrl('/scoreline.wasm'));
  await at.show();
  assert.equal(await at.page.locator('score-board canvas').isVisible(), true);
});
