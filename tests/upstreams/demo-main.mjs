/**
 * Starts the demo: `node tests/upstreams/demo-main.mjs [--port 8080] [--speed 20]`.
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startDemo } from './demo.mjs';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '8080' }, speed: { type: 'string', default: '20' } },
});
const inRepository = (/** @type {string} */ path) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

const { url } = await startDemo({
  port: Number(values.port),
  speed: Number(values.speed),
  distDir: inRepository('dist'),
  gatewayProgram: inRepository('dist/gateway/main.js'),
  pageDir: inRepository('web/demo'),
});
console.log(`The demo is at ${url}`);
