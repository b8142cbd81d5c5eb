/**
 * A world, both providers and an engine for one test, and the checks that hold at the end of every
 * test: nothing is left running, and no secret was told.
 *
 * @typedef {import('./engine.mjs').BoardOptions} BoardOptions
 * @typedef {import('./engine.mjs').PageFunctions} PageFunctions
 */

import assert from 'node:assert/strict';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';
import { DeviceClock, FastClock } from './clock.mjs';
import { Engine } from './engine.mjs';
import { FaultProxy } from './fault_proxy.mjs';
import { until } from './wait.mjs';

export const key = 'sk_test_4hK9mq';
export const token = '12|tok-7fQ2xw';
const secrets = [key, '7fQ2xw', 'sk_test', 'Bearer'];
/** The HMAC of a channel's authorisation. */
const signature = /[0-9a-f]{64}/;

// No match is played so fast in reality: budgets of a minute would be spent in seconds.
const plentiful = { restPerMinute: 100_000, sockets: 20 };

/**
 * @param {import('node:test').TestContext} t
 * @param {object} [options]
 * @param {number} [options.speed] of the clock of engine and servers, as a multiple of real time
 * @param {string} [options.origin] of the page
 * @param {number} [options.deviceAhead] milliseconds by which the page's wall clock is ahead of the servers'
 * @param {Partial<import('../../upstreams/scorelytics/options.mjs').Options>} [options.scorelytics]
 * @param {Partial<import('../../upstreams/stats-api/options.mjs').Options>} [options.statsApi]
 */
export async function setUp(t, options = {}) {
  const { speed, origin, deviceAhead = 0, scorelytics = {}, statsApi = {} } = options;
  const clock = new FastClock(speed === undefined ? {} : { speed });
  // First: servers that nobody closes would keep the process alive.
  const device = new DeviceClock(clock, deviceAhead);
  const engine = await Engine.start({ clock: device, ...(origin === undefined ? {} : { origin }) });
  const world = new World({ clock });
  const servers = {
    scorelytics: new ScorelyticsServer({
      world,
      clock,
      keys: { [key]: {} },
      plan: plentiful,
      ...scorelytics,
    }),
    statsApi: new StatsApiServer({
      world,
      clock,
      tokens: { [token]: {} },
      requestsPerMinute: 100_000,
      ...statsApi,
    }),
  };
  const urls = {
    scorelytics: await servers.scorelytics.listen(),
    statsApi: await servers.statsApi.listen(),
  };

  /** @type {FaultProxy[]} */
  const proxies = [];

  t.after(async () => {
    const left = engine.close();
    servers.scorelytics.faults.clear();
    servers.statsApi.faults.clear();
    try {
      assert.deepEqual(left, { requests: 0, sockets: 0, timers: 0 }, 'something was left running');
      assertNoSecret([...engine.said, ...engine.complaints]);
      for (const proxy of proxies) await proxy.close();
      await until(() => socketsOf(servers) === 0, 'the servers have no socket left');
    } finally {
      await servers.scorelytics.close();
      await servers.statsApi.close();
    }
    assert.equal(clock.pending, 0, 'a timer was left');
  });

  return {
    clock,
    device,
    world,
    engine,
    ...servers,
    urls,

    /** A bad network before a server; a board gets there by its `wsUrl` or `restUrl`. @param {'scorelytics' | 'stats-api'} provider */
    async faultProxy(provider) {
      const { url } = provider === 'scorelytics' ? urls.scorelytics : urls.statsApi;
      const proxy = new FaultProxy(Number(new URL(url).port));
      proxies.push(proxy);
      return { proxy, ...(await proxy.listen()) };
    },

    /** Lets so much of the clock's time pass. For what must not happen; all else has a condition. @param {number} ms */
    pass: (ms) => new Promise((resolve) => clock.setTimeout(() => resolve(null), ms)),

    /** @param {Partial<BoardOptions>} options @param {PageFunctions} [functions] */
    scorelyticsBoard(options, functions) {
      const { url, wsUrl } = urls.scorelytics;
      const own = functions?.getCredential ? {} : { apiKey: key };
      return engine.board(
        { provider: 'scorelytics', restUrl: url, wsUrl, ...own, ...options },
        functions,
      );
    },

    /** @param {Partial<BoardOptions>} options @param {PageFunctions} [functions] */
    statsBoard(options, functions) {
      const { url, wsUrl } = urls.statsApi;
      return engine.board(
        {
          provider: 'stats-api',
          restUrl: `${url}/api/v1`,
          wsUrl,
          appKey: 'stats-admin-public-key',
          authUrl: `${url}/api/v1/broadcasting/auth`,
          authHeaders: { Authorization: `Bearer ${token}` },
          ...options,
        },
        functions,
      );
    },
  };
}

/** @param {{scorelytics: ScorelyticsServer, statsApi: StatsApiServer}} servers */
function socketsOf({ scorelytics, statsApi }) {
  return scorelytics.socketCount() + statsApi.socketCount;
}

/** @param {string[]} texts */
function assertNoSecret(texts) {
  for (const text of texts) {
    const found = secrets.find((secret) => text.includes(secret)) ?? signature.exec(text)?.[0];
    // Without the text, which would put the secret into the report.
    assert.ok(found === undefined, 'a secret was told to the page');
  }
}
