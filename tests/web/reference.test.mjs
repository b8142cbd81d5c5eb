/**
 * The tables of docs/reference.md are whole: each name that a page may write or read has its row, and no
 * row is of a name that is gone.
 */

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { documentText as text } from '../lib/markdown.mjs';
import { load } from './load.mjs';

const reference = await text('docs/reference.md');
/** One line, as a reader reads it. */
const prose = reference.replaceAll(/\s+/g, ' ');
const lines = reference.split('\n');
const states = await text('src/connection/connection_state.cpp');
const types = await text('web/src/core.ts');

/**
 * The names in the first column of the tables that begin so, under a heading or anywhere.
 * @param {string} head
 * @param {string} [heading]
 */
function rows(head, heading) {
  const first = heading === undefined ? 0 : lines.indexOf(heading) + 1;
  assert.ok(first > 0 || heading === undefined, `no heading ${heading}`);
  const end =
    heading === undefined ? -1 : lines.findIndex((line, at) => at >= first && /^#/.test(line));
  const part = lines.slice(first, end < 0 ? lines.length : end);
  const starts = [...part.keys()].filter((index) => part[index]?.startsWith(`| ${head} |`));
  assert.ok(starts.length > 0, `docs/reference.md has no table of ${head} under ${heading}`);
  return starts
    .flatMap((start) => {
      const after = part.findIndex((line, index) => index > start && !line.startsWith('|'));
      return part.slice(start + 2, after < 0 ? part.length : after);
    })
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, name = '']) => name)
    .sort();
}

/** What `name_of` returns for an enumeration. @param {string} source @param {string} enumeration */
function namesInCpp(source, enumeration) {
  const [, body = ''] =
    source.match(new RegExp(`name_of\\((?:board::)?${enumeration} \\w+\\) \\{(.*?)\\n\\}`, 's')) ??
    [];
  const names = [...body.matchAll(/case .*?return "(.*?)";/gs)].map(([, name]) => name ?? '');
  assert.ok(names.length > 2, `few names of ${enumeration}`);
  return names.filter(Boolean).sort();
}

/** The names of a TypeScript union. @param {string} source @param {string} name */
function namesInUnion(source, name) {
  const [, union = ''] = source.match(new RegExp(`type ${name} =(.*?);`, 's')) ?? [];
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, each = '']) => each).sort();
}

/**
 * The members of an interface of `core.ts`, or of an object within one.
 * @param {string} name
 * @param {string} [within] the object
 */
function members(name, within) {
  const [, body = ''] = types.match(new RegExp(`interface ${name} \\{(.*?)\\n\\}`, 's')) ?? [];
  const inner = within && body.match(new RegExp(`\\n  ${within}\\??: \\{(.*?)\\n  \\}`, 's'))?.[1];
  const indent = within ? '    ' : '  ';
  const found = [...(inner ?? body).matchAll(new RegExp(`^${indent}(\\w+)\\??:`, 'gm'))];
  assert.ok(found.length > 2, `few members of ${name} ${within ?? ''}`);
  return found.map(([, member = '']) => member).sort();
}

test('attributes: each that a board watches has a row, and HTML’s own `dir` is told of', async () => {
  const { observedAttributes } = await load('option-names.ts');
  assert.deepEqual(rows('attribute'), [...observedAttributes].sort());
  assert.match(reference, /HTML's own `dir`/);
});

test('attributes: the values that are taken, and the defaults', async () => {
  const { parseOptions } = await load('parse-options.ts');
  const row = (/** @type {string} */ name) =>
    lines.find((line) => line.startsWith(`| \`${name}\` |`));
  for (const [name, raw] of /** @type {const} */ ([
    ['layout', { provider: 'stats-api', match: 1, layout: 'x' }],
    ['sport', { provider: 'scorelytics', match: 1, sport: 'x' }],
    ['clock-unit', { provider: 'stats-api', match: 1, clockUnit: 'x' }],
  ])) {
    let message = '';
    try {
      parseOptions(raw, 'https://page.example/');
    } catch (cause) {
      message = /** @type {Error} */ (cause).message;
    }
    const values = message.replace(/^.*: /, '').split(', ');
    assert.ok(values.length > 1, message);
    for (const value of values) assert.ok(row(name)?.includes(`\`${value}\``), `${name}: ${value}`);
  }
  const { endpoints } = await load('endpoints.ts');
  for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
    for (const value of Object.values(endpoints[provider])) {
      assert.ok(reference.includes(`\`${value}\``), value);
    }
  }
  const constant = async (/** @type {string} */ path, /** @type {string} */ name) =>
    new RegExp(`${name} = "?([\\w-]+)"?;`).exec(await text(path))?.[1] ?? name;
  const sockets = await constant('src/connection/source_options.hpp', 'kDefaultMaxSockets');
  const most = await constant('src/engine/board_options.cpp', 'kMostSockets');
  assert.ok(row('max-sockets')?.includes(`at most ${most} are used | ${sockets},`));
  const matches = await constant('src/engine/board_options.cpp', 'kMostMatches');
  assert.ok(prose.includes(`of more than ${matches} ids and lists`));
  const found = await constant('src/connection/stats_api_provider.cpp', 'kMaxCompetitions');
  assert.ok(prose.includes(`the first ${found} competitions`));
});

