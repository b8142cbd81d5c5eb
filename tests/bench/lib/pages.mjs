/**
 * The pages that are measured, as a good server sends them: compressed beforehand, cached for ever. One
 * shows boards of ours, the others the same by hand. Each page names beforehand what it will load.
 *
 * @typedef {'scoreline' | 'beside' | 'baseline'} Subject `beside`: ours as another build has it
 * @typedef {'scorelytics' | 'stats-api'} ProviderName
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  scoreline: (
    /** @type {string} */ folder,
  ) => `import { createScoreboard } from '${folder}/scoreline.js';
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

/** @param {string} preloads @param {string} script @returns {(provider: string) => string} */
const html = (preloads, script) => (provider) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scores</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
${preloads}<link rel="preconnect" href="${provider}" crossorigin>
<style>${style}</style><script type="module">${script}${begin}</script><body><main></main>`;
const preloadScript = (/** @type {string} */ url) => `<link rel="modulepreload" href="${url}">`;
const preloadWasm = (/** @type {string} */ url) =>
  `<link rel="preload" as="fetch" href="${url}" crossorigin>`;

/** @typedef {Awaited<ReturnType<typeof startPages>>} Pages */

/** @param {string | undefined} [beside] the folder of another build of ours */
export async function startPages(beside) {
  /** @type {Record<string, {type: string, bytes: Buffer}>} */
  const files = {};
  /** @type {Record<string, (provider: string) => string>} */
  const pages = {};
  const put = (
    /** @type {string} */ path,
    /** @type {string} */ type,
    /** @type {string | Uint8Array} */ body,
  ) => {
    files[path] = { type, bytes: brotli(Buffer.from(body)) };
  };
  const putOurs = (/** @type {string} */ path, /** @type {URL} */ from) => {
    const [script, wasm] = [`${path}/scoreline.js`, `${path}/scoreline.wasm`];
    pages[path] = html(preloadScript(script) + preloadWasm(wasm), starts.scoreline(path));
    put(script, 'text/javascript', readFileSync(new URL('scoreline.js', from)));
    put(wasm, 'application/wasm', readFileSync(new URL('scoreline.wasm', from)));
  };
  putOurs('/scoreline', dist);
  if (beside) putOurs('/beside', pathToFileURL(`${resolve(beside)}/`));
  for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
    const script = `/${provider}.js`;
    pages[`/baseline-${provider}`] = html(preloadScript(script), starts.baseline(provider));
    put(script, 'text/javascript', await bundleFile(baselines[provider]));
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const page = pages[pathname]?.(searchParams.get('provider') ?? '');
    const file = page ? { type: 'text/html', bytes: brotli(Buffer.from(page)) } : files[pathname];
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
    /** @param {Subject} subject @param {ProviderName} provider @param {number} port of the provider */
    path: (subject, provider, port) =>
      `/${subject === 'baseline' ? `baseline-${provider}` : subject}?provider=http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
