/**
 * A site with boards: both providers' stand-ins and the page's server, whose pages run under a policy
 * as strict as one that shows scores can be.
 */

import { readFile } from 'node:fs/promises';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';
import { serve } from './serve.mjs';

/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */
/** @typedef {'scorelytics' | 'stats-api'} ProviderName */

const root = new URL('../../../', import.meta.url);

// The component is a script of the page's own; the tests reach what it exports by this name.
const pageScript = `import * as scoreline from '/dist/scoreline.js';
window.scoreline = scoreline;`;

const pageStyle = `body{margin:8px;font:16px/1.4 sans-serif;background:#fff}
main{display:grid;gap:8px;width:420px}`;

/** @param {{world?: World}} [options] a world with another clock */
export async function startSite({ world = new World() } = {}) {
  // Sockets as on the default plan; the requests of a thousand boards are another test's matter.
  const plan = { restPerMinute: 10_000, sockets: 5 };
  const scorelytics = new ScorelyticsServer({ world, plan });
  const statsApi = new StatsApiServer({ world });
  const scorelyticsUrls = await scorelytics.listen();
  const statsApiUrls = await statsApi.listen();
  const upstreams = [scorelyticsUrls, statsApiUrls].flatMap(({ url, wsUrl }) => [url, wsUrl]);

  /** @param {string} path @param {string} type */
  const file = async (path, type) => ({ type, body: await readFile(new URL(path, root)) });
  /** @param {string} scriptSource */
  const page = (scriptSource) => ({
    type: 'text/html',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scores</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">
<script type="module" src="/probe.mjs"></script><script type="module" src="/page.mjs"></script>
<body><main></main>`,
    headers: {
      'content-security-policy': [
        "default-src 'none'",
        `script-src ${scriptSource}`,
        "style-src 'self'",
        'img-src data:',
        `connect-src 'self' ${upstreams.join(' ')}`,
      ].join('; '),
    },
  });
  const server = await serve({
    '/': page("'self' 'wasm-unsafe-eval'"),
    '/without-wasm': page("'self'"),
    '/page.css': { type: 'text/css', body: pageStyle },
    '/page.mjs': { type: 'text/javascript', body: pageScript },
    '/probe.mjs': await file('tests/browser/lib/probe.mjs', 'text/javascript'),
    '/dist/scoreline.js': await file('dist/scoreline.js', 'text/javascript'),
    '/dist/scoreline.wasm': await file('dist/scoreline.wasm', 'application/wasm'),
  });

  let matches = 0;
  return {
    url: server.url,
    world,
    scorelytics,
    statsApi,
    /** Adds a match that no other scenario knows. @param {'football' | 'basketball'} sport */
    addMatch(sport) {
      matches += 1;
      const [home, away] = [`Home ${matches}`, `Away ${matches}`];
      return world.add({ id: `m${matches}`, sport, home, away });
    },
    /**
     * What `createScoreboard` needs to show a match.
     * @param {ProviderName} provider
     * @param {import('../../upstreams/world.mjs').Match} match
     */
    options(provider, match) {
      return provider === 'scorelytics'
        ? {
            provider,
            sport: match.sport,
            match: match.id,
            restUrl: scorelyticsUrls.url,
            wsUrl: scorelyticsUrls.wsUrl,
            apiKey: 'sk_test_demo',
          }
        : {
            provider,
            match: match.number,
            restUrl: `${statsApiUrls.url}/api/v1`,
            wsUrl: statsApiUrls.wsUrl,
            appKey: 'stats-admin-public-key',
            authUrl: `${statsApiUrls.url}/api/v1/broadcasting/auth`,
            authHeaders: { Authorization: 'Bearer 12|demo-token' },
          };
    },
    async close() {
      server.close();
      await Promise.all([scorelytics.close(), statsApi.close()]);
    },
  };
}
