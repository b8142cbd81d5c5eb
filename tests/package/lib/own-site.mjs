/**
 * A site as the README supposes one: the component in the folder of its pages, a proxy for each
 * provider that adds the key, and an endpoint that gives out short-lived ones.
 */

import { createServer } from 'node:http';
import { proxyRequest, proxyUpgrade } from '../../upstreams/demo/proxy.mjs';
import { staticFile } from '../../upstreams/demo/static-files.mjs';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';

export const key = 'sk_test_demo';

/** The matches that the README names. */
export const football = { id: 'abc123', home: 'Real Madrid', away: 'Barcelona' };
export const basketball = { id: 'derbi', number: 123, home: 'Crvena zvezda', away: 'Partizan' };

/** @param {string} dist what the package has built */
export async function startOwnSite(dist) {
  const world = new World();
  world.add({ ...football, sport: 'football' });
  world.add({ ...basketball, sport: 'basketball' });
  for (const { id } of [football, basketball]) world.kickoff(id);
  const scorelytics = new ScorelyticsServer({ world });
  const statsApi = new StatsApiServer({ world });
  const direct = await scorelytics.listen();
  /** @type {Record<string, import('../../upstreams/demo/proxy.mjs').Target>} */
  const targets = {
    scorelytics: { base: direct.url, headers: { 'x-api-key': key } },
    'stats-api': {
      base: (await statsApi.listen()).url,
      headers: { authorization: 'Bearer 12|demo-token' },
    },
  };
  /** @param {string | undefined} url */
  const proxied = (url = '') => {
    const [, name = '', path = ''] = /^\/([\w-]+)(\/.*)$/.exec(url) ?? [];
    return { target: targets[name], path };
  };

  /** What a page is made of, besides the component. @type {{folder: string, isBundled: boolean, headers: Record<string, string>}} */
  const shown = { folder: '', isBundled: false, headers: {} };
  const server = createServer(async (request, response) => {
    const { target, path } = proxied(request.url);
    if (target) {
      proxyRequest(target, path, request, response);
      return;
    }
    const [file = ''] = (request.url ?? '/').slice(1).split('?');
    if (file === 'score-key') {
      response.end(key);
      return;
    }
    const isOurs = !shown.isBundled && /^(scoreline\.|words\/|dist\/)/.test(file);
    const answer = isOurs
      ? await staticFile(dist, file.replace('dist/', ''))
      : await staticFile(shown.folder, file || 'index.html');
    response.writeHead(answer.status, { ...answer.headers, ...shown.headers });
    response.end(answer.bytes ?? answer.body);
  });
  server.on('upgrade', (request, socket) => {
    const { target, path } = proxied(request.url);
    const duplex = /** @type {import('node:net').Socket} */ (socket);
    if (target) proxyUpgrade(target, path, request, duplex);
    else duplex.destroy();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const host = `127.0.0.1:${port}`;

  return {
    world,
    url: `http://${host}/`,
    /** Where the proxy's WebSockets are. */
    wsUrl: `ws://${host}`,
    /** The provider itself, without the proxy. */
    direct,
    /**
     * Puts this folder's pages on the site.
     * @param {string} folder
     * @param {{isBundled?: boolean, headers?: Record<string, string>}} [how] isBundled: with a component
     *   of its own, and the site has none
     */
    show(folder, { isBundled = false, headers = {} } = {}) {
      Object.assign(shown, { folder, isBundled, headers });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await Promise.all([scorelytics.close(), statsApi.close()]);
    },
  };
}
