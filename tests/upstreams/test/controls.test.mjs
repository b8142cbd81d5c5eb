/**
 * The controls by which tests make trouble, on both servers.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScorelyticsServer } from '../scorelytics/server.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { World } from '../world.mjs';
import { openSocket, quiet, refusedUpgrade, until } from './support/ws-client.mjs';

/** @type {World} */
let world;

const kinds = {
  scorelytics: {
    create: () => new ScorelyticsServer({ world }),
    restPath: '/v1/basketball/matches/b1?api_key=sk_test_demo',
    headers: {},
    socketPath: '/v1/ws/match/b1?api_key=sk_test_demo',
    score: (/** @type {any} */ json) => json.home_score,
    count: (/** @type {any} */ server) => server.socketCount(),
  },
  'stats-api': {
    create: () => new StatsApiServer({ world }),
    restPath: '/api/v1/matches/123',
    headers: { Authorization: 'Bearer 12|demo-token' },
    socketPath: '/app/stats-admin-public-key?protocol=7',
    score: (/** @type {any} */ json) => json.data.home_score,
    count: (/** @type {any} */ server) => server.socketCount,
  },
};

for (const [name, kind] of Object.entries(kinds)) {
  /** @type {ScorelyticsServer | StatsApiServer} */
  let server;
  let url = '';
  let wsUrl = '';

  const begin = async () => {
    world = new World();
    world.add({ id: 'b1', sport: 'basketball', home: 'A', away: 'B' });
    world.kickoff('b1');
    server = kind.create();
    ({ url, wsUrl } = await server.listen());
  };
  const get = () =>
    fetch(url + kind.restPath, { headers: /** @type {Record<string, string>} */ (kind.headers) });
  const connect = () => openSocket(wsUrl + kind.socketPath);

  test(name, async (t) => {
    t.beforeEach(begin);
    t.afterEach(() => server.close());

    await t.test('a held answer is as old as its arrival', async () => {
      const held = server.rest.hold(/matches/);
      const answer = get();
      await held.arrived;
      world.points('b1', 'home', 2);
      held.release();
      assert.equal(kind.score(await (await answer).json()), 0);
      assert.equal(kind.score(await (await get()).json()), 2);
    });

    await t.test('a held answer can be made at the release', async () => {
      const held = server.rest.hold(/matches/, { answerAt: 'release' });
      const answer = get();
      await held.arrived;
      world.points('b1', 'home', 2);
      held.release();
      assert.equal(kind.score(await (await answer).json()), 2);
    });

    await t.test('answers can be late, fail and be throttled', async () => {
      server.rest.delay(/matches/, 60, { times: 1 });
      const begun = performance.now();
      assert.equal((await get()).status, 200);
      assert.ok(performance.now() - begun >= 55);
      server.rest.fail(/matches/, 503, { times: 2 });
      assert.deepEqual([(await get()).status, (await get()).status], [503, 503]);
      server.rest.fail(/matches/, 'reset');
      await assert.rejects(get());
      server.rest.throttle({ retryAfter: 7 });
      const throttled = await get();
      assert.equal(throttled.status, 429);
      assert.equal(throttled.headers.get('retry-after'), '7');
      assert.equal(throttled.headers.get('x-ratelimit-remaining'), '0');
      assert.equal((await get()).status, 200);
    });

    await t.test('upgrades can be held, refused and throttled', async () => {
      const held = server.upgrades.hold(/./);
      const opening = connect();
      await held.arrived;
      await quiet();
      assert.equal(kind.count(server), 0);
      held.release();
      await opening;
      assert.equal(kind.count(server), 1);
      server.upgrades.fail(/./, 503);
      assert.equal((await refusedUpgrade(wsUrl + kind.socketPath)).status, 503);
      server.upgrades.throttle({ retryAfter: 3 });
      const { status, headers } = await refusedUpgrade(wsUrl + kind.socketPath);
      assert.deepEqual([status, headers['retry-after']], [429, '3']);
      await connect();
    });

    await t.test('sockets can be dropped by FIN and by RST', async () => {
      const first = await connect();
      server.dropSockets('fin');
      assert.equal((await first.closed).code, 1006);
      const second = await connect();
      // ws does not tell of a reset, its TCP socket does.
      const { _socket: tcp } = /** @type {any} */ (second.socket);
      const failed = new Promise((resolve) => tcp.once('error', resolve));
      server.dropSockets('rst');
      assert.match(String(await failed), /ECONNRESET/);
      await until(() => kind.count(server) === 0, 'both to be gone');
    });

    await t.test('a muted server keeps sockets but says nothing, not even pong', async () => {
      const { socket, messages } = await connect();
      await quiet();
      messages.splice(0);
      let pongs = 0;
      socket.on('pong', () => {
        pongs += 1;
      });
      server.muted = true;
      socket.ping();
      socket.send('{"event":"pusher:ping"}');
      world.points('b1', 'home', 2);
      await quiet();
      assert.deepEqual([messages.length, pongs, socket.readyState], [0, 0, socket.OPEN]);
      server.muted = false;
      socket.ping();
      await until(() => pongs === 1, 'the pong');
    });

    await t.test('it can stop accepting and come back on the same port', async () => {
      const { socket } = await connect();
      server.stopAccepting();
      await assert.rejects(get());
      assert.equal(socket.readyState, socket.OPEN);
      await server.acceptAgain();
      assert.equal((await get()).status, 200);
    });

    await t.test('requests are logged with their answers', async () => {
      await get();
      await connect();
      const statuses = server.requests.entries.map(({ status }) => status);
      assert.deepEqual(statuses, [200, 101]);
      assert.doesNotMatch(JSON.stringify(server.requests.entries), /sk_test|demo-token/);
    });

    await t.test('close() ends held requests and open sockets', async () => {
      const { closed } = await connect();
      const held = server.rest.hold(/matches/);
      const answer = get().catch(() => 'cut');
      await held.arrived;
      await server.close();
      assert.equal((await closed).code, 1006);
      await answer;
      await begin();
    });
  });
}
