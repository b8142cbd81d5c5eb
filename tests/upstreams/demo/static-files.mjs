/**
 * Files of a folder over HTTP. Nothing outside the folder is ever served.
 */

import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * @param {string} folder
 * @param {string} path as in the URL, percent-encoded, without the prefix of the folder
 * @returns {Promise<import('../http/host.mjs').Answer & {bytes?: Buffer}>}
 */
export async function staticFile(folder, path) {
  const root = resolve(folder);
  const file = resolve(root, `.${sep}${decoded(path)}`);
  const type = types[extname(file)];
  if (!file.startsWith(root + sep) || type === undefined) return notFound();
  try {
    const bytes = await readFile(file);
    return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store' }, bytes };
  } catch {
    return notFound();
  }
}

/** @param {string} path */
function decoded(path) {
  try {
    // A NUL would end the name for the operating system.
    return decodeURIComponent(path).replaceAll('\0', '');
  } catch {
    return '';
  }
}

function notFound() {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return { status: 404, headers, body: 'Not found' };
}
