/**
 * Streams that the provider refuses although its snapshots come: wrong app key, origin, quotas, one
 * channel. The board polls, says why, does not insist, and returns to the stream when it may.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelSignature } from '../upstreams/stats-api/reverb/signature.mjs';
import { kinds, matchId, startedMatch } from './lib/both.mjs';
import { Engine } from './lib/engine.mjs';
import { key, setUp, token } from './lib/setup.mjs';
import { showsTruth } from './lib/truth.mjs';
import { until } from './lib/wait.mjs';

const [scorelyticsKind, statsKind] =
  /** @type {[import('./lib/both.mjs').Kind, import('./lib/both.mjs').Kind]} */ (kinds);
const stream = /^\/app\//;
const auth = /\/broadcasting\/auth$/;

/**
 * The board polls for that reason and seldom tries a socket again: after 5, 10 and 20 s, then 40.
 * @param {Awaited<ReturnType<typeof setUp>>} setup
 * @param {ReturnType<typeof startedMatch>} match
 * @param {import('./lib/engine.mjs').Board} board
 * @param {string} reason
 */
async function pollsFor(setup, match, board, reason) {
  await board.reaches('polling', reason);
  const tries = match.server.requests.of(match.stream).length;
  match.score('home');
  await match.agrees(board, 'by snapshot');
  await setup.pass(60_000);
  const more = match.server.requests.of(match.stream).length - tries;
  assert.ok(more <= 3, `tried ${more} times again`);
  assert.deepEqual(board.eventsOf('board-error'), []);
}

test('stats-api: a wrong app key', async (t) => {
  const setup = await setUp(t, { speed: 40 });
  const match = startedMatch(setup, statsKind);
  const board = match.open({ appKey: 'another-public-key' });
  await pollsFor(setup, match, board, 'app_unknown');
});

test('stats-api: an origin that is not allowed, and one that is', async (t) => {
  const setup = await setUp(t, {
    speed: 40,
    origin: 'https://evil.example',
    statsApi: { app: { allowedOrigins: ['*.example.org'] } },
  });
  const match = startedMatch(setup, statsKind);
  const board = match.open();
  await pollsFor(setup, match, board, 'origin_refused');
  // The operator allows the page, the reader asks again.
  setup.statsApi.app.allowedOrigins = ['evil.example'];
  board.refresh();
  await match.recovers(board);
});

test('stats-api: over the quota of connections, until somebody leaves', async (t) => {
  const setup = await setUp(t, { speed: 100, statsApi: { app: { maxConnections: 1 } } });
  const match = startedMatch(setup, statsKind);
  const other = await Engine.start({ clock: setup.clock });
  const first = match.open();
  await first.reaches('live');
  const second = other.board(first.options);
  await second.reaches('polling', 'over_quota');
  match.score('home');
  await match.agrees(second, 'by snapshot');
  first.destroy();
  // Asked again rarely: after two to four minutes.
  await match.recovers(second);
  assert.deepEqual(other.close(), { requests: 0, sockets: 0, timers: 0 });
});

test('stats-api: a channel that is refused leaves the others alive; the reader may ask again', async (t) => {
  const setup = await setUp(t, { speed: 20 });
  const match = startedMatch(setup, statsKind);
  setup.world.add({ id: 'b2', sport: 'basketball', home: 'Mega', away: 'Vršac', number: 200 });
  setup.world.kickoff('b2');
  let isRefused = true;
  /** @param {string} channel @param {string} socketId */
  const authorize = async (channel, socketId) => {
    if (isRefused && channel === 'private-match.123') {
      throw Object.assign(new Error('no'), { status: 403 });
    }
    const { key: appKey, secret } = setup.statsApi.app;
    return { auth: `${appKey}:${channelSignature(secret, socketId, channel)}` };
  };
  const board = setup.statsBoard({ matches: ['123', '200'] }, { authorize });
  await board.reaches('polling', 'forbidden');
  await board.waitFor(
    ({ matches }) =>
      matches
        .map(({ trust }) => trust)
        .sort()
        .join() === 'live,polling',
    'one of each',
  );
  // The trouble is that match's, and no word of it is about the other.
  const { connection, matches } = board.state();
  const polled = matches.filter(({ trust }) => trust === 'polling').map(({ id }) => id);
  assert.deepEqual(connection.matches, polled);
  match.score('home');
  setup.world.play('b2', { type: '3pt_made', side: 'away' });
  await showsTruth(board, 'stats-api', setup.world, [matchId, 'b2'], 'both');
  await setup.pass(30_000);
  assert.equal(setup.statsApi.subscriptionCount(), 1);
  isRefused = false;
  board.refresh();
  await board.reaches('live');
  assert.equal(setup.statsApi.subscriptionCount(), 2);
  assert.equal(setup.statsApi.requests.of(stream).length, 1, 'the socket stayed');
});

