/**
 * A page with the real component and both providers of its own for one test, with credentials that can
 * be found again wherever they are told.
 */

import { readFile } from 'node:fs/promises';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../../upstreams/stats-api/server.mjs';
import { World } from '../../upstreams/world.mjs';
import { serve } from './serve.mjs';

/** The parts that are random in a real one; what stands around them may change on the way. */
export const marks = { key: 'q7Zr2mKx', token: 'tQ9vLw3e', other: 'Hn4Yp8sB' };
export const key = `sk_live_${marks.key}`;
export const token = `12|${marks.token}`;
/** One that no provider knows. */
export const otherKey = `sk_live_${marks.other}`;

/** A channel's HMAC: 64 digits, unlike anything else that a board tells. */
const signature = /[0-9a-f]{64}/;

/** What secret is in a text, by its kind. @param {string} text @returns {string | undefined} */
export function secretIn(text) {
  const mark = Object.entries(marks).find(([, mark]) => text.includes(mark));
  return mark?.[0] ?? (signature.test(text) ? 'signature' : undefined);
}

/** @typedef {Awaited<ReturnType<typeof startSecretSite>>} SecretSite */

const root = new URL('../../../', import.meta.url);
const html = { type: 'text/html', body: '' };
html.body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scores</title>
<link rel="icon" href="data:,">
<script type="module">import * as scoreline from '/dist/scoreline.js'; window.scoreline = scoreline;</script>
<body><main></main>`;

export async function startSecretSite() {
  const world = new World();
  world.add({ id: 'f1', sport: 'football', home: 'Real Madrid', away: 'Barcelona' });
  world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor', number: 123 });
  for (const { id } of world.matches()) world.kickoff(id);
  const plan = { restPerMinute: 10_000, sockets: 5 };
  const scorelytics = new ScorelyticsServer({ world, plan, keys: { [key]: {} } });
  const statsApi = new StatsApiServer({ world, tokens: { [token]: {} } });
  const first = await scorelytics.listen();
  const second = await statsApi.listen();
  /** @param {string} path @param {string} type */
  const file = async (path, type) => ({ type, body: await readFile(new URL(path, root)) });
  const csp = "connect-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'";
  const server = await serve({
    '/': html,
    '/closed': { ...html, headers: { 'content-security-policy': csp } },
    '/dist/scoreline.js': await file('dist/scoreline.js', 'text/javascript'),
    '/dist/scoreline.wasm': await file('dist/scoreline.wasm', 'application/wasm'),
    '/dist/iframe/': await file('dist/iframe/index.html', 'text/html'),
    '/dist/iframe/iframe.js': await file('dist/iframe/iframe.js', 'text/javascript'),
    '/dist/iframe/iframe.css': await file('dist/iframe/iframe.css', 'text/css'),
  });
  return {
    url: server.url,
    world,
    scorelytics,
    statsApi,
    options: {
      scorelytics: {
        provider: 'scorelytics',
        sport: 'football',
        match: 'f1',
        restUrl: first.url,
        wsUrl: first.wsUrl,
        apiKey: key,
      },
      'stats-api': {
        provider: 'stats-api',
        match: 123,
        restUrl: `${second.url}/api/v1`,
        wsUrl: second.wsUrl,
        authUrl: `${second.url}/api/v1/broadcasting/auth`,
        authHeaders: { Authorization: `Bearer ${token}` },
      },
    },
    async close() {
      server.close();
      await Promise.all([scorelytics.close(), statsApi.close()]);
    },
  };
}
