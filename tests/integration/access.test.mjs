/**
 * Keys, tokens and the page's own functions for them: what is refused is said once, with its reason,
 * and tried again seldom until the reader asks. No secret is ever told: setUp() checks that.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds, startedMatch } from './lib/both.mjs';
import { key, setUp, token } from './lib/setup.mjs';
import { showsTruth } from './lib/truth.mjs';

const aba = { id: 'AbA333', number: 5, name: 'ABA liga', country: '' };

/** @param {Awaited<ReturnType<typeof setUp>>} setup */
function addMatches({ world }) {
  world.add({ id: 'f1', sport: 'football', home: 'Real Madrid', away: 'Barcelona' });
  world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor', number: 123 });
  world.add({ id: 'o1', sport: 'basketball', home: 'Mega', away: 'Vršac', league: aba });
  for (const { id } of world.matches()) world.kickoff(id);
}

/**
 * @typedef {object} Refusal
 * @property {string} what
 * @property {'scorelytics' | 'stats-api'} provider
 * @property {Partial<import('./lib/engine.mjs').BoardOptions>} options
 * @property {Parameters<typeof setUp>[1]} [servers]
 * @property {string} reason
 */

const bearer = (/** @type {string} */ name) => ({ Authorization: `Bearer ${name}` });

/** @type {Refusal[]} */
const refusals = [
  {
    what: 'a wrong key',
    provider: 'scorelytics',
    options: { apiKey: 'sk_test_wrong', sport: 'football', matches: ['f1'] },
    reason: 'wrong_key',
  },
  {
    what: 'no key',
    provider: 'scorelytics',
    options: { apiKey: '', sport: 'football', live: true },
    reason: 'wrong_key',
  },
  {
    what: 'a key without the scope',
    provider: 'scorelytics',
    servers: { scorelytics: { keys: { [key]: { scopes: ['stream:websocket'] } } } },
    options: { sport: 'football', matches: ['f1'] },
    reason: 'forbidden',
  },
  {
    what: 'an unknown match',
    provider: 'scorelytics',
    options: { matches: ['nobody'] },
    reason: 'not_found',
  },
  {
    what: 'a wrong token',
    provider: 'stats-api',
    options: { authHeaders: bearer('12|wrong'), matches: ['123'] },
    reason: 'wrong_key',
  },
  {
    what: 'a suspended account',
    provider: 'stats-api',
    servers: { statsApi: { tokens: { [token]: { isSuspended: true } } } },
    options: { matches: ['123'] },
    reason: 'suspended',
  },
  {
    what: 'a competition without subscription',
    provider: 'stats-api',
    servers: { statsApi: { tokens: { [token]: { competitions: [4] } } } },
    options: { competition: '5' },
    reason: 'forbidden',
  },
  {
    what: 'an unknown match',
    provider: 'stats-api',
    options: { matches: ['999'] },
    reason: 'not_found',
  },
];

for (const { what, provider, options, servers, reason } of refusals) {
  test(`${provider}: ${what} is said once and tried again seldom`, async (t) => {
    const setup = await setUp(t, { speed: 100, ...servers });
    addMatches(setup);
    const isScorelytics = provider === 'scorelytics';
    const server = isScorelytics ? setup.scorelytics : setup.statsApi;
    const board = isScorelytics ? setup.scorelyticsBoard(options) : setup.statsBoard(options);
    await board.reaches('refused', reason);
    await board.waitFor(() => setup.engine.pending.requests === 0, 'answers');
    // What was on its way when the refusal came may still arrive.
    await setup.pass(20_000);
    const asked = server.requests.entries.length;
    const [{ state: last }] = board.eventsOf('connection-change').slice(-1);
    assert.equal(last, 'refused');
    await setup.pass(120_000);
    // 20 s after the first refusal the tries are 20 to 50 s apart. Without a sport both are asked.
    const eachTry = isScorelytics && !options.sport ? 2 : 1;
    const tries = (server.requests.entries.length - asked) / eachTry;
    assert.ok(tries > 0 && tries <= 4, `${tries} tries`);
    assert.deepEqual(board.eventsOf('board-error'), [{ reason }]);
    assert.equal(setup.engine.pending.sockets, 0);

    const before = server.requests.entries.length;
    board.refresh();
    await board.waitFor(() => server.requests.entries.length > before, 'the reader asked');
    await board.reaches('refused', reason);
  });
}

test('scorelytics: a match is found without its sport', async (t) => {
  const setup = await setUp(t);
  addMatches(setup);
  const board = setup.scorelyticsBoard({ matches: ['b1', 'f1'] });
  await board.reaches('live');
  setup.world.play('b1', { type: '3pt_made', side: 'home' });
  await showsTruth(board, 'scorelytics', setup.world, ['b1', 'f1']);
});

