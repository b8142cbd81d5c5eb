/**
 * What happens to a change's messages between the server's back end and its sockets: they are lost,
 * come late, come again. The sockets stay open and pings are answered all the while.
 *
 * @typedef {import('../world.mjs').Change} Change
 *
 * @typedef {object} Which
 * @property {string | number} [match] only this match's, by either id; default: all
 * @property {number} [times] so many changes; default: all
 *
 * @typedef {{which: Which, left: number, apply: (send: () => void) => void}} Rule
 */

import { seededRandom } from '../prng.mjs';

export class Broadcasts {
  #clock;
  /** @type {Rule[]} */
  #rules = [];
  /** @type {Set<() => void>} */
  #cancels = new Set();

  /** @param {import('../clock.mjs').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** They are lost. @param {Which} [which] */
  die(which = {}) {
    this.#add(which, () => {});
  }

  /**
   * They come late. With a random lateness they overtake each other.
   * @param {number | {from: number, to: number, seed?: number}} ms
   * @param {Which} [which]
   */
  comeLate(ms, which = {}) {
    const random = seededRandom(typeof ms === 'number' ? 1 : (ms.seed ?? 1));
    const lateness = () => (typeof ms === 'number' ? ms : ms.from + random() * (ms.to - ms.from));
    this.#add(which, (send) => this.#later(send, lateness()));
  }

  /** They come at once, and the same again later. @param {number} ms @param {Which} [which] */
  repeat(ms, which = {}) {
    this.#add(which, (send) => {
      send();
      this.#later(send, ms);
    });
  }

  /** Sends a change's messages as the first rule for it says. @param {Change} change @param {() => void} send */
  deliver({ after }, send) {
    const rule = this.#rules.find(
      ({ which: { match }, left }) =>
        left > 0 && (match === undefined || match === after.id || match === after.number),
    );
    if (!rule) {
      send();
      return;
    }
    rule.left -= 1;
    rule.apply(send);
  }

  /** From now on all is well; what is under way still comes. */
  clear() {
    this.#rules = [];
  }

  /** Nothing comes any more. */
  close() {
    this.clear();
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  /** @param {Which} which @param {Rule['apply']} apply */
  #add(which, apply) {
    this.#rules.push({ which, left: which.times ?? Number.POSITIVE_INFINITY, apply });
  }

  /** @param {() => void} run @param {number} ms */
  #later(run, ms) {
    const cancel = this.#clock.after(() => {
      this.#cancels.delete(cancel);
      run();
    }, ms);
    this.#cancels.add(cancel);
  }
}
