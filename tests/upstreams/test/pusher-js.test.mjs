/**
 * The real pusher-js and laravel-echo, unmodified, against the fake: what recordings 21 to 23 show of
 * the clients has to happen here too.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { StatsApiServer } from '../stats-api/server.mjs';
import { World } from '../world.mjs';
import { until } from './support/ws-client.mjs';

// Imported by a variable, so untyped: laravel-echo's declarations do not compile as strictly as ours.
const packages = /** @type {[string, string]} */ (['laravel-echo', 'pusher-js']);
const [{ default: Echo }, { default: Pusher }] = await Promise.all([
  import(packages[0]),
  import(packages[1]),
]);

const world = new World();
world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });
const server = new StatsApiServer({
  world,
  tokens: { '1|good': {}, '2|other': { competitions: [9] } },
});
let url = '';
before(async () => {
  ({ url } = await server.listen());
});
after(() => server.close());

/** @param {{token?: string, key?: string}} [options] */
function newEcho({ token = '1|good', key = 'stats-admin-public-key' } = {}) {
  const { hostname, port } = new URL(url);
  return new Echo({
    broadcaster: 'reverb',
    Pusher,
    key,
    wsHost: hostname,
    wsPort: Number(port),
    wssPort: Number(port),
    forceTLS: false,
    enabledTransports: ['ws', 'wss'],
    disableStats: true,
    authEndpoint: `${url}/api/v1/broadcasting/auth`,
    auth: { headers: token ? { Authorization: `Bearer ${token}` } : {} },
  });
}

test('connects, subscribes privately and hears both events', async () => {
  const echo = newEcho();
  /** @type {any[]} */
  const events = [];
  /** @type {any[]} */
  const statuses = [];
  echo
    .private('match.123')
    .listen('.event.received', (/** @type {any} */ data) => events.push(data))
    .listen('.status.changed', (/** @type {any} */ data) => statuses.push(data));
  await until(() => server.subscriptionCount('private-match.123') === 1, 'the subscription');
  world.kickoff(123);
  world.play(123, { type: '3pt_made', side: 'home', playerId: 88, x: 42.5, y: 18.2 });
  await until(() => events.length === 2 && statuses.length === 1, 'the events');
  assert.equal(events[1].home_score, 3);
  assert.equal(events[1].event.type, '3pt_made');
  assert.deepEqual(statuses[0], {
    match_id: 123,
    competition_id: 4,
    status: 'in_progress',
    previous_status: 'scheduled',
    home_score: 0,
    away_score: 0,
  });
  echo.disconnect();
});

test('reconnects after a drop and authorises anew with its new socket id', async () => {
  const echo = newEcho();
  echo.private('games').listen('.event.received', () => {});
  await until(() => server.subscriptionCount('private-games') === 1, 'the subscription');
  const firstId = echo.socketId();
  server.requests.clear();
  server.dropSockets();
  await until(() => server.subscriptionCount('private-games') === 0, 'the drop');
  await until(() => server.subscriptionCount('private-games') === 1, 'the new subscription');
  assert.notEqual(echo.socketId(), firstId);
  const [auth, ...more] = server.requests.of(/broadcasting\/auth/);
  assert.equal(auth?.body.socket_id, echo.socketId());
  assert.deepEqual(more, []);
  echo.disconnect();
});

/**
 * @param {object} echo
 * @param {string} channel
 * @returns {Promise<any>}
 */
function subscriptionError(echo, channel) {
  return new Promise((resolve) => /** @type {any} */ (echo).private(channel).error(resolve));
}

for (const [token, status] of /** @type {const} */ ([
  ['', 401],
  ['2|other', 403],
])) {
  test(`an auth endpoint that answers ${status} is a subscription error`, async () => {
    const echo = newEcho({ token });
    const error = await subscriptionError(echo, 'match.123');
    assert.equal(error.type, 'AuthError');
    assert.equal(error.status, status);
    assert.equal(server.subscriptionCount('private-match.123'), 0);
    echo.disconnect();
  });
}

test('an auth endpoint that fails with 500 or is reset is a subscription error', async () => {
  const echo = newEcho();
  server.rest.fail(/broadcasting/, 500, { body: '<h1>Server Error</h1>' });
  assert.equal((await subscriptionError(echo, 'match.123')).status, 500);
  server.rest.fail(/broadcasting/, 'reset');
  assert.equal((await subscriptionError(echo, 'games')).status, 0);
  echo.disconnect();
});

/** @param {any} echo @returns {Promise<{code: number}>} */
function refusal(echo) {
  return new Promise((resolve) => {
    echo.connector.pusher.connection.bind('error', (/** @type {any} */ error) =>
      resolve(error.error?.data ?? error.data),
    );
  });
}

test('a wrong key is refused for good', async () => {
  const echo = newEcho({ key: 'nope' });
  assert.equal((await refusal(echo)).code, 4001);
  await until(() => echo.connector.pusher.connection.state === 'disconnected', 'the end');
});

test('a bad origin is refused for good', async () => {
  server.app.allowedOrigins = ['example.com'];
  const echo = newEcho();
  assert.equal((await refusal(echo)).code, 4009);
  await until(() => echo.connector.pusher.connection.state === 'disconnected', 'the end');
  server.app.allowedOrigins = ['*'];
});