test('stats-api: an account without WebSockets', async (t) => {
  const setup = await setUp(t, {
    speed: 40,
    statsApi: { tokens: { [token]: { allowWebsocket: false } } },
  });
  const match = startedMatch(setup, statsKind);
  await pollsFor(setup, match, match.open(), 'forbidden');
});

test('stats-api: an authorisation that fails in passing is asked for again', async (t) => {
  const setup = await setUp(t, { speed: 20 });
  const match = startedMatch(setup, statsKind);
  setup.statsApi.rest.fail(auth, 500);
  setup.statsApi.rest.fail(auth, 'reset');
  setup.statsApi.rest.fail(auth, 200, { body: '{"auth":7}' });
  const board = match.open();
  await match.recovers(board);
});

test('stats-api: each connection is authorised with its own socket id', async (t) => {
  const { clock, statsApi, ...setup } = await setUp(t, { speed: 4 });
  const match = startedMatch({ ...setup, clock, statsApi }, statsKind);
  const board = match.open();
  await board.reaches('live');
  // An answer for the old connection arrives when there is a new one already.
  const late = statsApi.rest.hold(auth);
  statsApi.dropSockets('rst');
  await late.arrived;
  statsApi.dropSockets('rst');
  await until(() => statsApi.requests.of(stream).length >= 3, 'a third connection');
  const connected = clock.mono();
  await until(() => statsApi.requests.of(auth).length >= 3, 'a third authorisation');
  // At once: the one under way is of no use any more, and would be waited for for 15 s in all.
  assert.ok(clock.mono() - connected < 4_000, 'waited for the old one');
  late.release();
  await match.recovers(board);
  const ids = statsApi.requests.of(auth).map(({ body }) => body.socket_id);
  assert.equal(ids.length, 3, 'none was refused');
  assert.equal(new Set(ids).size, 3, 'a socket id was used twice');
});

test('stats-api: a signature that the server does not take', async (t) => {
  const setup = await setUp(t, { speed: 40 });
  const match = startedMatch(setup, statsKind);
  const body = JSON.stringify({ auth: `stats-admin-public-key:${'0'.repeat(64)}` });
  setup.statsApi.rest.fail(auth, 200, { body, times: 100 });
  const board = match.open();
  // The error names no channel: the board must not wait for ever.
  await board.reaches('polling', 'unauthorised');
  await setup.pass(60_000);
  // Once more with a fresh one, then after 5, 10 and 20 s.
  const asked = setup.statsApi.requests.of(auth).length;
  assert.ok(asked >= 2 && asked <= 5, `${asked} signatures`);
  setup.statsApi.rest.clear();
  board.refresh();
  await match.recovers(board);
});

test('scorelytics: a key that may not stream', async (t) => {
  const setup = await setUp(t, {
    speed: 20,
    scorelytics: { keys: { [key]: { scopes: ['read:matches'] } } },
  });
  const match = startedMatch(setup, scorelyticsKind);
  const board = match.open();
  await board.reaches('polling', 'stream_blocked');
  match.score('home');
  await match.agrees(board, 'by snapshot');
});

test('scorelytics: a plan with fewer sockets than the page thinks', async (t) => {
  const setup = await setUp(t, {
    speed: 40,
    scorelytics: { plan: { restPerMinute: 100_000, sockets: 2 } },
  });
  const ids = ['f1', 'f2', 'f3'];
  for (const id of ids) {
    setup.world.add({ id, sport: 'football', home: `Home ${id}`, away: `Away ${id}` });
    setup.world.kickoff(id);
  }
  const board = setup.scorelyticsBoard({ sport: 'football', matches: ids });
  await board.reaches('live');
  assert.ok(setup.scorelytics.socketCount() <= 2);
  for (const id of ids) setup.world.goal(id, 'home');
  await showsTruth(board, 'scorelytics', setup.world, ids, 'goals');
});
