/**
 * Rows that are changed on their way out of REST: each rule gets every match row of an answer, in a list
 * or alone, whatever the provider.
 *
 * @typedef {Record<string, any>} Row
 * @typedef {{match: string | number | undefined, change: (row: Row) => void}} Rule
 */

export class Rows {
  /** @type {Rule[]} */
  #rules = [];
  #clock;

  /** @param {import('../clock.mjs').Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  /** @param {(row: Row) => void} change in place @param {{match?: string | number}} [which] the id in the row */
  alter(change, { match } = {}) {
    this.#rules.push({ match, change });
  }

  /**
   * `updated_at` is so much older than the answer, however often the row changes: a row that is stuck,
   * or a feed that writes rows late.
   * @param {number} ms
   * @param {{match?: string | number}} [which]
   */
  areStale(ms, which) {
    this.alter((row) => {
      const suffix = /(Z|[+-]\d\d:\d\d)$/.exec(row.updated_at)?.[0] ?? 'Z';
      const at = new Date(this.#clock.now() - ms).toISOString();
      row.updated_at = at.replace(/\.\d{3}Z$/, suffix);
    }, which);
  }

  clear() {
    this.#rules = [];
  }

  /** @param {import('../http/host.mjs').Answer} answer @returns {import('../http/host.mjs').Answer} */
  apply(answer) {
    if (this.#rules.length === 0 || answer.status !== 200 || !answer.body) return answer;
    const value = JSON.parse(answer.body);
    for (const row of rowsOf(value)) {
      const rules = this.#rules.filter(({ match }) => match === undefined || match === row.id);
      // The id may be what a rule changes.
      for (const { change } of rules) change(row);
    }
    return { ...answer, body: JSON.stringify(value) };
  }
}

/** A row bare, in `data`, in a list in `data`, in `data.data`. @param {any} value @returns {Row[]} */
function rowsOf(value) {
  if (Array.isArray(value)) return value.flatMap(rowsOf);
  if (typeof value !== 'object' || value === null) return [];
  if ('id' in value && ('status_code' in value || 'status' in value)) return [value];
  return 'data' in value ? rowsOf(value.data) : [];
}
