/**
 * The pages that are measured, as a good server sends them: compressed beforehand, cached for ever. One
 * shows boards of ours, the others the same by hand.
 *
 * @typedef {'scoreline' | 'baseline'} Subject
 * @typedef {'scorelytics' | 'stats-api'} ProviderName
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { brotli } from '../../../scripts/lib/weigh.mjs';
import { baselines } from './baselines.mjs';
import { bundleFile } from './bundle.mjs';
import { dist } from './places.mjs';

const style = `body{margin:8px;font:16px/1.4 sans-serif;background:#fff;color:#111}
main{display:grid;gap:8px;grid-template-columns:repeat(auto-fill,320px)}
main.wide{grid-template-columns:640px}
.dom-board{border:1px solid #ccc;border-radius:8px;padding:10px 12px;height:120px;box-sizing:border-box}
.dom-board p{margin:0;display:flex;justify-content:space-between}
.dom-board i{font-style:normal;color:#666;font-size:13px}
score-board{display:block}`;

/** The script of each subject's page: `start(options)` adds boards and resolves to what removes them. */
const starts = {
  scoreline: `import { createScoreboard } from '/scoreline.js';
window.start = (options) => {
  const { matches, ...rest } = options;
  const main = document.querySelector('main');
  const boards = matches.map((match) => {
    const board = createScoreboard(main, { ...rest, match });
    board.id = 'm' + match;
    return board;
  });
  return () => { for (const board of boards) board.remove(); };
};`,
  baseline: (/** @type {ProviderName} */ provider) => `import { follow } from '/${provider}.js';
window.start = (options) => follow(document.querySelector('main'), options);`,
};

/** The page begins by itself with what its address says: \`#\` and JSON. */
const begin = `
const told = decodeURIComponent(location.hash.slice(1));
if (told) start(JSON.parse(told));`;

/** @param {string} script */
const html = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scores</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>${style}</style><script type="module">${script}${begin}</script><body><main></main>`;

/** @typedef {Awaited<ReturnType<typeof startPages>>} Pages */

export async function startPages() {
  const read = (/** @type {string} */ name) => readFileSync(new URL(name, dist));
  /** @type {Record<string, {type: string, bytes: Buffer}>} */
  const files = {};
  const put = (
    /** @type {string} */ path,
    /** @type {string} */ type,
    /** @type {string | Uint8Array} */ body,
  ) => {
    files[path] = { type, bytes: brotli(Buffer.from(body)) };
  };
  put('/scoreline', 'text/html', html(starts.scoreline));
  put('/scoreline.js', 'text/javascript', read('scoreline.js'));
  put('/scoreline.wasm', 'application/wasm', read('scoreline.wasm'));
  for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
    put(`/baseline-${provider}`, 'text/html', html(starts.baseline(provider)));
    put(`/${provider}.js`, 'text/javascript', await bundleFile(baselines[provider]));
  }
  const server = createServer((request, response) => {
    const file = files[(request.url ?? '').replace(/[?#].*$/, '')];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': file.type,
      'content-encoding': 'br',
      'content-length': file.bytes.length,
      'cache-control': 'public, max-age=31536000, immutable',
      'timing-allow-origin': '*',
    });
    response.end(file.bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port,
    /** @param {Subject} subject @param {ProviderName} provider */
    path: (subject, provider) => (subject === 'scoreline' ? '/scoreline' : `/baseline-${provider}`),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
