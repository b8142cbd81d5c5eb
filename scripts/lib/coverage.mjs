/**
 * Reads what a build with --coverage has counted and prints, for each folder, how many of its lines were run.
 *
 *   node scripts/lib/coverage.mjs <build folder> [--lines] [--minimum <percent>] <folder>...
 */

import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'boolean' }, minimum: { type: 'string' } },
});
const [build = '', ...folders] = positionals;

/**
 * What gcov says of all object files: a file's lines, each with how often it was run. A line of a header or
 * a template is in many of them, and is run when it is run in one.
 * @returns {Map<string, Map<number, number>>}
 */
function countLines() {
  // One for each object file, also for those that nothing has run.
  const notes = readdirSync(build, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gcno'))
    .map((name) => resolve(build, name));
  const json = execFileSync('gcov', ['--json-format', '--stdout', ...notes], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  /** @type {Map<string, Map<number, number>>} */
  const files = new Map();
  for (const text of json.split('\n').filter(Boolean)) {
    const told = JSON.parse(text);
    for (const { file, lines } of told.files) {
      const name = nameOf(resolve(told.current_working_directory, file));
      if (!folders.some((folder) => name.startsWith(`${folder}/`))) continue;
      const counts = files.get(name) ?? new Map();
      files.set(name, counts);
      for (const { line_number, count } of lines) {
        counts.set(line_number, (counts.get(line_number) ?? 0) + count);
      }
    }
  }
  return files;
}

/** Headers are seen through links: <build>/include/feed/feed -> src/feed. @param {string} path */
function nameOf(path) {
  const name = relative('.', path);
  const link = /^include\/\w+\//.exec(relative(build, path))?.[0];
  return link ? join('src', relative(join(build, link), path)) : name;
}

const files = countLines();
let isBelow = false;
/** @type {[number, number]} */
const all = [0, 0];
/** @param {string} name @param {[number, number]} counted */
const print = (name, [run, of]) => {
  const percent = ((100 * run) / of).toFixed(1);
  console.log(`${name.padEnd(16)} ${percent.padStart(5)} %  ${run} of ${of} lines`);
};
/** @type {string[]} */
const missed = [];
for (const folder of folders) {
  /** @type {[number, number]} */
  const counted = [0, 0];
  for (const [name, counts] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith(`${folder}/`)) continue;
    for (const [line, count] of [...counts].sort(([a], [b]) => a - b)) {
      counted[0] += Number(count > 0);
      counted[1] += 1;
      if (count === 0) missed.push(`${name}:${line}`);
    }
  }
  print(folder, counted);
  all[0] += counted[0];
  all[1] += counted[1];
  if (!counted[1] || (100 * counted[0]) / counted[1] < Number(values.minimum ?? 0)) isBelow = true;
}
print('in all', all);
if (values.lines || isBelow) console.log(['not run:', ...missed].join('\n'));
if (isBelow) {
  console.error(`below ${values.minimum} % of a folder's lines`);
  process.exit(1);
}
