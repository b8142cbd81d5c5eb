/**
 * Plays a script on a match, step by step on demand or in real time.
 */

import { systemClock } from './clock.mjs';

export class Player {
  #world;
  #matchId;
  #script;
  #clock;
  #speed;
  #index = 0;
  #stopped = false;
  /** @type {(() => void) | null} */
  #wake = null;

  /**
   * @param {import('./world.mjs').World} world
   * @param {string | number} matchId
   * @param {import('./scripts.mjs').Script} script
   * @param {{clock?: import('./clock.mjs').Clock, speed?: number}} [options] speed 60: a minute takes a second
   */
  constructor(world, matchId, script, { clock = systemClock, speed = 1 } = {}) {
    this.#world = world;
    this.#matchId = matchId;
    this.#script = script;
    this.#clock = clock;
    this.#speed = speed;
  }

  get done() {
    return this.#index >= this.#script.length;
  }

  /**
   * Takes the next step and lets the servers' writes reach the sockets.
   * @returns {Promise<import('./world.mjs').Change | null>} null when the script is over
   */
  async next() {
    const entry = this.#script[this.#index];
    if (!entry) return null;
    this.#index += 1;
    const change = this.#world.apply(this.#matchId, entry.step);
    await new Promise((resolve) => setImmediate(resolve));
    return change;
  }

  /** Takes steps until the condition holds or the script is over. @param {() => boolean} [until] */
  async run(until = () => false) {
    while (!this.done && !until()) await this.next();
  }

  /** Plays the rest in real time; resolves at the end or after `stop()`. */
  async start() {
    this.#stopped = false;
    while (!this.done && !this.#stopped) {
      await this.#sleep((this.#script[this.#index]?.after_ms ?? 0) / this.#speed);
      if (!this.#stopped) await this.next();
    }
  }

  stop() {
    this.#stopped = true;
    this.#wake?.();
  }

  /** @param {number} ms @returns {Promise<void>} */
  #sleep(ms) {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(resolve, ms);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
