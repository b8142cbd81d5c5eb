/**
 * Reverb's side of Pusher protocol 7 without sockets: what a client sends goes in, what the server
 * does comes out as a list of effects. Ids and the clock are injected.
 *
 * @typedef {object} App
 * @property {string} key
 * @property {string} secret
 * @property {string} id of the HTTP API
 * @property {string[]} allowedOrigins host patterns; `*` allows any and none
 * @property {number} activityTimeout seconds, told to the client
 * @property {number} pingInterval seconds without a message after which the server pings
 * @property {number} maxMessageSize bytes, client to server
 * @property {number | null} maxConnections
 * @property {'members' | 'all' | 'none'} acceptClientEventsFrom
 * @property {import('./message-limit.mjs').RateLimiting} rateLimiting
 *
 * @typedef {{connection: Connection, text: string}} SendEffect
 * @typedef {{connection: Connection, wsPing: true}} PingEffect a WebSocket ping, empty payload
 * @typedef {{connection: Connection, end: true}} EndEffect a bare FIN, no close frame
 * @typedef {SendEffect | PingEffect | EndEffect} Effect
 */

import { Channel } from './channel.mjs';
import { clientEvent } from './client-event.mjs';
import { Connection } from './connection.mjs';
import { errorText, PusherError } from './errors.mjs';
import { isOriginAllowed } from './origin.mjs';
import {
  isArray,
  isEmpty,
  jsonDecode,
  jsonEncode,
  toNullableString,
  toStringParameter,
} from './php.mjs';

export class ReverbProtocol {
  #now;
  #newSocketId;
  /** @type {Map<string, Channel>} */
  #channels = new Map();

  /**
   * @param {App} app
   * @param {() => number} now milliseconds since the epoch
   * @param {() => string} newSocketId
   */
  constructor(app, now, newSocketId) {
    this.app = app;
    this.#now = now;
    this.#newSocketId = newSocketId;
  }

  /**
   * A client whose key was right. Refused ones get an error instead of `connection_established` and
   * stay open and usable (Reverb recordings 13 and 16).
   * @param {string | undefined} origin
   * @returns {{connection: Connection, effects: Effect[]}}
   */
  open(origin) {
    const connection = new Connection(this.#newSocketId(), this.#now());
    const effects = this.#guarded(connection, () => {
      const { maxConnections, allowedOrigins } = this.app;
      // Only subscribed connections count (Reverb recording 16).
      if (maxConnections !== null && this.subscribedConnections().length >= maxConnections) {
        throw new PusherError(4004, 'Application is over connection quota');
      }
      if (!isOriginAllowed(origin, allowedOrigins)) {
        throw new PusherError(4009, 'Origin not allowed');
      }
      return [this.#established(connection)];
    });
    return { connection, effects };
  }

  /** @param {Connection} connection @param {string} text @returns {Effect[]} */
  message(connection, text) {
    connection.touch(this.#now());
    if (!connection.messages.take(this.app.rateLimiting, this.#now())) {
      if (this.app.rateLimiting.terminateOnLimit) return [{ connection, end: true }];
      return [{ connection, text: errorText(new PusherError(4301, 'Rate limit exceeded')) }];
    }
    return this.#guarded(connection, () => {
      const message = jsonDecode(text);
      if (!isArray(message)) throw new TypeError('not an object');
      const event = message.event;
      if (typeof event === 'string' && event.startsWith('pusher:')) {
        return this.#pusherEvent(connection, event.slice('pusher:'.length), message.data);
      }
      return clientEvent(this, connection, { ...message, data: decodedData(message.data) });
    });
  }

