/** The documents of the repository, and as much of Markdown as the tests of them read. */

import { readdir, readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);

/** Those that a reader is led to, by their paths from the root. @returns {Promise<string[]>} */
export async function documents() {
  const namesIn = async (/** @type {string} */ folder) =>
    (await readdir(new URL(folder, root))).filter((name) => name.endsWith('.md')).sort();
  return [...(await namesIn('.')), ...(await namesIn('docs')).map((name) => `docs/${name}`)];
}

/** @param {string} path from the root */
export const documentText = (path) => readFile(new URL(path, root), 'utf8');

/**
 * @typedef {object} Example
 * @property {string} heading that it stands under
 * @property {string} language of the fence; empty when it names none
 * @property {string} code
 * @property {number} line of the fence, from 1
 */

/**
 * A document's fenced examples, and its other lines, where the examples' are empty.
 * @param {string} markdown
 * @returns {{examples: Example[], prose: string[]}}
 */
export function parted(markdown) {
  /** @type {Example[]} */
  const examples = [];
  /** @type {string[]} */
  const prose = [];
  /** @type {{example: Example, end: string} | null} */
  let open = null;
  let heading = '';
  for (const [index, text] of markdown.split('\n').entries()) {
    const [, end, language = ''] = /^ *(```+|~~~+) *(\S*)/.exec(text) ?? [];
    prose.push(open || end !== undefined ? '' : text);
    if (open) {
      if (text.trim() === open.end) open = null;
      else open.example.code += `${text}\n`;
      continue;
    }
    heading = headingOf(text) ?? heading;
    if (end === undefined) continue;
    const example = { heading, language, code: '', line: index + 1 };
    examples.push(example);
    open = { example, end };
  }
  return { examples, prose };
}

/** @param {string} line */
const headingOf = (line) => /^#+ +(.*)$/.exec(line)?.[1];

/** The anchors that GitHub makes of a document's headings. @param {string} markdown */
export function anchorsOf(markdown) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return parted(markdown).prose.flatMap((line) => {
    const heading = headingOf(line);
    if (heading === undefined) return [];
    const anchor = heading
      .trim()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return [count ? `${anchor}-${count}` : anchor];
  });
}

/**
 * Where a document's links and pictures lead. What stands in code leads nowhere.
 * @param {string} markdown
 * @returns {{target: string, line: number}[]}
 */
export function linksIn(markdown) {
  return parted(markdown).prose.flatMap((line, index) =>
    [
      ...line.replace(/`[^`]*`/g, (code) => 'x'.repeat(code.length)).matchAll(/\]\(([^()\s]*)\)/g),
    ].map(([, target = '']) => ({ target, line: index + 1 })),
  );
}
