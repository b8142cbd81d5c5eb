/** Both stand-ins with one world, and what a gateway is told to reach them. */

import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';

export const key = 'sk_test_9wQ4zk';
export const token = '12|tok-3bV8nm';
/** What must never leave the gateway but to its provider. */
export const secrets = [key, token, '9wQ4zk', '3bV8nm', 'Bearer'];

export const laLiga = { id: 'DEf456', number: 7, name: 'La Liga', country: 'Spain' };

/**
 * @param {import('node:test').TestContext} t
 * @param {string[]} [ids] football matches of one league that have begun
 */
export async function startProviders(t, ids = ['a1']) {
  const world = new World();
  for (const id of ids) {
    world.add({ id, sport: 'football', league: laLiga, home: `Home ${id}`, away: `Away ${id}` });
    world.kickoff(id);
  }
  const scorelytics = new ScorelyticsServer({ world, keys: { [key]: {} }, plan: 'growth' });
  const statsApi = new StatsApiServer({ world, tokens: { [token]: {} } });
  const football = await scorelytics.listen();
  const basketball = await statsApi.listen();
  t.after(async () => {
    await scorelytics.close();
    await statsApi.close();
  });
  return {
    world,
    scorelytics,
    statsApi,
    /** A gateway of Scorelytics. */
    football: {
      words: ['--sport', 'football', '--rest-url', football.url, '--ws-url', football.wsUrl],
      env: { SCORELYTICS_API_KEY: key },
    },
    /** A gateway of the Stats API. */
    basketball: {
      words: [
        '--rest-url',
        `${basketball.url}/api/v1`,
        '--ws-url',
        basketball.wsUrl,
        '--auth-url',
        `${basketball.url}/api/v1/broadcasting/auth`,
      ],
      env: { STATS_API_TOKEN: token },
    },
  };
}
