/**
 * Scorelytics' WebSockets: handshake refusals, messages, pings, the end of a match.
 */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ManualClock } from '../clock.mjs';
import { ScorelyticsServer } from '../scorelytics/server.mjs';
import { period, status, World } from '../world.mjs';
import { openSocket, quiet, refusedUpgrade, until } from './support/ws-client.mjs';

/** @type {ManualClock} */
let clock;
/** @type {World} */
let world;
/** @type {ScorelyticsServer} */
let server;
let base = '';

/** @param {Partial<import('../scorelytics/options.mjs').Options>} [options] */
async function start(options = {}) {
  clock = new ManualClock();
  world = new World({ clock });
  world.add({ id: 'abc123', sport: 'football', home: 'Real Madrid', away: 'Barcelona' });
  world.add({ id: 'xyz789', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });
  server = new ScorelyticsServer({
    world,
    clock,
    keys: {
      sk_test_all: {},
      sk_test_rest: { scopes: ['read:matches'] },
      sk_test_trial: { plan: 'trial' },
    },
    ...options,
  });
  base = (await server.listen()).wsUrl;
}

beforeEach(() => start());
afterEach(() => server.close());

const matchPath = '/v1/ws/match/abc123?api_key=sk_test_all';
const livePath = '/v1/ws/live?api_key=sk_test_all';

test('refusals come before the upgrade, in the documented shape', async () => {
  /** @type {[string, number, string][]} */
  const cases = [
    ['/v1/ws/match/abc123', 401, 'invalid_api_key'],
    ['/v1/ws/match/abc123?api_key=nope', 401, 'invalid_api_key'],
    ['/v1/ws/match/abc123?api_key=sk_test_rest', 403, 'insufficient_scope'],
    ['/v1/ws/match/none?api_key=sk_test_all', 404, 'not_found'],
    ['/v1/ws/other?api_key=sk_test_all', 404, 'not_found'],
  ];
  for (const [path, expected, code] of cases) {
    const { status: got, text } = await refusedUpgrade(base + path);
    assert.equal(got, expected, path);
    const json = JSON.parse(text);
    assert.equal(json.code, code);
    assert.match(json.request_id, /^req_/);
  }
});

test('without upgrade headers it is 426', async () => {
  const response = await fetch(base.replace('ws:', 'http:') + matchPath);
  assert.equal(response.status, 426);
  const json = await response.json();
  assert.equal(typeof json.error, 'string');
  assert.equal('code' in json, false);
});

test('the key may come as a header on the handshake', async () => {
  const headers = { 'X-API-Key': 'sk_test_all' };
  const { socket } = await openSocket(`${base}/v1/ws/live`, { headers });
  socket.close();
});

test('one socket too many for the plan is 429', async () => {
  const path = '/v1/ws/live?api_key=sk_test_trial';
  const first = await openSocket(base + path);
  await openSocket(base + path);
  const refused = await refusedUpgrade(base + path);
  assert.equal(refused.status, 429);
  assert.match(refused.headers['retry-after'] ?? '', /^\d+$/);
  first.socket.close();
  await until(() => server.socketCount() === 1, 'the close');
  await openSocket(base + path);
});

test('football messages have home, away and minute', async () => {
  const { messages } = await openSocket(base + matchPath);
  world.kickoff('abc123');
  world.tick('abc123', { minutes: 67 });
  world.goal('abc123', 'home');
  world.correction('abc123', { home: 0 });
  await until(() => messages.length === 5, 'five messages');
  assert.deepEqual(messages, [
    { type: 'status_change', match_id: 'abc123', data: { from: 1, to: 2 } },
    { type: 'score_update', match_id: 'abc123', data: { home: 0, away: 0, minute: 0 } },
    { type: 'score_update', match_id: 'abc123', data: { home: 0, away: 0, minute: 45 } },
    { type: 'score_update', match_id: 'abc123', data: { home: 1, away: 0, minute: 45 } },
    { type: 'score_update', match_id: 'abc123', data: { home: 0, away: 0, minute: 45 } },
  ]);
});

