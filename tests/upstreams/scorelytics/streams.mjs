/**
 * The two WebSocket endpoints, `/v1/ws/match/{id}` and `/v1/ws/live`.
 *
 * @typedef {import('ws').WebSocket} WebSocket
 * @typedef {{socket: WebSocket, matchId: string | null, key: string, unanswered: number}} Stream matchId null: live
 */

import { WebSocketServer } from 'ws';
import { refuseUpgrade } from '../http/host.mjs';
import { status } from '../world.mjs';
import { insufficientScope, invalidKey, notFound, rateLimited } from './errors.mjs';
import { hasScope, identify } from './keys.mjs';
import { planOf } from './options.mjs';
import { streamMessages } from './shapes.mjs';

export class Streams {
  /** While true nothing is sent, not even pongs: a half-open connection. */
  muted = false;
  #settings;
  #faults;
  // Pongs are sent by hand so that they can be muted.
  #server = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false });
  /** @type {Set<Stream>} */
  #streams = new Set();
  #stop;

  /** @param {import('./options.mjs').Settings} settings @param {import('../faults/faults.mjs').Faults} faults */
  constructor(settings, faults) {
    this.#settings = settings;
    this.#faults = faults;
    const stopListening = settings.world.onChange((change) =>
      faults.broadcasts.deliver(change, () => this.#tell(change)),
    );
    const stopPinging = settings.clock.every(() => this.#ping(), settings.pingIntervalMs);
    this.#stop = () => {
      stopListening();
      stopPinging();
    };
  }

  get #isSilent() {
    return this.muted || this.#faults.freezer.isFrozen;
  }

  /** @param {string} [matchId] only those of this match */
  count(matchId) {
    return [...this.#streams].filter(
      (stream) => matchId === undefined || stream.matchId === matchId,
    ).length;
  }

  /**
   * Checks come before the upgrade, as plain HTTP (docs: ws overview, errors). 403 and 429 are not
   * documented for the handshake; they follow the REST errors.
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:net').Socket} socket
   * @param {Buffer} head
   * @param {import('../http/request-log.mjs').LoggedRequest} entry
   */
  upgrade(request, socket, head, entry) {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const refusal = this.#refusal(request, url);
    if (refusal) {
      entry.status = refusal.status;
      refuseUpgrade(socket, refusal);
      return;
    }
    const caller = identify(this.#settings, request, url);
    const matchId = matchIdOf(url);
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      entry.status = 101;
      this.#add({
        socket: webSocket,
        matchId: matchId ?? null,
        key: caller?.name ?? '',
        unanswered: 0,
      });
    });
  }

  /** Closes all with a close frame. @param {number} code @param {string} reason */
  closeAll(code, reason) {
    for (const { socket } of this.#streams) socket.close(code, reason);
  }

  /** Sends any text to the open streams, e.g. a message type of the future. @param {string} text */
  sendRaw(text) {
    for (const { socket } of this.#streams) this.#send(socket, text);
  }

  close() {
    this.#stop();
    for (const { socket } of this.#streams) socket.terminate();
    this.#server.close();
  }

  /** @param {import('node:http').IncomingMessage} request @param {URL} url */
  #refusal(request, url) {
    const caller = identify(this.#settings, request, url);
    if (!caller) return invalidKey();
    if (!hasScope(caller.key, 'stream:websocket')) return insufficientScope('stream:websocket');
    const matchId = matchIdOf(url);
    if (matchId === undefined) return notFound();
    if (matchId !== null && !this.#settings.world.find(matchId)) return notFound();
    const open = [...this.#streams].filter((stream) => stream.key === caller.name).length;
    return open >= planOf(this.#settings, caller.key).sockets ? rateLimited(30) : null;
  }

  /** @param {Stream} stream */
  #add(stream) {
    const { socket } = stream;
    this.#streams.add(stream);
    socket.on('close', () => this.#streams.delete(stream));
    socket.on('error', () => this.#streams.delete(stream));
    socket.on('pong', () => {
      stream.unanswered = 0;
    });
    socket.on('ping', (payload) => {
      if (!this.#isSilent) socket.pong(payload);
    });
  }

  /** @param {import('../world.mjs').Change} change */
  #tell(change) {
    const messages = streamMessages(change, this.#settings);
    for (const stream of this.#streams) {
      if (stream.matchId !== null && stream.matchId !== change.after.id) continue;
      for (const message of messages) this.#send(stream.socket, JSON.stringify(message));
      const isOver =
        change.after.statusCode === status.finished && change.before.statusCode !== status.finished;
      // After status 3 nothing more comes on the single-match stream (doc: single-match).
      if (isOver && stream.matchId !== null && !this.#isSilent) {
        stream.socket.close(1000, 'match finished');
      }
    }
  }

  /** Every 30 s; two pings unanswered close the connection (doc: ws overview). */
  #ping() {
    if (this.#isSilent) return;
    for (const stream of this.#streams) {
      if (stream.unanswered >= 2) {
        stream.socket.terminate();
        continue;
      }
      stream.unanswered += 1;
      stream.socket.ping();
    }
  }

  /** @param {WebSocket} socket @param {string} text */
  #send(socket, text) {
    if (!this.#isSilent && socket.readyState === socket.OPEN) socket.send(text);
  }
}

/** @param {URL} url @returns {string | null | undefined} null: the live stream; undefined: neither */
function matchIdOf(url) {
  if (url.pathname === '/v1/ws/live') return null;
  const id = /^\/v1\/ws\/match\/([^/]+)$/.exec(url.pathname)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}
