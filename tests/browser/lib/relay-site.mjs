/**
 * A site that passes its readers' requests on to a provider, as the README advises, so that they are of
 * the page's own origin; and may lead them astray.
 */

import { createServer } from 'node:http';
import { proxyRequest, proxyUpgrade } from '../../upstreams/demo/proxy.mjs';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';
import { builtFiles } from './built-files.mjs';

/** @typedef {Awaited<ReturnType<typeof startRelaySite>>} RelaySite */
/** @typedef {'scorelytics' | 'stats-api'} Provider */
/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const html = `<!doctype html><meta charset="utf-8"><title>Scores</title><link rel="icon" href="data:,">
<body><main></main>`;

export async function startRelaySite() {
  const world = new World();
  const scorelytics = new ScorelyticsServer({
    world,
    plan: { restPerMinute: 10_000, sockets: 20 },
  });
  const statsApi = new StatsApiServer({ world });
  const upstreams = {
    scorelytics: await scorelytics.listen(),
    'stats-api': await statsApi.listen(),
  };
  const servers = { scorelytics, 'stats-api': statsApi };
  /** @type {Record<string, {type: string, body: string | Buffer}>} */
  const files = { '/': { type: 'text/html', body: html }, ...(await builtFiles()) };

  const relay = {
    /** What was asked of the relay, by its headers. @type {{url: string, headers: Request['headers']}[]} */
    heard: [],
    /** Answers in the provider's place where it returns true. @type {(request: Request, response: Response) => boolean} */
    answer: () => false,
  };
  /** @param {string} url @returns {[Provider, string] | undefined} */
  const routeOf = (url) => {
    const [, provider = '', path = ''] = /^\/(scorelytics|stats-api)(\/.*)$/.exec(url) ?? [];
    return path ? [/** @type {Provider} */ (provider), path] : undefined;
  };
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const file = files[url];
    const route = routeOf(url);
    if (file) {
      response.writeHead(200, {
        'content-type': file.type,
        'set-cookie': 'session=c00k1e; Path=/; HttpOnly; SameSite=Lax',
      });
      response.end(file.body);
      return;
    }
    relay.heard.push({ url, headers: request.headers });
    if (relay.answer(request, response)) return;
    if (route) {
      proxyRequest({ base: upstreams[route[0]].url, headers: {} }, route[1], request, response);
    } else {
      response.writeHead(404).end();
    }
  });
  server.on('upgrade', (request, socket) => {
    const [provider, path] = routeOf(request.url ?? '') ?? ['scorelytics', '/'];
    const target = { base: upstreams[provider].url, headers: {} };
    proxyUpgrade(target, path, request, /** @type {import('node:net').Socket} */ (socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}`;

  let matches = 0;
  return {
    url,
    world,
    relay,
    servers,
    /** A match in play that nobody else knows. @param {Provider} provider */
    addMatch(provider) {
      matches += 1;
      const sport = provider === 'scorelytics' ? 'football' : 'basketball';
      const id = `m${matches}`;
      const match = world.add({ id, sport, home: 'Real Madrid', away: 'Barcelona' });
      world.kickoff(id);
      return {
        ...match,
        /** @param {import('../../upstreams/world.mjs').Side} side */
        score(side) {
          if (sport === 'football') world.goal(id, side);
          else world.play(id, { type: 'ft_made', side });
        },
        /** The requests for its snapshot that reached the provider. */
        asked: () =>
          servers[provider].requests
            .of(new RegExp(`/matches/${provider === 'scorelytics' ? id : match.number}$`))
            .filter(({ method }) => method === 'GET').length,
      };
    },
    /**
     * @param {Provider} provider
     * @param {{id: string, number: number}} match
     * @param {'own' | 'foreign'} origin that of the page, or the provider's
     */
    options(provider, match, origin) {
      const base = origin === 'own' ? `${url}/${provider}` : upstreams[provider].url;
      const wsUrl = base.replace('http', 'ws');
      return provider === 'scorelytics'
        ? {
            provider,
            sport: 'football',
            match: match.id,
            restUrl: base,
            wsUrl,
            apiKey: 'sk_test_demo',
          }
        : {
            provider,
            match: match.number,
            restUrl: `${base}/api/v1`,
            wsUrl,
            authUrl: `${base}/api/v1/broadcasting/auth`,
            authHeaders: { Authorization: 'Bearer 12|demo-token' },
          };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([scorelytics.close(), statsApi.close()]);
    },
  };
}
