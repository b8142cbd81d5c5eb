/**
 * The answer to an upgrade request on `/app/KEY`, in the order and with the words of ratchet/rfc6455,
 * which Reverb uses. The protocol number in the query is not looked at, subprotocols and compression
 * are ignored.
 *
 * A request that is refused here gets its status, and Reverb goes on as if it had been upgraded: a
 * frame follows the headers and the socket stays open (reverb-observed: handshake). Status, headers
 * and the frame were observed; the reason phrases are from ratchet's and Guzzle's source.
 */

import { createHash } from 'node:crypto';

const suggestion = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {{status: number, head: Buffer}}
 */
export function handshake(request) {
  const { headers, httpVersion } = request;
  const key = headers['sec-websocket-key'];
  if (Number(httpVersion) < 1.1) return answer(505, 'HTTP Version not supported');
  if (countOf(request, 'host') !== 1) return answer(400, 'Bad Request');
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return answer(426, 'Upgrade header MUST be provided', suggestion);
  }
  const connection = (headers.connection ?? '').toLowerCase().split(',');
  if (!connection.some((option) => option.trim() === 'upgrade')) {
    return answer(400, 'Connection Upgrade MUST be requested');
  }
  if (key === undefined || !isNonce(key)) return answer(400, 'Invalid Sec-WebSocket-Key');
  if (Number.parseInt(headers['sec-websocket-version'] ?? '', 10) !== 13) {
    return answer(426, 'Upgrade Required', suggestion);
  }
  const accept = createHash('sha1')
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64');
  return answer(101, 'Switching Protocols', [
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
  ]);
}

/** What Reverb adds to every answer of a handshake. @param {number} status @param {string} reason @param {string[]} [headers] */
function answer(status, reason, headers = []) {
  const lines = [`HTTP/1.1 ${status} ${reason}`, ...headers, 'X-Powered-By: Laravel Reverb'];
  return { status, head: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`) };
}

/** 16 bytes as base64. @param {string} key */
const isNonce = (key) => Buffer.from(key, 'base64').length === 16;

/** How often a header came. @param {import('node:http').IncomingMessage} request @param {string} name */
function countOf({ rawHeaders }, name) {
  return rawHeaders.filter((word, index) => index % 2 === 0 && word.toLowerCase() === name).length;
}
