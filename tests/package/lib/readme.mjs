/**
 * The README's fenced examples. Each is claimed once: by the test that runs it, or by a reason why none
 * does. So an example that somebody adds cannot go untested.
 */

import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

/**
 * @typedef {object} Example
 * @property {string} heading that it stands under
 * @property {string} language of the fence; empty when it names none
 * @property {string} code
 * @property {number} line of the fence, from 1
 */

/** @param {string} markdown @returns {Example[]} */
export function examplesIn(markdown) {
  /** @type {Example[]} */
  const examples = [];
  /** @type {{example: Example, end: string} | null} */
  let open = null;
  let heading = '';
  for (const [index, text] of markdown.split('\n').entries()) {
    if (open) {
      if (text.trim() === open.end) open = null;
      else open.example.code += `${text}\n`;
      continue;
    }
    heading = /^#+ +(.*)$/.exec(text)?.[1] ?? heading;
    const [, end, language = ''] = /^ *(```+|~~~+) *(\S*)/.exec(text) ?? [];
    if (end === undefined) continue;
    const example = { heading, language, code: '', line: index + 1 };
    examples.push(example);
    open = { example, end };
  }
  return examples;
}

export async function openReadme() {
  const path = new URL('../../../README.md', import.meta.url);
  const examples = examplesIn(await readFile(path, 'utf8'));
  /** @type {Set<Example>} */
  const claimed = new Set();
  /** The first that nobody has claimed yet. @param {string} heading @param {string} language */
  const claim = (heading, language) => {
    const example = examples.find(
      (each) => each.heading === heading && each.language === language && !claimed.has(each),
    );
    if (!example)
      throw new Error(`README.md has no (other) ${language} example under “${heading}”`);
    claimed.add(example);
    return example;
  };
  return {
    examples,
    /**
     * Claims an example when it is registered, not when it runs: tests may be run one by one.
     * @param {string} heading
     * @param {string} language
     * @param {string} title
     * @param {(code: string) => Promise<void>} run
     */
    runs(heading, language, title, run) {
      const { code } = claim(heading, language);
      test(`${heading}: ${title}`, () => run(code));
    },
    /** @param {string} heading @param {string} language @param {string} _why */
    isNotRun(heading, language, _why) {
      claim(heading, language);
    },
    unclaimed: () => examples.filter((example) => !claimed.has(example)),
  };
}

/**
 * An example with the test's own ids and addresses in the place of its. What is not there any more
 * would be a test of something else.
 * @param {string} code
 * @param {Record<string, string>} replacements
 */
export function filledIn(code, replacements) {
  return Object.entries(replacements).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the README's example has no ${from}:\n${code}`);
    return text.replaceAll(from, to);
  }, code);
}