  /** A WebSocket ping or pong came. The pong to a ping is the socket's affair. @param {Connection} connection */
  control(connection) {
    connection.usesControlFrames = true;
    connection.touch(this.#now());
  }

  /** The client is gone. @param {Connection} connection @returns {Effect[]} */
  close(connection) {
    return [...this.#channels.values()]
      .filter((channel) => channel.has(connection))
      .flatMap((channel) => this.#leave(channel, connection));
  }

  /**
   * The timer that Reverb runs every 60 s: first prune, then ping, subscribed connections only
   * (Reverb recording 12).
   * @returns {Effect[]}
   */
  tick() {
    const { pingInterval } = this.app;
    const now = this.#now();
    const stale = this.subscribedConnections().filter((c) => c.isStale(now, pingInterval));
    const pruned = stale.flatMap((connection) => {
      const error = new PusherError(4201, 'Pong reply not received in time');
      /** @type {Effect[]} */
      const effects = [
        { connection, text: errorText(error) },
        { connection, end: true },
      ];
      return [...effects, ...this.close(connection)];
    });
    const pinged = this.subscribedConnections()
      .filter((connection) => connection.isIdle(now, pingInterval))
      .map((connection) => ping(connection));
    return [...pruned, ...pinged];
  }

  /**
   * An event from the HTTP API.
   * @param {string} channel
   * @param {Record<string, unknown>} payload in the order of its members on the wire
   * @param {string | null} [exceptSocketId]
   * @returns {Effect[]}
   */
  broadcast(channel, payload, exceptSocketId = null) {
    const found = this.#channels.get(channel);
    // An event for a channel that nobody holds is dropped and not cached (Reverb recording 17).
    if (!found) return [];
    if (found.isCache) found.cached = payload;
    return found.send(payload, (member) => member.socketId !== exceptSocketId);
  }

  /** @param {string} name @returns {Channel | undefined} */
  channel(name) {
    return this.#channels.get(name);
  }

  /** @returns {Connection[]} in the order of their first subscription */
  subscribedConnections() {
    return [...new Set([...this.#channels.values()].flatMap((channel) => channel.connections))];
  }

  /** Subscriptions, all channels or those of one. @param {string} [channel] */
  subscriptionCount(channel) {
    return [...this.#channels.values()]
      .filter(({ name }) => channel === undefined || name === channel)
      .reduce((sum, { connections }) => sum + connections.length, 0);
  }

  /** @param {Connection} connection @param {() => Effect[]} act @returns {Effect[]} */
  #guarded(connection, act) {
    try {
      return act();
    } catch (error) {
      return [{ connection, text: errorText(error) }];
    }
  }

  /** @param {Connection} connection @param {string} name @param {unknown} data @returns {Effect[]} */
  #pusherEvent(connection, name, data) {
    const decoded = decodedData(data);
    const payload = isEmpty(decoded) ? {} : decoded;
    if (!isArray(payload)) throw new TypeError('data must be an array');
    switch (name) {
      case 'connection_established':
        return [this.#established(connection)];
      case 'subscribe':
        return this.#subscribe(connection, payload);
      case 'unsubscribe': {
        const channel = this.#channels.get(toStringParameter(payload.channel));
        return channel ? this.#leave(channel, connection) : [];
      }
      case 'ping':
        return [{ connection, text: jsonEncode({ event: 'pusher:pong' }) }];
      case 'pong':
        return [];
      default:
        throw new Error('Unknown Pusher event');
    }
  }

  /** @param {Connection} connection @returns {Effect} */
  #established(connection) {
    const data = { socket_id: connection.socketId, activity_timeout: this.app.activityTimeout };
    const text = jsonEncode({ event: 'pusher:connection_established', data: jsonEncode(data) });
    return { connection, text };
  }

  /** @param {Connection} connection @param {Record<string, unknown>} payload @returns {Effect[]} */
  #subscribe(connection, payload) {
    const name = toStringParameter(payload.channel);
    const channel = this.#channels.get(name) ?? new Channel(name, this.app.secret);
    const { data, isNewUser } = channel.subscribe(
      connection,
      toNullableString(payload.auth),
      toNullableString(payload.channel_data),
    );
    this.#channels.set(name, channel);
    const joined = isNewUser ? memberAdded(channel, connection, data) : [];
    const succeeded = {
      event: 'pusher_internal:subscription_succeeded',
      data: channel.subscriptionData(),
      // PHP's array_filter drops an empty name (Reverb recording 06).
      ...(isEmpty(name) ? {} : { channel: name }),
    };
    return [
      ...joined,
      { connection, text: jsonEncode(succeeded) },
      ...(channel.isCache ? [{ connection, text: cacheText(channel) }] : []),
    ];
  }

  /** @param {Channel} channel @param {Connection} connection @returns {Effect[]} */
  #leave(channel, connection) {
    if (!channel.has(connection)) return [];
    const userId = channel.memberData(connection).user_id;
    channel.unsubscribe(connection);
    // The cache goes with the last member (Reverb recording 17).
    if (channel.isEmpty) this.#channels.delete(channel.name);
    if (!channel.isPresence || !userId || channel.hasUser(userId)) return [];
    const removed = {
      event: 'pusher_internal:member_removed',
      data: jsonEncode({ user_id: userId }),
      channel: channel.name,
    };
    return channel.send(removed);
  }
}

/** @param {Channel} channel @param {Connection} joiner @param {Record<string, unknown>} data */
function memberAdded(channel, joiner, data) {
  const added = {
    event: 'pusher_internal:member_added',
    data: isEmpty(data) ? '{}' : jsonEncode(data),
    channel: channel.name,
  };
  return channel.send(added, (member) => member !== joiner);
}

/** @param {Channel} channel */
function cacheText(channel) {
  return jsonEncode(channel.cached ?? { event: 'pusher:cache_miss', channel: channel.name });
}

/** @param {Connection} connection @returns {Effect} */
function ping(connection) {
  connection.markPinged();
  return connection.usesControlFrames
    ? { connection, wsPing: true }
    : { connection, text: jsonEncode({ event: 'pusher:ping' }) };
}

/** `data` may be JSON in a string (Reverb recordings 04 and 06). @param {unknown} data */
function decodedData(data) {
  return typeof data === 'string' && data !== '' ? jsonDecode(data) : data;
}