test('half-time fires a score_update that does not say so', async () => {
  world.kickoff('abc123');
  world.tick('abc123', { minutes: 45 });
  const { messages } = await openSocket(base + matchPath);
  world.period('abc123', period.halfTime);
  await until(() => messages.length === 1, 'the message');
  assert.deepEqual(messages[0].data, { home: 0, away: 0, minute: 45 });
});

test('the optional minute can be left out', async () => {
  await server.close();
  await start({ footballMinute: 'never' });
  const { messages } = await openSocket(base + matchPath);
  world.goal('abc123', 'away');
  await until(() => messages.length === 1, 'the message');
  assert.deepEqual(messages[0].data, { home: 0, away: 1 });
});

test('basketball messages have period and game_clock_secs', async () => {
  const { messages } = await openSocket(base + livePath);
  world.kickoff('xyz789');
  world.tick('xyz789', { seconds: 420 });
  world.play('xyz789', { type: 'timeout', side: 'home' });
  await until(() => messages.length === 4, 'four messages');
  assert.deepEqual(
    messages.slice(1).map(({ data }) => data),
    [
      { home: 0, away: 0, period: 22, game_clock_secs: 600 },
      { home: 0, away: 0, period: 22, game_clock_secs: 180 },
      { home: 0, away: 0, period: 22, game_clock_secs: -1 },
    ],
  );
});

test('the clock can count minutes, as the docs say', async () => {
  await server.close();
  await start({ gameClockUnit: 'minutes' });
  const { messages } = await openSocket(base + livePath);
  world.kickoff('xyz789');
  world.tick('xyz789', { seconds: 30 });
  world.tick('xyz789', { seconds: 60 });
  await until(() => messages.length === 3, 'three messages');
  // Thirty seconds do not change the minute, so they are not told.
  assert.deepEqual(
    messages.slice(1).map(({ data }) => data.game_clock_secs),
    [10, 9],
  );
});

test('a match stream tells of its match only, the live stream of all', async () => {
  const match = await openSocket(base + matchPath);
  const live = await openSocket(base + livePath);
  world.kickoff('xyz789');
  world.kickoff('abc123');
  await until(() => live.messages.length === 4, 'the live messages');
  assert.deepEqual([...new Set(match.messages.map(({ match_id }) => match_id))], ['abc123']);
});

test('after status 3 the match stream is closed with 1000, the live stream is not', async () => {
  const match = await openSocket(base + matchPath);
  const live = await openSocket(base + livePath);
  world.kickoff('abc123');
  world.status('abc123', status.finished);
  assert.deepEqual(await match.closed, { code: 1000, reason: 'match finished' });
  assert.deepEqual(match.messages.at(-1).data, { from: 2, to: 3 });
  assert.equal(live.socket.readyState, live.socket.OPEN);
});

test('other ends leave the match stream open', async () => {
  const match = await openSocket(base + matchPath);
  for (const code of [2, 7, 2, 8, 9, 10, 4, 5, 6]) world.status('abc123', code);
  await until(() => match.messages.length === 9, 'nine messages');
  await quiet();
  assert.equal(match.socket.readyState, match.socket.OPEN);
});

test('pings come every 30 s; two unanswered ones end the connection', async () => {
  const answering = await openSocket(base + matchPath);
  const silent = await openSocket(base + livePath, { autoPong: false });
  let pings = 0;
  answering.socket.on('ping', () => {
    pings += 1;
  });
  clock.advance(30_000);
  await until(() => pings === 1, 'the first ping');
  await quiet();
  clock.advance(30_000);
  await until(() => pings === 2, 'the second ping');
  await quiet();
  assert.equal(server.socketCount(), 2);
  clock.advance(30_000);
  assert.equal((await silent.closed).code, 1006);
  await until(() => pings === 3, 'the third ping');
  assert.equal(answering.socket.readyState, answering.socket.OPEN);
});
