/**
 * Reverb's TCP side: the handshake, frames in and out, and the ends that it makes, which are nearly
 * all bare FINs (reverb-observed: handshake, refusals).
 *
 * @typedef {import('node:net').Socket} Socket
 * @typedef {import('./connection.mjs').Connection} Connection
 * @typedef {import('./protocol.mjs').Effect} Effect
 */

import { frame, opcode, textFrame } from '../../websocket/frames.mjs';
import { RatchetBuffer } from '../../websocket/ratchet-buffer.mjs';
import { errorText, PusherError } from './errors.mjs';
import { handshake } from './handshake.mjs';

const tickMs = 60_000;

export class ReverbSockets {
  /** While true nothing is sent, neither pongs nor closes: a half-open connection. */
  muted = false;
  #protocol;
  #freezer;
  #stopTicking;
  /** @type {Map<Connection, Socket>} */
  #sockets = new Map();

  /**
   * @param {import('./protocol.mjs').ReverbProtocol} protocol
   * @param {import('../../clock.mjs').Clock} clock
   * @param {import('../../faults/freezer.mjs').Freezer} freezer
   * @param {number} [tickInterval] milliseconds; Reverb's own 60 s are hard-coded
   */
  constructor(protocol, clock, freezer, tickInterval = tickMs) {
    this.#protocol = protocol;
    this.#freezer = freezer;
    this.#stopTicking = clock.every(() => this.#tick(), tickInterval);
  }

  get #isSilent() {
    return this.muted || this.#freezer.isFrozen;
  }

  get count() {
    return this.#sockets.size;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {Socket} socket
   * @param {import('../../http/request-log.mjs').LoggedRequest} entry
   */
  upgrade(request, socket, entry) {
    // What came in the same packet as the request (`head`) is lost at Reverb too: nothing may be sent
    // before the 101.
    const key = /^\/app\/([^/?]+)(?:\?|$)/.exec(request.url ?? '')?.[1];
    if (key === undefined) {
      entry.status = 404;
      socket.end(plainAnswer(404, 'Not Found', 'Not found.'));
      return;
    }
    // The router looks at the method before anybody looks at the headers.
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      entry.status = 405;
      socket.end(methodNotAllowed('GET'));
      return;
    }
    socket.setNoDelay(true);
    const { status, head } = handshake(request);
    entry.status = status;
    if (decodeURIComponent(key) !== this.#protocol.app.key) {
      const error = errorText(new PusherError(4001, 'Application does not exist'));
      // 101 all the same, the error in the same segment, then FIN (Reverb recording 02).
      socket.end(Buffer.concat([head, textFrame(error)]));
      return;
    }
    this.#open(request, socket, head);
  }

  /** Carries out what the protocol decided. One write per socket, so that frames share a segment. @param {Effect[]} effects */
  apply(effects) {
    if (this.#isSilent) return;
    /** @type {Map<Connection, {bytes: Buffer[], isEnd: boolean}>} */
    const writes = new Map();
    for (const effect of effects) {
      const write = writes.get(effect.connection) ?? { bytes: [], isEnd: false };
      if ('text' in effect) write.bytes.push(textFrame(effect.text));
      else if ('wsPing' in effect) write.bytes.push(frame(opcode.ping, Buffer.alloc(0)));
      else write.isEnd = true;
      writes.set(effect.connection, write);
    }
    for (const [connection, { bytes, isEnd }] of writes) {
      const socket = this.#sockets.get(connection);
      if (!socket?.writable) continue;
      if (bytes.length > 0) socket.write(Buffer.concat(bytes));
      if (isEnd) socket.end();
    }
  }

  /** Sends any bytes as they are to every open socket. @param {Buffer} bytes */
  sendRaw(bytes) {
    for (const socket of this.#sockets.values()) socket.write(bytes);
  }

  close() {
    this.#stopTicking();
  }

  #tick() {
    if (!this.#freezer.isFrozen) this.apply(this.#protocol.tick());
  }

  /** @param {import('node:http').IncomingMessage} request @param {Socket} socket @param {Buffer} head */
  #open(request, socket, head) {
    const { connection, effects } = this.#protocol.open(request.headers.origin);
    this.#sockets.set(connection, socket);
    const first = effects.flatMap((effect) => ('text' in effect ? [textFrame(effect.text)] : []));
    // The 101 and the first frame share a TCP segment (reverb-observed: segmentation).
    socket.write(Buffer.concat([head, ...(this.#isSilent ? [] : first)]));
    const buffer = new RatchetBuffer(this.#protocol.app.maxMessageSize);
    socket.on('data', (bytes) => this.#receive(connection, socket, buffer, bytes));
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      this.#sockets.delete(connection);
      this.apply(this.#protocol.close(connection));
    });
  }

  /** @param {Connection} connection @param {Socket} socket @param {RatchetBuffer} buffer @param {Buffer} bytes */
  #receive(connection, socket, buffer, bytes) {
    for (const input of buffer.feed(bytes)) {
      switch (input.kind) {
        case 'message':
          // A binary frame is treated as text (reverb-observed: bad input).
          this.apply(this.#protocol.message(connection, input.payload.toString('utf8')));
          break;
        case 'ping':
          this.#protocol.control(connection);
          if (!this.#isSilent) socket.write(frame(opcode.pong, input.payload));
          break;
        case 'pong':
          this.#protocol.control(connection);
          break;
        case 'close':
          if (!this.#isSilent) socket.end(frame(opcode.close, input.payload));
          break;
      }
    }
  }
}

/**
 * Reverb's own HTTP errors have no headers at all (Reverb recording 02), but for the 405's `Allow`.
 * @param {number} status
 * @param {string} reason
 * @param {string} body
 * @param {string} [headers] whole lines
 */
export function plainAnswer(status, reason, body, headers = '') {
  return `HTTP/1.1 ${status} ${reason}\r\n${headers}\r\n${body}`;
}

/** @param {string} allowed the route's method */
export function methodNotAllowed(allowed) {
  return plainAnswer(405, 'Method Not Allowed', 'Method not allowed.', `Allow: ${allowed}\r\n`);
}
