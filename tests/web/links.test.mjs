/**
 * Every link between the documents leads somewhere: to a file that is there, and to a heading in it. The
 * files that they name are there.
 */

import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { test } from 'node:test';
import { anchorsOf, documents, documentText, linksIn, parted } from '../lib/markdown.mjs';

const root = new URL('../../', import.meta.url);

/** @param {string} path from the root */
const isThere = (path) =>
  access(new URL(path, root)).then(
    () => true,
    () => false,
  );

/**
 * What is wrong with a link; undefined: nothing.
 * @param {string} from the document's path
 * @param {string} target
 */
async function problem(from, target) {
  if (/^[a-z]+:/.test(target)) return undefined;
  const url = new URL(target, new URL(from, root));
  if (!url.pathname.startsWith(root.pathname)) return 'leads out of the repository';
  const path = decodeURIComponent(url.pathname.slice(root.pathname.length));
  if (!(await isThere(path))) return 'leads to no file';
  if (!url.hash) return undefined;
  const anchors = anchorsOf(await documentText(path));
  return anchors.includes(decodeURIComponent(url.hash.slice(1)))
    ? undefined
    : 'has no such heading';
}

for (const path of await documents()) {
  test(`${path}: its links lead somewhere`, async () => {
    const broken = [];
    for (const { target, line } of linksIn(await documentText(path))) {
      const what = await problem(path, target);
      if (what) broken.push(`${path}:${line}: ${target} ${what}`);
    }
    assert.deepEqual(broken, []);
  });
}

for (const path of await documents()) {
  test(`${path}: the files that it names are there`, async () => {
    const text = await documentText(path);
    const named = [...text.matchAll(/`((?:src|web|tests|scripts|docs|cmake)\/[\w./-]+)[^`]*`/g)];
    const missing = [];
    for (const [, name = ''] of named) {
      // NAME is the reader's to choose.
      if (!name.includes('NAME') && !(await isThere(name))) missing.push(name);
    }
    assert.deepEqual(missing, []);
  });
}

test('these documents are there, and README.md leads to each', async () => {
  const paths = await documents();
  const linked = new Set(linksIn(await documentText('README.md')).map(({ target }) => target));
  assert.deepEqual(
    paths.filter((path) => path !== 'README.md' && ![...linked].some((to) => to.startsWith(path))),
    [],
  );
  assert.ok(paths.includes('docs/trust.md') && paths.includes('CONTRIBUTING.md'), String(paths));
});

test('links and anchors are found as a reader finds them', () => {
  const markdown = [
    ...['# A `b` & [c](d)', '', '## Keys', '[one](two.md#three) `[no](link)` ![p](q.png)'],
    ...['```', '# none', '[no](link)', '```', '## Keys', '#### `score-change`: it’s', '## a_b'],
  ].join('\n');
  assert.deepEqual(anchorsOf(markdown), ['a-b--c', 'keys', 'keys-1', 'score-change-its', 'a_b']);
  assert.deepEqual(linksIn(markdown), [
    { target: 'd', line: 1 },
    { target: 'two.md#three', line: 4 },
    { target: 'q.png', line: 4 },
  ]);
});

test('fences are found as a reader finds them', () => {
  const { examples } = parted(
    '# A\n```js\n# no heading\n```\n## B\n~~~\n```\n~~~\n````html\nx\n````\n',
  );
  assert.deepEqual(
    examples.map(({ heading, language, code, line }) => [heading, language, code, line]),
    [
      ['A', 'js', '# no heading\n', 2],
      ['B', '', '```\n', 6],
      ['B', 'html', 'x\n', 9],
    ],
  );
});

test('what leads nowhere is told', async () => {
  assert.equal(await problem('docs/trust.md', '#requests'), undefined);
  assert.equal(await problem('README.md', 'docs/trust.md#requests'), undefined);
  assert.equal(await problem('docs/trust.md', '../README.md'), undefined);
  assert.equal(await problem('docs/trust.md', 'https://example.com/nobody-asks'), undefined);
  assert.equal(await problem('docs/trust.md', 'README.md'), 'leads to no file');
  assert.equal(await problem('README.md', 'docs/trust.md#no-such'), 'has no such heading');
  assert.equal(await problem('README.md', '../outside.md'), 'leads out of the repository');
});