test('properties: each without an attribute has a row', async () => {
  const { observedAttributes, optionNames, reflectedAttribute } = await load('option-names.ts');
  const without = optionNames.filter(
    (/** @type {string} */ name) => !reflectedAttribute(name) && name !== 'apiKey',
  );
  assert.ok(observedAttributes.length > without.length);
  assert.deepEqual(rows('property', '## Properties'), [...without, 'options', 'state'].sort());
});

test('what `mapMatch` returns: the first of the names that are tried', async () => {
  const source = await text('src/feed/stats_api/snapshot.cpp');
  const named = rows('member', '### What `mapMatch` returns');
  const first = [...source.matchAll(/constexpr std::string_view k(\w+) =\s*"([^ "]+)/g)]
    .filter(([, what]) => what !== 'TeamPlace')
    .map(([, , name = '']) => name);
  assert.ok(first.length > 10);
  for (const name of first) {
    const team = name.match(/^%_team\.(\w+)$/)?.[1];
    if (team) assert.ok(reference.includes(`\`${team}\``), name);
    else assert.ok(named.includes(name.replace('%', 'home')), name);
  }
  const words = (await text('src/feed/stats_api/event.cpp')).matchAll(/\{"(\w+)", MatchStatus::/g);
  const row = lines.find((line) => line.startsWith('| `status` | `in_progress`')) ?? '';
  const told = new Set([...row.matchAll(/`(\w+)`/g)].map(([, word]) => word?.replace('_', '')));
  // Other spellings of the same words.
  for (const word of ['canceled', 'forfeit']) told.add(word);
  for (const [, word] of words) assert.ok(told.has(word), word);
});

test('methods: those of the element', async () => {
  const source = await text('web/src/element.ts');
  const [, body = ''] = source.match(/interface ScoreBoardElement .*?\{(.*?)\n\}/s) ?? [];
  const methods = [...body.matchAll(/^ {2}(\w+)\(\): void;/gm)].map(([, name]) => `${name}()`);
  assert.deepEqual(rows('method'), methods.sort());
});

