/**
 * Measures what Scoreline costs, side by side with other ways of doing the same; see scripts/bench.
 *
 *     node tests/bench/main.mjs [--short | --long] [--markdown] [--beside=FOLDER] [part...]
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Figures } from './lib/figures.mjs';
import { machine, versions } from './lib/machine.mjs';
import { root } from './lib/places.mjs';
import { tableOf } from './lib/table.mjs';

/**
 * @typedef {object} Run what a part is given
 * @property {import('./lib/figures.mjs').Figures} figures
 * @property {boolean} isShort few runs and small sizes: does the bench work?
 * @property {boolean} isLong the long things at their whole length
 * @property {string | undefined} [beside] the folder of another build of ours, to be measured in the same run
 *
 * @typedef {object} Part
 * @property {string} title
 * @property {string} how under which conditions, for whoever reads the table
 * @property {import('./lib/table.mjs').Shape} table
 * @property {(run: Run) => Promise<void>} measure
 */

/** Loaded only when asked for, in this order. @type {Record<string, () => Promise<Part>>} */
const parts = {
  bytes: () => import('./parts/bytes.mjs'),
  'first-score': () => import('./parts/first-score.mjs'),
  update: () => import('./parts/update.mjs'),
  decoding: () => import('./parts/decoding.mjs'),
  idle: () => import('./parts/idle.mjs'),
  memory: () => import('./parts/memory.mjs'),
  scale: () => import('./parts/scale.mjs'),
  gateway: () => import('./parts/gateway.mjs'),
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    beside: { type: 'string' },
  },
});
const wanted = positionals.length ? positionals : Object.keys(parts);
for (const name of wanted) {
  if (!parts[name]) throw new Error(`what is '${name}'? Parts: ${Object.keys(parts).join(' ')}`);
}

const isMarkdown = options.markdown;
const about = { machine: machine(), versions: versions() };
const { cpu, cores, memoryGb, os, loadBefore } = about.machine;
console.log(`${cpu}, ${cores} cores, ${memoryGb} GB, ${os}; load before: ${loadBefore}`);
console.log(JSON.stringify(about.versions));

const file = new URL('build/bench.json', root);
mkdirSync(new URL('.', file), { recursive: true });
/** @type {import('./lib/figures.mjs').Figure[]} */
const all = [];
for (const name of wanted) {
  const part = await /** @type {() => Promise<Part>} */ (parts[name])();
  const started = performance.now();
  const figures = new Figures(name, all);
  try {
    const { short: isShort, long: isLong, beside } = options;
    await part.measure({ figures, isShort, isLong, beside });
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  console.log(`\n${isMarkdown ? '### ' : '== '}${part.title}\n\n${part.how}\n`);
  console.log(tableOf(figures.own, part.table, isMarkdown));
  // After each part: a later one that fails takes nothing with it.
  writeFileSync(file, `${JSON.stringify({ ...about, figures: all }, null, 2)}\n`);
  if (!isMarkdown) {
    console.log(`\n${name} took ${Math.round((performance.now() - started) / 1000)} s`);
  }
}

console.log('\nAll figures are in build/bench.json');
