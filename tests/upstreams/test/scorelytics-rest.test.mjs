/**
 * Scorelytics' REST API: every documented answer.
 */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ManualClock } from '../clock.mjs';
import { ScorelyticsServer } from '../scorelytics/server.mjs';
import { status, World } from '../world.mjs';

const clock = new ManualClock(Date.UTC(2026, 4, 4, 16, 0, 0));
const world = new World({ clock });
const hour = 3_600_000;
const kickoffOf = (/** @type {number} */ index) => Date.UTC(2026, 4, 4, 10) + index * hour;
for (let index = 0; index < 12; index += 1) {
  world.add({
    id: `f${index}`,
    sport: 'football',
    home: `Home ${index}`,
    away: 'Åland',
    // Added in the reverse of the kickoff order.
    kickoff: kickoffOf(11 - index),
  });
}
world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });

const server = new ScorelyticsServer({
  world,
  clock,
  keys: {
    sk_test_all: {},
    sk_test_trial: { plan: 'trial' },
    sk_test_leagues: { scopes: ['read:leagues'] },
  },
});
let base = '';
before(async () => {
  base = (await server.listen()).url;
});
beforeEach(() => server.refillBudgets());
after(() => server.close());

/** @param {string} path @param {Record<string, string>} [headers] */
async function get(path, headers = { 'X-API-Key': 'sk_test_all' }) {
  const response = await fetch(base + path, { headers });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

/** @param {any} json @param {string | undefined} code */
function assertErrorBody(json, code) {
  assert.equal(typeof json.error, 'string');
  assert.match(json.request_id, /^req_/);
  assert.equal(json.code, code);
  assert.equal('code' in json, code !== undefined);
}

test('all three carriers of the key work', async () => {
  const path = '/v1/football/matches/f0';
  assert.equal((await get(path, { 'X-API-Key': 'sk_test_all' })).status, 200);
  assert.equal((await get(path, { Authorization: 'Bearer sk_test_all' })).status, 200);
  assert.equal((await get(`${path}?api_key=sk_test_all`, {})).status, 200);
});

test('no key and a wrong key are 401 in the documented shape', async () => {
  for (const headers of [{}, { 'X-API-Key': 'nope' }]) {
    const answer = await get('/v1/football/matches', /** @type {any} */ (headers));
    assert.equal(answer.status, 401);
    assertErrorBody(answer.json, 'invalid_api_key');
  }
});

test('a key without the scope is 403', async () => {
  const answer = await get('/v1/football/matches', { 'X-API-Key': 'sk_test_leagues' });
  assert.equal(answer.status, 403);
  assertErrorBody(answer.json, 'insufficient_scope');
});

test('an unknown match, one of the other sport and an unknown path are 404', async () => {
  for (const path of ['/v1/football/matches/none', '/v1/football/matches/b1', '/v1/tennis/x']) {
    const answer = await get(path);
    assert.equal(answer.status, 404);
    assertErrorBody(answer.json, 'not_found');
  }
});

test('bad parameters are 400', async () => {
  for (const query of ['status=x', 'date=today', 'limit=0', 'limit=x', 'after=-1']) {
    const answer = await get(`/v1/football/matches?${query}`);
    assert.equal(answer.status, 400, query);
    assertErrorBody(answer.json, undefined);
  }
});

test('the list is ordered by kickoff and pages by cursor', async () => {
  const ids = [];
  let cursor = 0;
  for (let page = 0; page < 10; page += 1) {
    const { json } = await get(`/v1/football/matches?limit=5&after=${cursor}`);
    assert.equal(json.total, 12);
    assert.equal(json.limit, 5);
    ids.push(...json.data.map((/** @type {{id: string}} */ match) => match.id));
    if (json.next_cursor === null) break;
    assert.equal(Number.isSafeInteger(json.next_cursor), true);
    cursor = json.next_cursor;
  }
  assert.deepEqual(
    ids,
    Array.from({ length: 12 }, (_, index) => `f${11 - index}`),
  );
});

test('a limit above 200 is clamped', async () => {
  const { json } = await get('/v1/football/matches?limit=999');
  assert.equal(json.limit, 200);
});

test('status, league and date filter; 4 to 8 appear only without a filter', async () => {
  world.kickoff('f0');
  world.kickoff('f1');
  world.status('f1', status.afterPenalties);
  world.status('f2', status.postponed);
  const count = async (/** @type {string} */ query) =>
    (await get(`/v1/football/matches?${query}`)).json.total;
  assert.equal(await count('status=live'), 1);
  assert.equal(await count('status=finished'), 1);
  assert.equal(await count('status=scheduled'), 9);
  assert.equal(await count(''), 12);
  assert.equal(await count('league_id=DEf456'), 12);
  assert.equal(await count('league_id=none'), 0);
  // The date is the UTC one: f0 kicks off at 21:00.
  assert.equal(await count('date=2026-05-04'), 12);
  assert.equal(await count('date=2026-05-05'), 0);
});

test('a football match has the documented members', async () => {
  const { json } = await get('/v1/football/matches/f3');
  assert.deepEqual(
    {
      id: json.id,
      home_team: json.home_team,
      away_team: json.away_team,
      status_code: json.status_code,
      period: json.period,
      minute: json.minute,
      kickoff_ts: json.kickoff_ts,
      updated_at: json.updated_at,
      finished_at: json.finished_at,
    },
    {
      id: 'f3',
      home_team: 'Home 3',
      away_team: 'Åland',
      status_code: 1,
      period: null,
      minute: null,
      kickoff_ts: kickoffOf(8) / 1000,
      updated_at: '2026-05-04T16:00:00Z',
      finished_at: null,
    },
  );
  assert.equal('game_clock_secs' in json, false);
});

test('a basketball match has game_clock_secs, -1 while the clock stands', async () => {
  world.kickoff('b1');
  world.tick('b1', { seconds: 130 });
  assert.equal((await get('/v1/basketball/matches/b1')).json.game_clock_secs, 470);
  world.clockStop('b1');
  assert.equal((await get('/v1/basketball/matches/b1')).json.game_clock_secs, -1);
});

test('events, stats and lineups are there', async () => {
  world.goal('f0', 'home', 'Kanté');
  const { json } = await get('/v1/football/matches/f0/events');
  assert.equal(json[0].player, 'Kanté');
  assert.equal(json[0].type, 'goal');
  const { json: stats } = await get('/v1/football/matches/f0/stats');
  assert.equal(typeof stats[0].home, 'string');
  const { json: lineups } = await get('/v1/football/matches/f0/lineups');
  assert.equal(lineups.home.starters.length, 11);
});

test('every answer counts the budget, and the one too many is 429', async () => {
  const headers = { 'X-API-Key': 'sk_test_trial' };
  const first = await get('/v1/football/matches', headers);
  assert.equal(first.headers.get('x-ratelimit-limit'), '60');
  assert.equal(first.headers.get('x-ratelimit-remaining'), '59');
  assert.equal(first.headers.get('x-ratelimit-reset'), String(clock.now() / 1000 + 60));
  for (let sent = 1; sent < 60; sent += 1) await get('/v1/football/matches', headers);
  clock.advance(15_000);
  const over = await get('/v1/football/matches', headers);
  assert.equal(over.status, 429);
  assertErrorBody(over.json, 'rate_limited');
  assert.equal(over.headers.get('retry-after'), '45');
  assert.equal(over.headers.get('x-ratelimit-remaining'), '0');
  clock.advance(45_000);
  assert.equal((await get('/v1/football/matches', headers)).status, 200);
});

test('/health needs no key and has no budget', async () => {
  const answer = await get('/health', {});
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('x-ratelimit-limit'), null);
});

test('a preflight allows X-API-Key', async () => {
  const response = await fetch(`${base}/v1/football/matches`, {
    method: 'OPTIONS',
    headers: {
      Origin: 'http://page.test',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'x-api-key',
    },
  });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.match(response.headers.get('access-control-allow-headers') ?? '', /X-API-Key/);
});

test('the request log keeps no key', async () => {
  server.requests.clear();
  await get('/v1/football/matches?api_key=sk_test_all', {});
  await get('/v1/football/matches', { Authorization: 'Bearer sk_test_all' });
  assert.doesNotMatch(JSON.stringify(server.requests.entries), /sk_test/);
  assert.deepEqual(
    server.requests.entries.map(({ credential }) => credential),
    ['query', 'bearer'],
  );
});
