/**
 * Passes requests and WebSockets on to a provider. For the real ones it adds the credential, so that
 * the page never sees it.
 *
 * @typedef {object} Target
 * @property {string} base e.g. `https://api.scorelytics.pro`
 * @property {Record<string, string>} headers added to every request
 *
 * @typedef {import('node:http').IncomingMessage} Request
 */

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { refuseUpgrade } from '../http/host.mjs';

/** @param {Target} target @param {string} path @param {Request} request */
function outgoing(target, path, request) {
  const url = new URL(target.base + path);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const { host: _, ...headers } = request.headers;
  return send(url, { method: request.method, headers: { ...headers, ...target.headers } });
}

/**
 * @param {Target} target
 * @param {string} path path and query at the target
 * @param {Request} request
 * @param {import('node:http').ServerResponse} response
 */
export function proxyRequest(target, path, request, response) {
  const sent = outgoing(target, path, request);
  sent.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  sent.on('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  response.on('close', () => sent.destroy());
  request.pipe(sent);
}

/**
 * @param {Target} target
 * @param {string} path path and query at the target
 * @param {Request} request
 * @param {import('node:net').Socket} socket
 */
export function proxyUpgrade(target, path, request, socket) {
  const sent = outgoing(target, path, request);
  sent.on('upgrade', (answer, upstream, head) => {
    const lines = [`HTTP/1.1 101 ${answer.statusMessage}`];
    for (let index = 0; index < answer.rawHeaders.length; index += 2) {
      lines.push(`${answer.rawHeaders[index]}: ${answer.rawHeaders[index + 1]}`);
    }
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.write(head);
    // An end on one side is an end on the other.
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ]) {
      from?.on('error', () => to?.destroy());
      from?.on('close', () => to?.destroy());
    }
    socket.pipe(upstream).pipe(socket);
  });
  sent.on('response', async (answer) => {
    const chunks = [];
    for await (const chunk of answer) chunks.push(chunk);
    refuseUpgrade(socket, {
      status: answer.statusCode ?? 502,
      body: Buffer.concat(chunks).toString('utf8'),
    });
  });
  sent.on('error', () => refuseUpgrade(socket, { status: 502 }));
  sent.end();
}

/**
 * Is this request one of the page's own? Others must not borrow the credential, and a foreign host
 * name that leads to loopback must not either.
 * @param {Request} request
 */
export function isOwnPage(request) {
  const { host = '', origin } = request.headers;
  const name = host.replace(/:\d+$/, '');
  if (name !== 'localhost' && name !== '127.0.0.1') return false;
  return origin === undefined || origin === `http://${host}`;
}
