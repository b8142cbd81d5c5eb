/**
 * How many messages a connection may send (reverb-observed: bad input, the last row). The window is
 * Laravel's: it begins with the first message and forgets everything at its end. Control frames and
 * what the server sends do not count; a message that is refused does not either.
 *
 * @typedef {object} RateLimiting off by default, as at Reverb
 * @property {boolean} enabled
 * @property {number} maxAttempts
 * @property {number} [decaySeconds] default: 1
 * @property {boolean} [terminateOnLimit] the socket ends by a bare FIN, and no error is told
 */

export class MessageLimit {
  #start = Number.NEGATIVE_INFINITY;
  #count = 0;

  /**
   * @param {RateLimiting} limits read anew with every message, because a test may change them
   * @param {number} now milliseconds since the epoch
   * @returns {boolean} may the message pass? It is counted if so
   */
  take({ enabled, maxAttempts, decaySeconds = 1 }, now) {
    if (!enabled) return true;
    if (now - this.#start >= decaySeconds * 1000) {
      this.#start = now;
      this.#count = 0;
    }
    if (this.#count >= maxAttempts) return false;
    this.#count += 1;
    return true;
  }
}
