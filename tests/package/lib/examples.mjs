/**
 * The fenced examples of the documents. Each is claimed once: by the test that runs it, or by a reason why
 * none does. So an example that somebody adds cannot go untested.
 */

import { test } from 'node:test';
import { documents, documentText, parted } from '../../lib/markdown.mjs';

/** @typedef {import('../../lib/markdown.mjs').Example & {path: string}} Example */

export async function openExamples() {
  /** @type {Example[]} */
  const examples = [];
  for (const path of await documents()) {
    const found = parted(await documentText(path)).examples;
    examples.push(...found.map((example) => ({ ...example, path })));
  }
  /** @type {Set<Example>} */
  const claimed = new Set();
  /**
   * The first that nobody has claimed yet.
   * @param {string} place the document's path, `#`, and the heading as it is written
   * @param {string} language
   */
  const claim = (place, language) => {
    const example = examples.find(
      (each) => placeOf(each) === place && each.language === language && !claimed.has(each),
    );
    if (!example) throw new Error(`${place} has no (other) ${language} example`);
    claimed.add(example);
    return example;
  };
  return {
    examples,
    /**
     * Claims an example when it is registered, not when it runs: tests may be run one by one.
     * @param {string} place
     * @param {string} language
     * @param {string} title
     * @param {(code: string) => Promise<void>} run
     */
    runs(place, language, title, run) {
      const { code } = claim(place, language);
      test(`${place}: ${title}`, () => run(code));
    },
    /** @param {string} place @param {string} language @param {string} _why */
    isNotRun(place, language, _why) {
      claim(place, language);
    },
    unclaimed: () => examples.filter((example) => !claimed.has(example)),
  };
}

/** @param {Example} example */
export const placeOf = ({ path, heading }) => `${path}#${heading}`;

/**
 * An example with the test's own ids and addresses in the place of its. What is not there any more
 * would be a test of something else.
 * @param {string} code
 * @param {Record<string, string>} replacements
 */
export function filledIn(code, replacements) {
  return Object.entries(replacements).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example has no ${from}:\n${code}`);
    return text.replaceAll(from, to);
  }, code);
}