test('one refused match leaves the others alive', async (t) => {
  const setup = await setUp(t);
  addMatches(setup);
  const board = setup.scorelyticsBoard({ sport: 'football', matches: ['f1', 'nobody'] });
  await board.reaches('refused', 'not_found');
  await board.waitFor(({ matches }) => matches[0]?.trust === 'live', 'the other one');
  setup.world.goal('f1', 'away');
  await showsTruth(board, 'scorelytics', setup.world, ['f1']);
});

test('scorelytics: a short-lived key that has expired is asked for anew, once', async (t) => {
  const setup = await setUp(t);
  addMatches(setup);
  const keys = ['sk_test_expired', key];
  let asked = 0;
  const getCredential = async () => keys[asked++] ?? 'sk_test_none';
  const board = setup.scorelyticsBoard({ sport: 'football', matches: ['f1'] }, { getCredential });
  await board.reaches('live');
  await showsTruth(board, 'scorelytics', setup.world, ['f1']);
  assert.equal(asked, 2);
  assert.deepEqual(board.eventsOf('board-error'), []);
});

test('scorelytics: a second wrong key in a row is a refusal', async (t) => {
  const setup = await setUp(t, { speed: 100 });
  addMatches(setup);
  let asked = 0;
  const getCredential = async () => {
    asked += 1;
    return `sk_test_wrong${asked}`;
  };
  const board = setup.scorelyticsBoard({ sport: 'football', matches: ['f1'] }, { getCredential });
  await board.reaches('refused', 'wrong_key');
  assert.equal(asked, 2);
  await setup.pass(60_000);
  // Tries after 5, 10 and 20 s, each with a new key.
  assert.ok(asked > 2 && asked <= 5, `${asked} keys`);
});

test('scorelytics: a page whose function fails is asked again', async (t) => {
  const setup = await setUp(t);
  addMatches(setup);
  let fails = true;
  const getCredential = () => (fails ? Promise.reject(new Error('no')) : Promise.resolve(key));
  const board = setup.scorelyticsBoard({ sport: 'football', matches: ['f1'] }, { getCredential });
  await board.waitFor(({ connection }) => connection.reason === 'no_credential', 'the reason');
  assert.equal(setup.scorelytics.requests.entries.length, 0);
  fails = false;
  await board.reaches('live');
  await showsTruth(board, 'scorelytics', setup.world, ['f1']);
});

test('stats-api: a page authorises its channels itself', async (t) => {
  const setup = await setUp(t);
  addMatches(setup);
  /** @type {string[]} */
  const channels = [];
  /** @param {string} channel @param {string} socketId */
  const authorize = async (channel, socketId) => {
    channels.push(channel);
    const answer = await fetch(`${setup.urls.statsApi.url}/broadcasting/auth`, {
      method: 'POST',
      headers: bearer(token),
      body: new URLSearchParams({ channel_name: channel, socket_id: socketId }),
    });
    return /** @type {Promise<{auth: string}>} */ (answer.json());
  };
  const board = setup.statsBoard({ matches: ['123'] }, { authorize });
  await board.reaches('live');
  setup.world.play('b1', { type: '3pt_made', side: 'home' });
  await showsTruth(board, 'stats-api', setup.world, ['b1']);
  assert.deepEqual(channels, ['private-match.123']);
});

test('stats-api: a page that refuses a channel leaves the board to snapshots', async (t) => {
  const setup = await setUp(t);
  addMatches(setup);
  const authorize = () => Promise.reject(Object.assign(new Error('no'), { status: 403 }));
  const board = setup.statsBoard({ matches: ['123'] }, { authorize });
  await board.reaches('polling', 'forbidden');
  setup.world.play('b1', { type: '3pt_made', side: 'home' });
  await showsTruth(board, 'stats-api', setup.world, ['b1']);
});

test('options that ask for nothing or cannot be sent are refused', async (t) => {
  const { engine } = await setUp(t);
  const given = /** @type {const} */ ({
    provider: 'scorelytics',
    restUrl: 'http://127.0.0.1',
    wsUrl: 'ws://127.0.0.1',
  });
  assert.equal(engine.tryBoard(given), null);
  assert.equal(engine.tryBoard({ ...given, matches: [] }), null);
  assert.equal(engine.tryBoard({ ...given, matches: ['f1'], apiKey: 'a\r\nb: c' }), null);
  const odd = /** @type {import('./lib/engine.mjs').BoardOptions} */ (
    /** @type {unknown} */ ({ provider: 'another', matches: ['f1'] })
  );
  assert.equal(engine.tryBoard(odd), null);
});

for (const kind of kinds) {
  test(`${kind.provider}: several boards are one reader to the provider`, async (t) => {
    const setup = await setUp(t);
    const match = startedMatch(setup, kind);
    const boards = [match.open(), match.open(), match.open()];
    for (const board of boards) await board.reaches('live');
    assert.equal(setup.engine.pending.sockets, 1);
    match.score('home');
    for (const board of boards) {
      await match.agrees(board);
      match.heardExactly(board);
    }
    boards[0]?.destroy();
    match.score('away');
    for (const board of boards.slice(1)) await match.agrees(board, 'without the first');
  });
}