test('events: each has its heading, and its members', async () => {
  const source = (await text('web/src/events.ts')).replace(/^ *\/\*\*.*?\*\/\n/gms, '');
  const [, body = ''] = source.match(/interface BoardEventDetails \{(.*?)\n\}/s) ?? [];
  const events = [...body.matchAll(/^ {2}'?([\w-]+)'?: (\{.*?\n? ? ?\});/gms)];
  const names = [...body.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name = '']) => name);
  const [, section = ''] = reference.match(/\n## Events\n(.*?)\n## /s) ?? [];
  const headings = [...section.matchAll(/^### `(.*)`$/gm)].map(([, name = '']) => name);
  assert.deepEqual(headings.sort(), names.sort());
  assert.equal(events.length, names.length - 1, 'connection-change is the state’s');
  for (const [, name = '', detail = ''] of events) {
    const inner = detail.replace(/\{ home: .*? \}/, '{}');
    const found = [...inner.matchAll(/(\w+)\??:/g)].map(([, member = '']) => member);
    assert.deepEqual(rows('member', `### \`${name}\``), found.sort(), name);
  }
});

test('board-error: each reason of the page and the engine has its row', async () => {
  const problems = namesInUnion(await text('web/src/option-values.ts'), 'OptionsProblem');
  const failures = namesInUnion(await text('web/src/wasm-loader.ts'), 'LoadFailure');
  /** @type {Set<string>} */
  const told = new Set(['bad_row', ...problems, ...failures]);
  for (const file of await readdir(new URL('../../web/src', import.meta.url))) {
    if (!file.endsWith('.ts')) continue;
    const source = await text(`web/src/${file}`);
    for (const [, name = ''] of source.matchAll(/\.(?:warn|fail)\('(\w+)'/g)) told.add(name);
  }
  assert.ok(told.has('no_webgl') && told.has('bad_options'));
  assert.deepEqual(rows('reason', '## `board-error` reasons'), [...told].sort());
});

test('board-error: the problems of a row are those of the decoders', async () => {
  const names = namesInCpp(await text('src/feed/result.cpp'), 'FeedErrorCode');
  const row = lines.find((line) => line.startsWith('| `problem` |')) ?? '';
  const problems = [...row.matchAll(/`(\w+)`/g)].map(([, name = '']) => name).slice(2);
  assert.ok(problems.length > 2, row);
  assert.deepEqual(
    problems.filter((name) => !names.includes(name)),
    [],
  );
});

test('states: C++, TypeScript and the page name the same', () => {
  const names = namesInCpp(states, 'ConnectionState');
  assert.deepEqual(namesInUnion(types, 'ConnectionStateName'), names);
  assert.deepEqual(rows('`state.connection.state`', '## Connection states'), names);
});

test('reasons: each of the engine has its row, and words for the reader', async () => {
  const reasons = namesInCpp(states, 'Reason');
  assert.deepEqual(rows('`reason`', '## Connection reasons'), reasons);
  const { en } = await load('words/en.ts');
  assert.deepEqual(
    reasons.filter((reason) => !(reason in en)),
    [],
  );
});

test('state: its members, of each object in it', () => {
  assert.deepEqual(rows('member', '## `state`'), members('BoardState'));
  assert.deepEqual(rows('member', '### `state.connection`'), members('BoardState', 'connection'));
  assert.deepEqual(rows('member', '### `state.matches`'), members('MatchState'));
  assert.deepEqual(rows('member', '#### Teams'), members('TeamState'));
  assert.deepEqual(rows('member', '#### Plays'), members('MatchState', 'plays'));
});

test('state: the names of statuses, periods and trust', async () => {
  const [, section = ''] = reference.match(/#### Match status\n(.*?)\n#### /s) ?? [];
  const statuses = [...section.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  assert.deepEqual(
    [...new Set(statuses)].filter((name) => name !== 'statusWord').sort(),
    namesInCpp(await text('src/match/status.cpp'), 'MatchStatus'),
  );
  assert.deepEqual(rows('`kind`'), namesInCpp(await text('src/match/period.cpp'), 'PeriodKind'));
  assert.deepEqual(
    rows('`trust`', '#### Trust'),
    namesInCpp(await text('src/engine/state_json.cpp'), 'Trust'),
  );
});

test('CSS custom properties: those that the style reads', async () => {
  const style = await text('web/src/style.ts');
  const read = new Set(
    [...style.matchAll(/var\((--score-board-[a-z-]+)/g)].map(([, name]) => name),
  );
  assert.deepEqual(rows('property', '## CSS custom properties'), [...read].sort());
});

test('the module and the package: what can be imported', async () => {
  const source = await text('web/src/public.ts');
  const [, values = ''] = source.match(/^export \{(.*?)\}/ms) ?? [];
  const functions = [...values.matchAll(/\w+/g)].map(([name]) => name).sort();
  assert.deepEqual(
    rows('name', '## The module').map((name) => name.replace(/\(.*/, '')),
    functions,
  );
  for (const [, names = ''] of source.matchAll(/^export type \{(.*?)\}/gms)) {
    for (const [name] of names.matchAll(/\w+/g)) assert.ok(reference.includes(`\`${name}\``), name);
  }
  const { name, exports } = JSON.parse(await text('package.json'));
  const entries = Object.keys(exports).map((entry) => entry.replace('.', name));
  assert.deepEqual(rows('entry'), entries.sort());
});
