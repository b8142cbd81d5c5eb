/**
 * Where a test interferes with answers: delays, holds, refusals, resets. One gate stands before the
 * REST answers of a server, another before its WebSocket upgrades.
 *
 * @typedef {object} Held
 * @property {Promise<void>} arrived resolves when the request is there
 * @property {() => void} release lets it (and all later ones) go on
 *
 * @typedef {object} Refusal
 * @property {number | 'reset'} status
 * @property {string} [body]
 * @property {Record<string, string>} [headers]
 *
 * @typedef {object} Throttle
 * @property {number} retryAfter seconds
 *
 * @typedef {object} Rule
 * @property {RegExp} path
 * @property {number} left how many more requests it catches
 * @property {number} [until] milliseconds since the epoch, after which it catches none
 * @property {number} [delay] milliseconds
 * @property {Refusal} [refusal]
 * @property {Throttle} [throttle]
 * @property {'arrival' | 'release'} [answerAt]
 * @property {() => void} [arrive]
 * @property {Promise<void>} [released]
 */

export class Gate {
  /** Added to every answer: how long caches may keep it, say. @type {Record<string, string>} */
  headers = {};
  #clock;
  /** @type {Rule[]} */
  #rules = [];
  /** @type {Set<() => void>} */
  #releases = new Set();

  /** @param {import('../clock.mjs').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /**
   * Answers late.
   * @param {RegExp} path matched against path and query
   * @param {number} ms
   * @param {{times?: number}} [options] default: every time
   */
  delay(path, ms, { times = Number.POSITIVE_INFINITY } = {}) {
    this.#rules.push({ path, left: times, delay: ms });
  }

  /**
   * Keeps requests waiting until released. The answer is made when the request arrives, so that a
   * goal after `arrived` makes it an old answer; `answerAt: 'release'` makes it fresh instead.
   * @param {RegExp} path
   * @param {{times?: number, answerAt?: 'arrival' | 'release'}} [options] default: one request
   * @returns {Held}
   */
  hold(path, { times = 1, answerAt = 'arrival' } = {}) {
    let arrive = () => {};
    let release = () => {};
    /** @type {Promise<void>} */
    const arrived = new Promise((resolve) => {
      arrive = resolve;
    });
    /** @type {Promise<void>} */
    const released = new Promise((resolve) => {
      release = resolve;
    });
    const rule = { path, left: times, answerAt, arrive, released };
    this.#rules.push(rule);
    this.#releases.add(release);
    return {
      arrived,
      release: () => {
        rule.left = 0;
        this.#releases.delete(release);
        release();
      },
    };
  }

  /**
   * Answers with this status instead; 'reset' answers with a TCP reset.
   * @param {RegExp} path
   * @param {number | 'reset'} status
   * @param {{times?: number, forMs?: number, body?: string, headers?: Record<string, string>}} [options]
   *   default: one request, whenever it comes
   */
  fail(path, status, { times = 1, forMs = Infinity, body = '', headers = {} } = {}) {
    const until = this.#clock.now() + forMs;
    this.#rules.push({ path, left: times, until, refusal: { status, body, headers } });
  }

  /**
   * Answers 429 with `Retry-After`, in the provider's own shape.
   * @param {{retryAfter: number, path?: RegExp, times?: number}} options retryAfter in seconds
   */
  throttle({ retryAfter, path = /./, times = 1 }) {
    this.#rules.push({ path, left: times, throttle: { retryAfter } });
  }

  /** Forgets all rules and headers, and lets everything held go on. */
  clear() {
    this.#rules = [];
    this.headers = {};
    for (const release of this.#releases) release();
    this.#releases.clear();
  }

  /**
   * The first rule for a request, used up by one.
   * @param {string} path path and query as they came
   * @returns {Rule | null}
   */
  take(path) {
    const now = this.#clock.now();
    const rule = this.#rules.find(
      ({ left, until = Infinity, path: place }) => left > 0 && now < until && place.test(path),
    );
    if (!rule) return null;
    rule.left -= 1;
    return rule;
  }

  /** Waits as long as the rule says. @param {Rule} rule */
  async pass(rule) {
    rule.arrive?.();
    await rule.released;
    const { delay } = rule;
    if (delay) await new Promise((resolve) => this.#clock.after(() => resolve(null), delay));
  }
}
