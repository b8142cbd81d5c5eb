/**
 * The README's tables are whole: each name that a page may meet has its row, and no row is of a name that
 * is gone.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './load.mjs';

/** @param {string} path */
const text = (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const readme = await text('README.md');
const cpp = await text('src/connection/connection_state.cpp');
const types = await text('web/src/core.ts');

/** The names in the first column of the table that begins so. @param {string} head */
function rows(head) {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  assert.ok(start >= 0, `README.md has no table of ${head}`);
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines
    .slice(start + 2, end)
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, name]) => name)
    .sort();
}

/** What `name_of` returns for an enumeration. @param {string} enumeration */
function namesInCpp(enumeration) {
  const [, body = ''] =
    cpp.match(new RegExp(`name_of\\(${enumeration} \\w+\\) \\{(.*?)\\n\\}`, 's')) ?? [];
  const names = [...body.matchAll(/case .*?return "(.*?)";/gs)].map(([, name]) => name ?? '');
  assert.ok(names.length > 3, `few names of ${enumeration}`);
  return names.filter(Boolean).sort();
}

test('states: C++, TypeScript and the README name the same', () => {
  const [, union = ''] = types.match(/type ConnectionStateName =(.*?);/s) ?? [];
  const inTypes = [...union.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort();
  assert.deepEqual(inTypes, namesInCpp('ConnectionState'));
  assert.deepEqual(rows('`state.connection.state`'), namesInCpp('ConnectionState'));
});

test('reasons: each of the engine has its row, and words for the reader', async () => {
  const reasons = namesInCpp('Reason');
  assert.deepEqual(rows('`reason`'), reasons);
  const { en } = await load('words/en.ts');
  assert.deepEqual(
    reasons.filter((reason) => !(reason in en)),
    [],
  );
});

test('attributes: the README names those that a board watches', async () => {
  const { observedAttributes } = await load('option-names.ts');
  assert.deepEqual(rows('attribute'), [...observedAttributes].sort());
});
