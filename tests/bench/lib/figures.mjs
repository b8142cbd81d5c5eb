/**
 * What was measured, one entry a figure: the median of its runs, and how far they lie apart.
 *
 * @typedef {object} Figure
 * @property {string} part of the bench
 * @property {string} name what it is a figure of
 * @property {string} subject `scoreline`, `baseline`, or a package's name
 * @property {string} unit
 * @property {number} runs
 * @property {number} median
 * @property {[number, number]} spread the middle half of the runs: first and third quartile
 * @property {string} conditions under which it was measured
 */

export class Figures {
  /** @type {Figure[]} */
  all = [];
  #part;

  /** @param {string} part @param {Figure[]} [all] shared by all parts */
  constructor(part, all = []) {
    this.#part = part;
    this.all = all;
  }

  /**
   * @param {string} name
   * @param {string} subject
   * @param {string} unit
   * @param {number | number[]} values one a run
   * @param {string} [conditions]
   */
  add(name, subject, unit, values, conditions = '') {
    const sorted = [values].flat().sort((a, b) => a - b);
    if (sorted.length === 0) throw new Error(`${this.#part}: ${name} of ${subject} has no runs`);
    this.all.push({
      part: this.#part,
      name,
      subject,
      unit,
      runs: sorted.length,
      median: quantile(sorted, 0.5),
      spread: [quantile(sorted, 0.25), quantile(sorted, 0.75)],
      conditions,
    });
  }

  /** The figures of one part, in the order in which they came. */
  get own() {
    return this.all.filter(({ part }) => part === this.#part);
  }
}

/** Between two neighbours in proportion. @param {number[]} sorted @param {number} share 0 to 1 */
export function quantile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

/** @param {number[]} values */
export const median = (values) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
