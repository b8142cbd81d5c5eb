/**
 * The Stats API's REST answers and broadcasts.
 */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ManualClock } from '../clock.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { period, status, World } from '../world.mjs';
import { openSocket, until } from './support/ws-client.mjs';

/** @type {ManualClock} */
let clock;
/** @type {World} */
let world;
/** @type {StatsApiServer} */
let server;
let url = '';
let wsUrl = '';

const otherLeague = { id: 'abA', number: 5, name: 'ABA liga', country: '' };

/** @param {Partial<import('../stats-api/options.mjs').Options>} [options] */
async function start(options = {}) {
  clock = new ManualClock();
  world = new World({ clock });
  world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor', round: 3 });
  world.add({ id: 'b2', sport: 'basketball', home: 'KK Mega', away: 'Budućnost', round: 4 });
  world.add({ id: 'b3', sport: 'basketball', home: 'A', away: 'B', league: otherLeague });
  world.add({ id: 'f1', sport: 'football', home: 'A', away: 'B' });
  server = new StatsApiServer({
    world,
    clock,
    tokens: {
      '1|all': {},
      '2|four': { competitions: [4] },
      '3|late': { isSuspended: true },
      '4|rest': { allowWebsocket: false },
      '5|free': { plan: 'free' },
    },
    ...options,
  });
  ({ url, wsUrl } = await server.listen());
}

beforeEach(() => start());
afterEach(() => server.close());

/** @param {string} path @param {string} [token] */
async function get(path, token = '1|all') {
  const response = await fetch(`${url}/api/v1${path}`, {
    headers: { Accept: 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

test('errors have their status and a message', async () => {
  /** @type {[string, string, number][]} */
  const cases = [
    ['/me', '', 401],
    ['/me', 'nope', 401],
    ['/me', '3|late', 402],
    ['/matches/125', '2|four', 403],
    ['/competitions/5/schedule', '2|four', 403],
    ['/matches/999', '1|all', 404],
    ['/matches/126', '1|all', 404],
    ['/competitions/9/schedule', '1|all', 404],
    ['/competitions/4/schedule?time=never', '1|all', 422],
    ['/competitions/4/schedule?limit=0', '1|all', 422],
    ['/competitions/4/schedule?round=x', '1|all', 422],
  ];
  for (const [path, token, expected] of cases) {
    const { status: got, json } = await get(path, token);
    assert.equal(got, expected, `${path} ${expected}`);
    assert.equal(typeof json.message, 'string');
  }
  const { json } = await get('/competitions/4/schedule?time=never');
  assert.deepEqual(Object.keys(json.errors), ['time']);
});

test('/me tells plan, limit and competitions', async () => {
  const { json } = await get('/me', '2|four');
  assert.equal(json.data.client.rate_limit_per_minute, 3000);
  assert.equal(json.data.client.allow_websocket, true);
  assert.deepEqual(json.data.access, {
    all_competitions: false,
    competition_ids: [4],
    competition_count: 1,
  });
});

test('competitions are those of the token', async () => {
  const ids = async (/** @type {string} */ token) =>
    (await get('/competitions', token)).json.data.map((/** @type {{id: number}} */ { id }) => id);
  assert.deepEqual(await ids('1|all'), [4, 5]);
  assert.deepEqual(await ids('2|four'), [4]);
});

test('the schedule is filtered by time, round and limit', async () => {
  world.kickoff('b1');
  world.kickoff('b2');
  world.status('b2', status.finished);
  const ids = async (/** @type {string} */ query) =>
    (await get(`/competitions/4/schedule${query}`)).json.data.map(
      (/** @type {{id: number}} */ { id }) => id,
    );
  assert.deepEqual(await ids(''), [123]);
  assert.deepEqual(await ids('?time=past'), [124]);
  assert.deepEqual(await ids('?time=all'), [123, 124]);
  assert.deepEqual(await ids('?time=all&limit=1'), [123]);
  assert.deepEqual(await ids('?time=all&round=4'), [124]);
});

test('lists may be paginated', async () => {
  await server.close();
  await start({ lists: 'paginated', pageSize: 1 });
  const page = async (/** @type {string} */ query) => {
    const { data } = (await get(`/competitions/4/schedule${query}`)).json.data;
    return data.map((/** @type {{id: number}} */ { id }) => id);
  };
  assert.deepEqual(
    [await page(''), await page('?page=2'), await page('?page=3')],
    [[123], [124], []],
  );
  const { json } = await get('/competitions/4/schedule');
  assert.deepEqual([json.data.current_page, json.data.last_page, json.data.total], [1, 2, 2]);
});

test('standings and teams', async () => {
  world.play('b1', { type: '2pt_made', side: 'away' });
  world.status('b1', status.finished);
  const { json } = await get('/competitions/4/standings');
  assert.deepEqual(json.data.teams[0], {
    position: 1,
    name: 'Zlatibor',
    wins: 1,
    losses: 0,
    points: 2,
  });
  assert.equal((await get('/competitions/4/teams')).json.data.length, 4);
});

test('a match comes in the shape that was asked for', async () => {
  const names = {
    nested: (/** @type {any} */ match) => [match.home_team.name, match.home_score],
    flat: (/** @type {any} */ match) => [match.home_team_name, match.home_score],
    score: (/** @type {any} */ match) => [match.home.name, match.score.home],
    teams: (/** @type {any} */ match) => [match.teams.home.name, match.teams.home.score],
  };
  for (const [shape, read] of Object.entries(names)) {
    await server.close();
    await start({ shape: /** @type {import('../stats-api/options.mjs').Shape} */ (shape) });
    world.play('b1', { type: '3pt_made', side: 'home' });
    const { json } = await get('/matches/123');
    assert.deepEqual(read(json.data), ['Čačak 94', 3], shape);
    assert.equal(json.data.status, 'scheduled');
  }
});

test('the clock is MM:SS, down or up', async () => {
  world.kickoff('b1');
  world.tick('b1', { seconds: 157 });
  assert.equal((await get('/matches/123')).json.data.current_clock, '07:23');
  await server.close();
  await start({ clockDirection: 'up' });
  world.kickoff('b1');
  world.tick('b1', { seconds: 157 });
  assert.equal((await get('/matches/123')).json.data.current_clock, '02:37');
});

test('play-by-play and box score', async () => {
  world.kickoff('b1');
  world.play('b1', { type: '3pt_made', side: 'home', playerId: 88, x: 42.5, y: 18.2 });
  const { json: plays } = await get('/matches/123/play-by-play');
  assert.deepEqual(
    plays.data.map((/** @type {{type: string}} */ { type }) => type),
    ['period_start', '3pt_made'],
  );
  assert.equal(plays.data[1].event_at, '2026-05-04T16:00:00+00:00');
  const { json: box } = await get('/matches/123/box-score');
  assert.equal(box.data.home_team.totals.points, 3);
  assert.deepEqual([box.data.shots[0].x, box.data.shots[0].y], [42.5, 18.2]);
});

test('the budget is counted, and 429 has the documented body', async () => {
  const first = await get('/me', '5|free');
  assert.equal(first.headers.get('x-ratelimit-limit'), '60');
  assert.equal(first.headers.get('x-ratelimit-remaining'), '59');
  for (let sent = 1; sent < 60; sent += 1) await get('/me', '5|free');
  clock.advance(18_000);
  const over = await get('/me', '5|free');
  assert.equal(over.status, 429);
  assert.equal(over.headers.get('retry-after'), '42');
  assert.deepEqual(over.json, {
    message: 'Rate limit exceeded',
    limit_per_minute: 60,
    retry_after_seconds: 42,
  });
});

/** @param {string} channel_name @param {string} token */
async function authorize(channel_name, token) {
  const response = await fetch(`${url}/api/v1/broadcasting/auth`, {
    method: 'POST',
    headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    body: new URLSearchParams({ socket_id: '1.2', channel_name }),
  });
  return response.status;
}

test('channels follow the subscription of the token', async () => {
  assert.equal(await authorize('private-match.123', '2|four'), 200);
  assert.equal(await authorize('private-match.125', '2|four'), 403);
  assert.equal(await authorize('private-competition.4', '2|four'), 200);
  assert.equal(await authorize('private-competition.5', '2|four'), 403);
  assert.equal(await authorize('private-games', '2|four'), 200);
  assert.equal(await authorize('private-games', '3|late'), 402);
  assert.equal(await authorize('private-games', '4|rest'), 403);
});

/** @param {string} channel */
async function subscribe(channel) {
  const { app } = server;
  const stream = await openSocket(`${wsUrl}/app/${app.key}?protocol=7`);
  await until(() => stream.messages.length === 1, 'the greeting');
  const { socket_id } = JSON.parse(stream.messages.shift().data);
  const response = await fetch(`${url}/broadcasting/auth`, {
    method: 'POST',
    headers: { Authorization: 'Bearer 1|all' },
    body: new URLSearchParams({ socket_id, channel_name: channel }),
  });
  const { auth } = /** @type {{auth: string}} */ (await response.json());
  stream.socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel, auth } }));
  await until(() => server.subscriptionCount(channel) > 0, 'the subscription');
  await until(() => stream.messages.length === 1, 'the acknowledgement');
  stream.messages.shift();
  return stream;
}

