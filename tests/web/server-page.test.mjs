/** The tables of docs/server.md are whole: each option and each reason that an author may write or read. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentText } from '../lib/markdown.mjs';
import { load } from './load.mjs';

const page = await documentText('docs/server.md');

/** The names in the first column of the tables under a heading. @param {string} heading */
function rows(heading) {
  const [, part = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = part.split('\n## ');
  return [...section.matchAll(/^\| (`.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
    .filter((name) => name !== 'reason')
    .sort();
}

test('options: those of a server alone, and what is different of the element’s', async () => {
  const source = await documentText('web/src/server/options.ts');
  const [, body = ''] = source.match(/interface RenderOptions .*?\{(.*?)\n\}/s) ?? [];
  const own = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name = '']) => name);
  const [, unused = ''] = source.match(/type OfThePage =(.*?);/s) ?? [];
  const ofThePage = [...unused.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);
  assert.ok(own.length > 3 && ofThePage.length > 3);
  const told = rows('Options');
  for (const name of [...own, ...ofThePage]) assert.ok(told.includes(name), name);
  const { optionNames } = await load('option-names.ts');
  for (const name of told) assert.ok([...own, ...optionNames].includes(name), name);
});

test('errors: each reason has its row', async () => {
  /** @param {string} path @param {string} name */
  const union = async (path, name) => {
    const [, body = ''] =
      (await documentText(path)).match(new RegExp(`type ${name} =(.*?);`, 's')) ?? [];
    return [...body.matchAll(/'(\w+)'/g)].map(([, each = '']) => each);
  };
  const reasons = [
    ...(await union('web/src/option-values.ts', 'OptionsProblem')),
    ...(await union('web/src/wasm-loader.ts', 'LoadFailure')),
    ...(await union('web/src/server/render-error.ts', 'NoScore')),
    ...(await union('web/src/server/render-error.ts', 'RenderFailure')),
  ];
  assert.deepEqual(rows('Errors'), reasons.sort());
});
