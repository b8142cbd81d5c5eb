/**
 * A site whose pages show boards of many servers at once, each with faults of its own, in real time. A
 * page may ask a server itself, or through the site, so that the requests are of its own origin.
 *
 * @typedef {Awaited<ReturnType<typeof startTruthSite>>} TruthSite
 * @typedef {'scorelytics' | 'stats-api'} Provider
 * @typedef {'own' | 'foreign'} Origin that of the page, or the provider's
 * @typedef {{url: string, wsUrl: string}} Urls
 * @typedef {{id: string, number: number, sport: 'football' | 'basketball'}} Played
 */

import { createServer } from 'node:http';
import { proxyRequest } from '../../upstreams/demo/proxy.mjs';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';
import { builtFiles } from './built-files.mjs';

/** @type {Provider[]} */
export const providers = ['scorelytics', 'stats-api'];

const html = `<!doctype html><meta charset="utf-8"><title>Scores</title><link rel="icon" href="data:,">
<style>main{display:grid;grid-template-columns:repeat(4,1fr);gap:4px}</style><body><main></main>`;

/** Many boards share a server here, and no test is about its limits. */
export const plentiful = {
  scorelytics: { plan: { restPerMinute: 100_000, sockets: 100 } },
  'stats-api': { requestsPerMinute: 100_000 },
};

export async function startTruthSite() {
  const world = new World();
  const files = { '/': { type: 'text/html', body: html }, ...(await builtFiles()) };
  /** @type {Map<string, string>} the base of a relayed server by its name */
  const relayed = new Map();
  /** @type {(() => unknown)[]} */
  const ends = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = /** @type {Record<string, {type: string, body: string | Buffer}>} */ (files)[path];
    const [, name = '', rest = ''] = /^\/(\d+)(\/.*)$/.exec(path) ?? [];
    const base = relayed.get(name);
    if (base) proxyRequest({ base, headers: {} }, rest, request, response);
    else response.writeHead(file ? 200 : 404, { 'content-type': file?.type }).end(file?.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}`;

  let matches = 0;
  return {
    url,
    world,
    /** A server of the site's world. @param {Provider} provider */
    async standIn(provider) {
      const server =
        provider === 'scorelytics'
          ? new ScorelyticsServer({ world, ...plentiful.scorelytics })
          : new StatsApiServer({ world, ...plentiful['stats-api'] });
      const urls = await server.listen();
      ends.push(() => server.close());
      const name = String(relayed.size);
      relayed.set(name, urls.url);
      return {
        server,
        faults: server.faults,
        urls,
        /** How many streams are open, or subscribed where there is one for all. */
        streams: () =>
          server instanceof ScorelyticsServer ? server.socketCount() : server.subscriptionCount(),
        /** @param {Played} match @param {{origin?: Origin, rest?: string, wsUrl?: string}} [where] */
        options(match, { origin = 'foreign', rest, wsUrl = urls.wsUrl } = {}) {
          const base = rest ?? (origin === 'own' ? `${url}/${name}` : urls.url);
          return optionsOf(provider, match, { url: base, wsUrl });
        },
        /** The requests for its snapshot. @param {Played} match */
        asked: ({ id, number }) =>
          server.requests
            .of(new RegExp(`/matches/${provider === 'scorelytics' ? id : number}$`))
            .filter(({ method }) => method === 'GET').length,
      };
    },
    /** A match in play that nobody else knows. @param {'football' | 'basketball'} sport */
    addMatch(sport) {
      matches += 1;
      const id = `m${matches}`;
      const { number } = world.add({ id, sport, home: 'Real Madrid', away: 'Barcelona' });
      world.kickoff(id);
      return {
        id,
        number,
        sport,
        /** @param {import('../../upstreams/world.mjs').Side} side */
        score(side) {
          if (sport === 'football') world.goal(id, side);
          else world.play(id, { type: 'ft_made', side });
        },
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      for (const end of ends) await end();
    },
  };
}

/** @param {Provider} provider */
export const sportOf = (provider) => (provider === 'scorelytics' ? 'football' : 'basketball');

/** @param {Provider} provider @param {Played} match @param {Urls} urls */
function optionsOf(provider, match, { url, wsUrl }) {
  return provider === 'scorelytics'
    ? {
        provider,
        sport: match.sport,
        match: match.id,
        restUrl: url,
        wsUrl,
        apiKey: 'sk_test_demo',
      }
    : {
        provider,
        match: match.number,
        restUrl: `${url}/api/v1`,
        wsUrl,
        authUrl: `${url}/api/v1/broadcasting/auth`,
        authHeaders: { Authorization: 'Bearer 12|demo-token' },
      };
}
