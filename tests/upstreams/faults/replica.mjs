/**
 * REST answers from a replica of the database that lags behind what the stream tells. With a lag drawn
 * for each request, as from several replicas behind one address, answers go backwards.
 *
 * @typedef {import('../world.mjs').World} World
 * @typedef {import('../world.mjs').Match} Match
 * @typedef {{from: number, to: number, seed?: number}} Range milliseconds
 */

import { seededRandom } from '../prng.mjs';

export class Replica {
  #world;
  #clock;
  /** Of one request, milliseconds. */
  #lag = () => 0;

  /** @param {World} world @param {import('../clock.mjs').Clock} clock */
  constructor(world, clock) {
    this.#world = world;
    this.#clock = clock;
  }

  /** @param {number | Range} ms fixed, or drawn anew for each request */
  lags(ms) {
    if (typeof ms === 'number') {
      this.#lag = () => ms;
      return;
    }
    const random = seededRandom(ms.seed ?? 1);
    this.#lag = () => ms.from + random() * (ms.to - ms.from);
  }

  /** What one request can read. */
  view() {
    const lag = this.#lag();
    if (lag <= 0) return this.#world;
    const past = new PastWorld(this.#world, this.#clock.now() - lag);
    // As much of a world as the servers' REST side asks for.
    return /** @type {World} */ (/** @type {unknown} */ (past));
  }
}

class PastWorld {
  #world;
  #at;

  /** @param {World} world @param {number} at milliseconds since the epoch */
  constructor(world, at) {
    this.#world = world;
    this.#at = at;
  }

  /** @param {string | number} id @returns {Match | null} */
  find(id) {
    return this.#world.find(id) ? this.#asItWas(id) : null;
  }

  matches() {
    return this.#world.matches().map(({ id }) => this.#asItWas(id));
  }

  /** A match that was added since is as it was added, so that a test may begin at once. @param {string | number} id */
  #asItWas(id) {
    const [first, ...later] = this.#world.history(id);
    const last = later.findLast(({ at }) => at <= this.#at) ?? first;
    return /** @type {Match} */ (last?.match);
  }
}
