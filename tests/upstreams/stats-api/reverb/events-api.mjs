/**
 * Reverb's HTTP API for back ends: `POST /apps/{id}/events` and `/batch_events` (Reverb recording 05).
 */

import { createHash } from 'node:crypto';
import { jsonEncode } from './php.mjs';
import { isSame, sign } from './signature.mjs';
import { methodNotAllowed, plainAnswer } from './sockets.mjs';

/**
 * @param {import('./protocol.mjs').ReverbProtocol} protocol
 * @param {string} method
 * @param {URL} url
 * @param {string} body
 * @param {boolean} isTooLarge above `max_request_size`
 * @param {number} now milliseconds since the epoch
 * @returns {{raw: string, effects: import('./protocol.mjs').Effect[]}}
 */
export function eventsApi(protocol, method, url, body, isTooLarge, now) {
  const { app } = protocol;
  if (isTooLarge) return plain(413, 'Request Entity Too Large', 'Payload too large.');
  const action = new RegExp(`^/apps/${app.id}/(events|batch_events)$`).exec(url.pathname)?.[1];
  if (!action) return plain(404, 'Not Found', 'Not found.');
  if (method !== 'POST') return { raw: methodNotAllowed('POST'), effects: [] };
  if (!isSigned(app.secret, method, url, body)) {
    return plain(401, 'Unauthorized', 'Authentication signature invalid.');
  }
  const request = JSON.parse(body);
  if (action === 'batch_events') {
    /** @type {ApiEvent[]} */
    const batch = request.batch;
    // The members of a batch event come in another order (Reverb recording 05).
    const effects = batch.flatMap(({ name, channel, data, socket_id }) =>
      protocol.broadcast(channel ?? '', { event: name, channel, data }, socket_id),
    );
    return { raw: json(200, 'OK', { batch: {} }, now), effects };
  }
  const errors = invalid(request);
  if (errors) return { raw: json(422, 'Unprocessable Content', errors, now), effects: [] };
  return { raw: json(200, 'OK', {}, now), effects: dispatch(protocol, request) };
}

/**
 * @typedef {object} ApiEvent
 * @property {string} name
 * @property {string} data
 * @property {string} [channel]
 * @property {string[]} [channels]
 * @property {string} [socket_id] the one connection that gets nothing
 */

/** @param {import('./protocol.mjs').ReverbProtocol} protocol @param {ApiEvent} request */
export function dispatch(protocol, { name, data, channel, channels, socket_id }) {
  const names = channels ?? (channel === undefined ? [] : [channel]);
  return names.flatMap((target) =>
    protocol.broadcast(target, { event: name, data, channel: target }, socket_id),
  );
}

/** @param {Record<string, unknown>} request */
function invalid({ data }) {
  if (data === undefined || data === null || data === '') {
    return { data: ['The data field is required.'] };
  }
  return typeof data === 'string' ? null : { data: ['The data field must be a string.'] };
}

/** @param {string} secret @param {string} method @param {URL} url @param {string} body */
function isSigned(secret, method, url, body) {
  const query = new URLSearchParams(url.searchParams);
  const given = query.get('auth_signature') ?? '';
  query.delete('auth_signature');
  query.set('body_md5', createHash('md5').update(body).digest('hex'));
  query.sort();
  const parameters = [...query].map(([name, value]) => `${name}=${value}`).join('&');
  return isSame(sign(secret, [method, url.pathname, parameters].join('\n')), given);
}

/** @param {number} status @param {string} reason @param {string} body */
function plain(status, reason, body) {
  return { raw: plainAnswer(status, reason, body), effects: [] };
}

/** Answers of the API itself are HTTP/1.0 (Reverb recording 05). @param {number} status @param {string} reason @param {unknown} value @param {number} now */
function json(status, reason, value, now) {
  const body = jsonEncode(value);
  const head = [
    `HTTP/1.0 ${status} ${reason}`,
    'Cache-Control:  no-cache, private',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Content-Type:   application/json',
    `Date:           ${new Date(now).toUTCString()}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
