import { readFile } from 'node:fs/promises';
import { serve } from './serve.mjs';

const root = new URL('../../../', import.meta.url);

/**
 * Serves the demo page with what `scripts/build` made.
 * @param {object} config what the page is to show, see `web/demo/demo.js`
 */
export async function serveDemoPage(config) {
  /** @param {string} path @param {string} type */
  const file = async (path, type) => ({ type, body: await readFile(new URL(path, root)) });
  return serve({
    '/': await file('web/demo/index.html', 'text/html'),
    '/demo/colours.css': await file('web/demo/colours.css', 'text/css'),
    '/demo/demo.css': await file('web/demo/demo.css', 'text/css'),
    '/demo/demo.js': await file('web/demo/demo.js', 'text/javascript'),
    '/demo/config.json': { type: 'application/json', body: JSON.stringify(config) },
    '/dist/scoreline.js': await file('dist/scoreline.js', 'text/javascript'),
    '/dist/scoreline.wasm': await file('dist/scoreline.wasm', 'application/wasm'),
  });
}
