/**
 * A cache in front of REST, as a CDN or a company's proxy has one: it answers 200s of GETs again until
 * they are `ttlMs` old, whatever happened at the origin.
 *
 * @typedef {import('../http/host.mjs').Answer} Answer
 *
 * @typedef {object} CdnOptions
 * @property {number} ttlMs
 * @property {boolean | number} [staleWhileRevalidate] after the TTL the old answer is given once more
 *   while a new one is fetched, for so many milliseconds more; true: however old it is. Default: false
 * @property {boolean} [tellsAge] the header `Age`; default: true
 * @property {'origin' | 'now' | 'none'} [date] the header `Date`: when the origin made the answer, when
 *   the cache gave it (some rewrite it), or none; default: origin
 * @property {string} [cacheControl] the header `Cache-Control`, in place of the origin's
 * @property {boolean} [exposes] does `Access-Control-Expose-Headers` name `Age` and `Date`, so that a page
 *   of another origin can read them? Default: false, as at most APIs
 *
 * @typedef {{answer: Answer, at: number}} Entry
 */

export class Cdn {
  /** @type {CdnOptions | null} */
  #options = null;
  #clock;
  /** @type {Map<string, Entry>} */
  #entries = new Map();

  /** @param {import('../clock.mjs').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** @param {CdnOptions | null} options null: no cache, and nothing is remembered */
  caches(options) {
    this.#options = options;
    this.#entries.clear();
  }

  /** @param {Record<string, string>} cors headers @returns {Record<string, string>} */
  exposing(cors) {
    const exposed = cors['access-control-expose-headers'];
    if (exposed === undefined || !this.#options?.exposes) return cors;
    return { ...cors, 'access-control-expose-headers': `${exposed}, Age, Date` };
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {() => Promise<Answer | null>} origin
   * @returns {Promise<Answer | null>}
   */
  async answer(request, origin) {
    const options = this.#options;
    const isAuth = /broadcasting\/auth/.test(request.url ?? '');
    if (!options || request.method !== 'GET' || isAuth) return origin();
    const key = request.url ?? '';
    const entry = this.#entries.get(key);
    const age = entry ? this.#clock.now() - entry.at : Number.POSITIVE_INFINITY;
    if (entry && age <= options.ttlMs) return this.#from(entry, options);
    if (entry && age <= options.ttlMs + staleFor(options)) {
      // The reader does not wait for it, and the next one gets it.
      void this.#fetch(key, origin);
      return this.#from(entry, options);
    }
    const answer = await this.#fetch(key, origin);
    const fresh = this.#entries.get(key);
    return fresh?.answer === answer ? this.#from(fresh, options) : answer;
  }

  /** @param {string} key @param {() => Promise<Answer | null>} origin */
  async #fetch(key, origin) {
    const at = this.#clock.now();
    const answer = await origin();
    if (answer?.status === 200) this.#entries.set(key, { answer, at });
    return answer;
  }

  /** @param {Entry} entry @param {CdnOptions} options @returns {Answer} */
  #from({ answer, at }, { tellsAge = true, date = 'origin', cacheControl }) {
    const age = Math.floor((this.#clock.now() - at) / 1000);
    return {
      ...answer,
      hasDate: date !== 'none',
      headers: {
        ...answer.headers,
        ...(tellsAge ? { age: String(age) } : {}),
        ...(date === 'origin' ? { date: new Date(at).toUTCString() } : {}),
        ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }),
      },
    };
  }
}

/** @param {CdnOptions} options */
function staleFor({ staleWhileRevalidate = false }) {
  if (staleWhileRevalidate === true) return Number.POSITIVE_INFINITY;
  return staleWhileRevalidate === false ? 0 : staleWhileRevalidate;
}
