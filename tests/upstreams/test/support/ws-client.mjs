/**
 * A plain `ws` client that keeps what came.
 */

import { once } from 'node:events';
import { WebSocket } from 'ws';

/**
 * @param {string} url
 * @param {import('ws').ClientOptions} [options]
 */
export async function openSocket(url, options = {}) {
  const socket = new WebSocket(url, options);
  /** @type {any[]} */
  const messages = [];
  socket.on('message', (text) => messages.push(JSON.parse(String(text))));
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  await once(socket, 'open');
  return { socket, messages, closed };
}

/**
 * The HTTP answer to an upgrade that is refused.
 * @param {string} url
 * @param {import('ws').ClientOptions} [options]
 */
export async function refusedUpgrade(url, options = {}) {
  const socket = new WebSocket(url, options);
  const [request, response] = await once(socket, 'unexpected-response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  request.destroy();
  const text = Buffer.concat(chunks).toString();
  return { status: response.statusCode, headers: response.headers, text };
}

/**
 * Waits until the condition holds.
 * @param {() => boolean} condition
 * @param {string} what for the error text
 */
export async function until(condition, what) {
  const end = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Long enough for a frame on loopback that should not come. */
export const quiet = () => new Promise((resolve) => setTimeout(resolve, 40));
