/**
 * The demo: both fake providers with matches that never end, the pages, and a proxy, on one port.
 */

import { createServer } from 'node:http';
import { systemClock } from './clock.mjs';
import { startGallery } from './demo/gallery.mjs';
import { startDemoGateway } from './demo/gateway.mjs';
import { fakeScorelytics, fakeStatsApi, realScorelytics, realStatsApi } from './demo/providers.mjs';
import { isOwnPage, proxyRequest, proxyUpgrade } from './demo/proxy.mjs';
import { Season } from './demo/season.mjs';
import { staticFile } from './demo/static-files.mjs';
import { refuseUpgrade } from './http/host.mjs';
import { jsonAnswer } from './http/json.mjs';
import { ScorelyticsServer } from './scorelytics/server.mjs';
import { StatsApiServer } from './stats-api/server.mjs';
import { World } from './world.mjs';

/**
 * @param {object} options
 * @param {number} options.port 0: any free one
 * @param {string} options.distDir what the build made, served as `/dist/`
 * @param {string} options.pageDir the page, served as `/` and `/demo/`
 * @param {string} [options.gatewayProgram] what the build made for owners: with it there is a public page
 * @param {number} [options.speed] 60: a minute of a match takes a second
 * @param {{scorelyticsKey?: string | undefined, statsApiToken?: string | undefined}} [options.credentials]
 *   for the real services; default: from the environment
 */
export async function startDemo({
  port,
  distDir,
  pageDir,
  gatewayProgram,
  speed = 20,
  credentials,
}) {
  const { scorelyticsKey, statsApiToken } = credentials ?? {
    scorelyticsKey: process.env.SCORELYTICS_API_KEY,
    statsApiToken: process.env.STATS_API_TOKEN,
  };
  const world = new World({ keep: 1 });
  const season = new Season(world, systemClock, speed);
  const scorelytics = new ScorelyticsServer({ world, plan: 'growth' });
  const statsApi = new StatsApiServer({ world });
  const featured = () => season.featured();
  const scorelyticsUrl = (await scorelytics.listen()).url;
  const statsApiUrl = (await statsApi.listen()).url;
  const providers = {
    scorelytics: scorelyticsKey
      ? realScorelytics(scorelyticsKey)
      : fakeScorelytics(scorelyticsUrl, featured),
    'stats-api': statsApiToken ? realStatsApi(statsApiToken) : fakeStatsApi(statsApiUrl, featured),
  };

  const gallery = await startGallery();
  const gateway = gatewayProgram
    ? await startDemoGateway(
        gatewayProgram,
        scorelyticsKey ? { key: scorelyticsKey } : { key: 'sk_test_demo', url: scorelyticsUrl },
      )
    : undefined;

  /** @param {string} path */
  const proxied = (path) => {
    if (path.startsWith('/gallery/')) return gallery.target(path.slice('/gallery'.length));
    const [, name, rest] = /^\/(scorelytics|stats-api)(\/.*)$/.exec(path) ?? [];
    if (name === undefined || rest === undefined) return null;
    return { target: providers[/** @type {keyof typeof providers} */ (name)].target, path: rest };
  };

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const proxy = proxied(path);
    if (proxy && isOwnPage(request)) {
      proxyRequest(proxy.target, proxy.path, request, response);
      return;
    }
    const answer = proxy
      ? jsonAnswer(403, { error: 'Only the demo page may ask here' })
      : await ownAnswer(path.replace(/[?#].*$/, ''), { distDir, pageDir, providers, gateway });
    response.writeHead(answer.status, answer.headers);
    response.end('bytes' in answer ? answer.bytes : answer.body);
  });
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, duplex) => {
    const socket = /** @type {import('node:net').Socket} */ (duplex);
    const proxy = proxied(request.url ?? '/');
    if (!proxy) refuseUpgrade(socket, { status: 404 });
    else if (!isOwnPage(request)) refuseUpgrade(socket, { status: 403 });
    else proxyUpgrade(proxy.target, proxy.path, request, socket);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  const address = server.address();
  const boundPort = address && typeof address === 'object' ? address.port : port;
  return {
    url: `http://127.0.0.1:${boundPort}/`,
    world,
    scorelytics,
    statsApi,
    async close() {
      season.stop();
      const closed = new Promise((resolve) => server.close(() => resolve(null)));
      for (const socket of sockets) socket.destroy();
      await gateway?.close();
      await Promise.all([closed, scorelytics.close(), statsApi.close(), gallery.close()]);
    },
  };
}

/**
 * @param {string} path
 * @param {object} site
 * @param {string} site.distDir
 * @param {string} site.pageDir
 * @param {Record<'scorelytics' | 'stats-api', import('./demo/providers.mjs').Provider>} site.providers
 * @param {{lines: string} | undefined} site.gateway
 */
async function ownAnswer(path, { distDir, pageDir, providers, gateway }) {
  if (path === '/demo/public.html' && gateway) return publicPage(pageDir, gateway.lines);
  if (path === '/demo/config.json') return config(providers);
  if (path.startsWith('/dist/')) return staticFile(distDir, path.slice('/dist/'.length));
  if (path === '/' || path === '/demo/') return staticFile(pageDir, 'index.html');
  return staticFile(pageDir, path.replace(/^\/(demo\/)?/, ''));
}

/** The page with what the gateway has printed for it. @param {string} pageDir @param {string} lines */
async function publicPage(pageDir, lines) {
  const { bytes, ...page } = await staticFile(pageDir, 'public.html');
  return { ...page, body: String(bytes).replace('<!-- gateway -->', () => lines) };
}

/** What the page needs to know. @param {Record<'scorelytics' | 'stats-api', import('./demo/providers.mjs').Provider>} providers */
async function config(providers) {
  const { scorelytics, 'stats-api': statsApi } = providers;
  try {
    const value = {
      scorelytics: { ...scorelytics.options, matches: await scorelytics.matches() },
      statsApi: { ...statsApi.options, matches: await statsApi.matches() },
    };
    return jsonAnswer(200, value, { 'cache-control': 'no-store' });
  } catch (error) {
    return jsonAnswer(502, { error: error instanceof Error ? error.message : 'no answer' });
  }
}
