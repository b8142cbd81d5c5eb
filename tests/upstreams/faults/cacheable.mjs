/**
 * Answers that the reader's own browser may keep and give again, by RFC 9111. A `Last-Modified` alone is
 * enough: browsers then take a tenth of the age for a lifetime.
 *
 * @typedef {object} CacheableOptions
 * @property {string} [cacheControl] e.g. `max-age=60`
 * @property {number} [lastModifiedAgoMs] e.g. a day
 */

export class Cacheable {
  /** @type {CacheableOptions} */
  #options = {};
  #clock;

  /** @param {import('../clock.mjs').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** @param {CacheableOptions} options none: as the provider sends them */
  says(options) {
    this.#options = options;
  }

  /** @returns {Record<string, string>} */
  headers() {
    const { cacheControl, lastModifiedAgoMs } = this.#options;
    /** @type {Record<string, string>} */
    const headers = {};
    if (cacheControl !== undefined) headers['cache-control'] = cacheControl;
    if (lastModifiedAgoMs !== undefined) {
      const at = new Date(this.#clock.now() - lastModifiedAgoMs);
      headers['last-modified'] = at.toUTCString();
    }
    return headers;
  }
}
