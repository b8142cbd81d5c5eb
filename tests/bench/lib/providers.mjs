/** Both fake providers on loopback, with a world of their own each. */

import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { BusyWorld } from './busy-world.mjs';

/** @typedef {import('./pages.mjs').ProviderName} ProviderName */
/** @typedef {import('../../upstreams/world.mjs').Match} Match */
/** @typedef {Awaited<ReturnType<typeof startProvider>>} Provider */

/** @param {boolean} isShort @returns {ProviderName[]} */
export const providerNames = (isShort) =>
  isShort ? ['scorelytics'] : ['scorelytics', 'stats-api'];

const token = '12|demo-token';

/** @param {ProviderName} name */
export async function startProvider(name) {
  const world = new BusyWorld();
  const isScorelytics = name === 'scorelytics';
  const server = isScorelytics
    ? // Sockets as on the default plan; how often a bench asks is no plan's matter.
      new ScorelyticsServer({ world, plan: { restPerMinute: 1_000_000, sockets: 5 } })
    : new StatsApiServer({ world, requestsPerMinute: 1_000_000 });
  const { url } = await server.listen();
  const ownPort = Number(new URL(url).port);
  return {
    name,
    world,
    server,
    port: ownPort,
    /** The sport in which the provider tells most. */
    sport: /** @type {'football' | 'basketball'} */ (isScorelytics ? 'football' : 'basketball'),
    /** @param {Match} match */
    idOf: (match) => (isScorelytics ? match.id : String(match.number)),
    /** Open WebSockets. */
    get sockets() {
      return typeof server.socketCount === 'number' ? server.socketCount : server.socketCount();
    },
    /**
     * What both subjects need to know.
     * @param {Match[]} matches @param {number} [port] of a proxy before it
     */
    options(matches, port = ownPort) {
      const [rest, socket] = [`http://127.0.0.1:${port}`, `ws://127.0.0.1:${port}`];
      const ids = matches.map((match) => (isScorelytics ? match.id : String(match.number)));
      return isScorelytics
        ? {
            provider: name,
            sport: matches[0]?.sport ?? 'football',
            matches: ids,
            restUrl: rest,
            wsUrl: socket,
            apiKey: 'sk_test_demo',
          }
        : {
            provider: name,
            matches: ids,
            restUrl: `${rest}/api/v1`,
            wsUrl: socket,
            appKey: 'stats-admin-public-key',
            authUrl: `${rest}/api/v1/broadcasting/auth`,
            authHeaders: { Authorization: `Bearer ${token}` },
          };
    },
    close: () => server.close(),
  };
}
