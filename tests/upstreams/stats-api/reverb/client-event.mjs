/**
 * Messages whose name does not begin with `pusher:`; those named `client-...` go to the others on the
 * channel (reverb-observed: client events).
 *
 * @typedef {import('./connection.mjs').Connection} Connection
 */

import { PusherError } from './errors.mjs';
import { isArray } from './php.mjs';

/**
 * @param {import('./protocol.mjs').ReverbProtocol} protocol
 * @param {Connection} connection
 * @param {Record<string, unknown>} message
 * @returns {import('./protocol.mjs').Effect[]}
 */
export function clientEvent(protocol, connection, message) {
  const { event, channel, data } = message;
  if (typeof event !== 'string' || event === '') throw new TypeError('event is required');
  if (typeof channel !== 'string' || channel === '') throw new TypeError('channel is required');
  if (data !== undefined && data !== null && !isArray(data)) throw new TypeError('data: array');
  // `pusher_internal:...` and ordinary names are ignored without a word.
  if (!event.startsWith('client-')) return [];

  const from = protocol.app.acceptClientEventsFrom;
  if (from === 'none') {
    throw new PusherError(4301, 'The app does not have client messaging enabled.');
  }
  const found = protocol.channel(channel);
  const isMember = found?.has(connection) ?? false;
  if (from === 'members' && !isMember) {
    throw new PusherError(4009, 'The client is not a member of the specified channel.');
  }
  if (!found) return [];
  const userId = found.memberData(connection).user_id;
  // Members beyond these are stripped.
  const payload =
    from === 'all'
      ? message
      : { event, channel, data: data ?? null, ...(userId ? { user_id: userId } : {}) };
  if (found.isCache) found.cached = payload;
  return found.send(payload, (member) => member !== connection);
}
