/**
 * What the server knows of one client. Time is kept in whole seconds, as PHP's `time()` gives it:
 * that is why a ping can come 59.9 s after the last message (Reverb recording 12).
 */

import { MessageLimit } from './message-limit.mjs';

export class Connection {
  messages = new MessageLimit();
  /** Has the client ever sent a WebSocket ping or pong? Then it is pinged that way. */
  usesControlFrames = false;
  #lastSeen;
  #isPinged = false;

  /** @param {string} socketId @param {number} now milliseconds since the epoch */
  constructor(socketId, now) {
    this.socketId = socketId;
    this.#lastSeen = wholeSeconds(now);
  }

  /** Any message or control frame is a sign of life. @param {number} now milliseconds */
  touch(now) {
    this.#lastSeen = wholeSeconds(now);
    this.#isPinged = false;
  }

  markPinged() {
    this.#isPinged = true;
  }

  /** @param {number} now milliseconds @param {number} interval seconds */
  isIdle(now, interval) {
    return wholeSeconds(now) - this.#lastSeen >= interval;
  }

  /** Idle although it was pinged. @param {number} now milliseconds @param {number} interval seconds */
  isStale(now, interval) {
    return this.#isPinged && this.isIdle(now, interval);
  }
}

/** @param {number} ms */
const wholeSeconds = (ms) => Math.floor(ms / 1000);
