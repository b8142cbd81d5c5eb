/**
 * A request budget per credential and minute. The window is fixed; neither provider says which kind
 * its own is.
 */

const windowMs = 60_000;

export class RateLimit {
  #clock;
  /** @type {Map<string, {start: number, used: number}>} */
  #windows = new Map();

  /** @param {import('../clock.mjs').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /**
   * Takes one request off the budget.
   * @param {string} credential
   * @param {number} limit requests per minute
   */
  spend(credential, limit) {
    const now = this.#clock.now();
    let window = this.#windows.get(credential);
    if (!window || now >= window.start + windowMs) {
      window = { start: now, used: 0 };
      this.#windows.set(credential, window);
    }
    window.used += 1;
    const end = window.start + windowMs;
    return {
      limit,
      remaining: Math.max(0, limit - window.used),
      isOver: window.used > limit,
      /** epoch seconds */
      reset: Math.ceil(end / 1000),
      /** seconds */
      retryAfter: Math.max(1, Math.ceil((end - now) / 1000)),
    };
  }

  /** Gives everybody a fresh budget. */
  clear() {
    this.#windows.clear();
  }
}
