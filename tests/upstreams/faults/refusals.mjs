/**
 * Refusals that pass: any status for so many milliseconds, in the provider's own shape, and channel
 * signatures that are wrong for a while.
 *
 * @typedef {import('../http/host.mjs').Answer} Answer
 * @typedef {'rest' | 'authorisation' | 'stream'} Door
 *
 * @typedef {object} RefusalOptions
 * @property {number} [forMs] default: until `clear()`
 * @property {RegExp} [path] only there; default: everything behind that door
 * @property {number} [retryAfter] seconds, the header `Retry-After`
 */

export class Refusals {
  #clock;
  #host;
  #doors;
  #shape;
  #wrongUntil = Number.NEGATIVE_INFINITY;

  /**
   * @param {import('../clock.mjs').Clock} clock
   * @param {import('../http/host.mjs').Host} host whose gates these are
   * @param {Partial<Record<Door, RegExp>>} doors their paths; a door that is missing does not exist
   * @param {(status: number) => Answer} shape the provider's error
   */
  constructor(clock, host, doors, shape) {
    this.#clock = clock;
    this.#host = host;
    this.#doors = doors;
    this.#shape = shape;
  }

  /** @param {Door} door @param {number} status @param {RefusalOptions} [options] */
  refuse(door, status, { forMs = Number.POSITIVE_INFINITY, path, retryAfter } = {}) {
    const place = path ?? this.#doors[door];
    if (!place) throw new Error(`this provider has no ${door}`);
    const { headers = {}, body = '' } = this.#shape(status);
    const gate = door === 'stream' ? this.#host.upgrades : this.#host.rest;
    gate.fail(place, status, {
      times: Number.POSITIVE_INFINITY,
      forMs,
      body,
      headers: retryAfter === undefined ? headers : { ...headers, 'retry-after': `${retryAfter}` },
    });
  }

  /** Channel authorisations are signed with another secret, so that the stream refuses them. @param {number} [forMs] */
  signWrongly(forMs = Number.POSITIVE_INFINITY) {
    this.#wrongUntil = this.#clock.now() + forMs;
  }

  clear() {
    this.#host.rest.clear();
    this.#host.upgrades.clear();
    this.#wrongUntil = Number.NEGATIVE_INFINITY;
  }

  /** @param {Answer} answer to a channel authorisation @returns {Answer} */
  sign(answer) {
    if (this.#clock.now() >= this.#wrongUntil || !answer.body) return answer;
    return { ...answer, body: answer.body.replace(/[0-9a-f]{64}/, '0'.repeat(64)) };
  }
}
