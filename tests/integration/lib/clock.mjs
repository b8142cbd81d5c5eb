/**
 * One clock for the engine and the servers of a test. It runs `speed` times as fast as real time, so
 * that the tens of seconds which the engine waits take a fraction of one, and it can sleep: time
 * passes of which no timer knows. Sockets and requests stay real, and so do their delays.
 *
 * @typedef {object} Timer
 * @property {number} due by `mono()`
 * @property {() => void} run
 * @property {NodeJS.Timeout | null} real
 */

const start = Date.now();

export class FastClock {
  speed;
  #wallAhead = 0;
  #monoAhead = 0;
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  #lastTimer = 0;

  /** @param {{speed?: number}} [options] */
  constructor({ speed = 10 } = {}) {
    this.speed = speed;
  }

  #elapsed = () => performance.now() * this.speed;

  /** Milliseconds since the epoch; a server's clock too (see `Clock` in tests/upstreams). */
  now = () => Math.floor(start + this.#elapsed() + this.#wallAhead);

  /** Milliseconds of a clock that never goes back. */
  mono = () => this.#elapsed() + this.#monoAhead;

  /** Timers that have not run yet. */
  get pending() {
    return this.#timers.size;
  }

  /** @param {() => void} run @param {number} [ms] */
  setTimeout = (run, ms = 0) => {
    this.#lastTimer += 1;
    const id = this.#lastTimer;
    const timer = { due: this.mono() + Math.max(0, ms), run, real: null };
    this.#timers.set(id, timer);
    this.#arm(id, timer);
    return id;
  };

  /** @param {number} id */
  clearTimeout = (id) => {
    clearTimeout(this.#timers.get(id)?.real ?? undefined);
    this.#timers.delete(id);
  };

  /** @param {() => void} run @param {number} ms */
  after = (run, ms) => {
    const id = this.setTimeout(run, ms);
    return () => this.clearTimeout(id);
  };

  /** @param {() => void} run @param {number} ms */
  every = (run, ms) => {
    let id = 0;
    const again = () => {
      id = this.setTimeout(() => {
        run();
        again();
      }, ms);
    };
    again();
    return () => this.clearTimeout(id);
  };

  /**
   * The machine sleeps: nothing runs, then the wall clock is ahead. Some systems' monotonic clocks
   * count that time (and every timer comes late), others' stand still.
   * @param {number} ms
   * @param {{monoCounts?: boolean}} [options]
   */
  sleep(ms, { monoCounts = true } = {}) {
    this.#wallAhead += ms;
    if (!monoCounts) return;
    this.#monoAhead += ms;
    for (const [id, timer] of this.#timers) this.#arm(id, timer);
  }

  /** Somebody sets the wall clock, forth or back. @param {number} ms */
  setWall(ms) {
    this.#wallAhead += ms;
  }

  /** What a web page sees of it. */
  browserGlobals() {
    return {
      performance: { now: this.mono },
      Date: { now: this.now },
      setTimeout: this.setTimeout,
      clearTimeout: this.clearTimeout,
    };
  }

  /** @param {number} id @param {Timer} timer */
  #arm(id, timer) {
    clearTimeout(timer.real ?? undefined);
    const wait = Math.max(0, timer.due - this.mono()) / this.speed;
    timer.real = setTimeout(() => {
      // Node.js rounds down to whole milliseconds, and each of them may be many here.
      if (this.mono() < timer.due) {
        this.#arm(id, timer);
        return;
      }
      this.#timers.delete(id);
      timer.run();
    }, wait);
  }
}

/**
 * A device whose wall clock is not the servers': ahead of it or behind, or set in the middle of a match.
 * Its monotonic clock and its timers are those of the others.
 */
export class DeviceClock {
  #clock;
  /** Milliseconds. */
  ahead;

  /** @param {FastClock} clock @param {number} ahead milliseconds */
  constructor(clock, ahead) {
    this.#clock = clock;
    this.ahead = ahead;
  }

  now = () => this.#clock.now() + this.ahead;

  browserGlobals() {
    return { ...this.#clock.browserGlobals(), Date: { now: this.now } };
  }
}
