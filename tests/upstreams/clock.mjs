/**
 * Time as an argument: the servers ask a clock for the time and for timers, so that a test can live
 * through minutes of idle sockets in a millisecond.
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since the epoch
 * @property {(run: () => void, ms: number) => () => void} after runs once; the result cancels
 * @property {(run: () => void, ms: number) => () => void} every runs again and again; the result cancels
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  after(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every(run, ms) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};

/**
 * A clock that moves only when told.
 * @implements {Clock}
 */
export class ManualClock {
  #now;
  /** @type {Set<{due: number, run: () => void, period: number | null}>} */
  #timers = new Set();

  /** @param {number} [start] milliseconds since the epoch */
  constructor(start = Date.UTC(2026, 4, 4, 16, 0, 0)) {
    this.#now = start;
  }

  now = () => this.#now;

  /** @type {Clock['after']} */
  after = (run, ms) => this.#add(run, ms, null);

  /** @type {Clock['every']} */
  every = (run, ms) => this.#add(run, ms, ms);

  /** @param {() => void} run @param {number} ms @param {number | null} period */
  #add(run, ms, period) {
    const timer = { due: this.#now + ms, run, period };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /**
   * Moves the time on and runs what falls due on the way, in order.
   * @param {number} ms
   */
  advance(ms) {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers]
        .filter((timer) => timer.due <= end)
        .sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#now = next.due;
      if (next.period === null) this.#timers.delete(next);
      else next.due += next.period;
      next.run();
    }
    this.#now = end;
  }
}