test('each channel gets its events', async () => {
  const match = await subscribe('private-match.123');
  const competition = await subscribe('private-competition.4');
  const games = await subscribe('private-games');
  world.kickoff('b1');
  world.kickoff('b3');
  world.play('b1', { type: '3pt_made', side: 'home', playerId: 88, x: 42.5, y: 18.2 });
  await until(() => games.messages.length === 5, 'the events');
  const names = (/** @type {any[]} */ messages) => messages.map(({ event }) => event);
  assert.deepEqual(names(match.messages), ['status.changed', 'event.received', 'event.received']);
  assert.deepEqual(names(competition.messages), ['status.changed']);
  const play = JSON.parse(match.messages[2].data);
  assert.deepEqual(Object.keys(play), [
    'match_id',
    'home_score',
    'away_score',
    'current_period',
    'current_clock',
    'status',
    'event',
  ]);
  assert.deepEqual(Object.keys(play.event), [
    'id',
    'client_id',
    'type',
    'team_id',
    'player_id',
    'period',
    'clock',
    'x',
    'y',
    'event_at',
  ]);
  assert.equal(play.home_score, 3);
  world.status('b1', status.finished);
  await until(() => competition.messages.length === 2, 'the end');
  await until(() => match.messages.length === 4, 'the end');
  const end = {
    match_id: 123,
    competition_id: 4,
    status: 'finished',
    previous_status: 'in_progress',
    home_score: 3,
    away_score: 0,
  };
  assert.deepEqual(JSON.parse(match.messages[3].data), end);
  assert.deepEqual(JSON.parse(competition.messages[1].data), end);
});

test('overtime is period 5; corrections may be silent', async () => {
  await server.close();
  await start({ corrections: 'silent' });
  const match = await subscribe('private-match.123');
  world.kickoff('b1');
  world.play('b1', { type: '3pt_made', side: 'home' });
  world.correction('b1', { home: 2 });
  world.period('b1', period.overtime1);
  await until(() => match.messages.length === 4, 'the events');
  const { event, home_score, current_period } = JSON.parse(match.messages[3].data);
  assert.deepEqual([event.type, home_score, current_period], ['period_start', 2, 5]);
});
