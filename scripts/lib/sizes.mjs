// Prints what a page downloads, file by file, and fails when it is more than the budget. A page loads
// either the single file or the others, so each way has its own budget.
//
//   node scripts/lib/sizes.mjs dist

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { weigh } from './weigh.mjs';

/** What one board may cost a page: all files together, in bytes of brotli at its best. */
const BUDGET_BROTLI = 100_000;
/** The same in one file, with every language: base64 of gzip, which brotli makes a quarter larger. */
const BUDGET_SINGLE = 125_000;

const folder = process.argv[2] ?? 'dist';

/** @param {string} name */
function measure(name) {
  return { name, ...weigh(readFileSync(join(folder, name))) };
}

/** @param {string} [part] a folder in it */
const filesIn = (part = '') =>
  readdirSync(join(folder, part))
    .filter((name) => /\.(js|wasm)$/.test(name))
    .sort()
    .map((name) => join(part, name));

const rows = filesIn().map(measure);
// Readers of English load none of these, others one.
const words = filesIn('words').map(measure);
const single = rows.filter((row) => row.name.includes('.single.'));
const ofGateway = rows.filter((row) => row.name.includes('-gateway.'));
/** @param {string} name @param {readonly ReturnType<typeof measure>[]} files */
const sum = (name, files) => ({
  name,
  raw: files.reduce((all, { raw }) => all + raw, 0),
  gzip: files.reduce((all, { gzip }) => all + gzip, 0),
  brotli: files.reduce((all, { brotli }) => all + brotli, 0),
});
const total = sum(
  'total',
  rows.filter((row) => !single.includes(row) && !ofGateway.includes(row)),
);
const gateway = sum('gateway: total', ofGateway);

const width = Math.max(
  ...[...rows, ...words, total, gateway].map((row) => row.name.length),
  'file'.length,
);
/** @param {Array<string | number>} cells */
const line = ([name, ...figures]) =>
  `${String(name).padEnd(width)} ${figures.map((cell) => String(cell).padStart(10)).join('')}`;

console.log(line(['file', 'raw', 'gzip -9', 'brotli 11']));
for (const row of [...rows, total, gateway, ...words])
  console.log(line([row.name, row.raw, row.gzip, row.brotli]));

const budgets = [
  { ...total, budget: BUDGET_BROTLI },
  { ...gateway, budget: BUDGET_BROTLI },
  ...single.map((row) => ({ ...row, budget: BUDGET_SINGLE })),
];
for (const { name, brotli, budget } of budgets) {
  const word = brotli > budget ? 'OVER' : 'within';
  console.log(`${name}: ${word} the budget of ${budget} bytes of brotli`);
  if (brotli > budget) process.exitCode = 1;
}
