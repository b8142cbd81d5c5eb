/**
 * One channel: who is on it, and by its name's first letters what it demands and remembers.
 *
 * @typedef {import('./connection.mjs').Connection} Connection
 */

import { unauthorized } from './errors.mjs';
import { isArray, jsonDecode, jsonEncode } from './php.mjs';
import { channelSignature, isSame } from './signature.mjs';

export class Channel {
  /** The last event, for cache channels. @type {Record<string, unknown> | null} */
  cached = null;
  #secret;
  /** @type {Map<Connection, Record<string, unknown>>} */
  #members = new Map();

  /** @param {string} name @param {string} secret */
  constructor(name, secret) {
    this.name = name;
    this.#secret = secret;
    this.isPresence = name.startsWith('presence');
    // No dash is needed: `privateer` is private, `cachet` a cache channel (Reverb recording 07).
    this.isPrivate = this.isPresence || name.startsWith('private');
    this.isCache = /^(cache|private-cache-|presence-cache-)/.test(name);
  }

  get isEmpty() {
    return this.#members.size === 0;
  }

  get connections() {
    return [...this.#members.keys()];
  }

  /** @param {Connection} connection */
  has(connection) {
    return this.#members.has(connection);
  }

  /** What the member said about itself when subscribing. @param {Connection} connection */
  memberData(connection) {
    return this.#members.get(connection) ?? {};
  }

  /**
   * @param {Connection} connection
   * @param {string | null} auth
   * @param {string | null} channelData
   * @throws on a refusal; an older subscription then stays (Reverb recording 08)
   */
  subscribe(connection, auth, channelData) {
    if (this.isPrivate) this.#verify(connection, auth, channelData);
    const data = channelData ? jsonDecode(channelData) : {};
    if (!isArray(data)) throw new TypeError('channel_data must be an array');
    const isNewUser = this.isPresence && !this.hasUser(data.user_id);
    this.#members.set(connection, data);
    return { data, isNewUser };
  }

  /** @param {Connection} connection */
  unsubscribe(connection) {
    this.#members.delete(connection);
  }

  /**
   * @param {Record<string, unknown>} payload
   * @param {(member: Connection) => boolean} [isMeant]
   * @returns {import('./protocol.mjs').Effect[]}
   */
  send(payload, isMeant = () => true) {
    const text = jsonEncode(payload);
    return this.connections.filter(isMeant).map((connection) => ({ connection, text }));
  }

  /** @param {unknown} userId */
  hasUser(userId) {
    if (!userId) return false;
    return [...this.#members.values()].some((data) => String(data.user_id) === String(userId));
  }

  /**
   * The string that `subscription_succeeded` carries. A presence channel with a nameless member says
   * that nobody is there, and an empty hash is an array (Reverb recording 06).
   */
  subscriptionData() {
    if (!this.isPresence) return '{}';
    const members = new Map([...this.#members.values()].map((data) => [data.user_id, data]));
    const isNameless = members.has(undefined);
    const ids = isNameless ? [] : [...members.keys()];
    /** @type {Record<string, unknown>} */
    const hash = {};
    for (const id of ids) hash[String(id)] = members.get(id)?.user_info ?? null;
    const presence = { count: ids.length, ids, hash: ids.length === 0 ? [] : hash };
    return jsonEncode({ presence });
  }

  /** Only what follows the first colon counts; the key part is not checked (Reverb recording 06).
   * @param {Connection} connection @param {string | null} auth @param {string | null} channelData */
  #verify(connection, auth, channelData) {
    const expected = channelSignature(this.#secret, connection.socketId, this.name, channelData);
    const given = auth ?? '';
    const colon = given.indexOf(':');
    if (!isSame(expected, given.slice(colon + 1))) throw unauthorized();
  }
}
