/** docs/gateway.md names what there is: options, figures, events of the log. */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { documentText } from '../lib/markdown.mjs';
import { load } from './lib/load.mjs';

const text = await documentText('docs/gateway.md');
const folder = new URL('../../web/src/gateway/', import.meta.url);

/** @param {Iterable<string>} names */
const missing = (names) => [...new Set(names)].filter((name) => !text.includes(`\`${name}`));

test('every option and every variable of a key', async () => {
  const { keyVariables, optionNames, variableOf } = await load('option-table.ts');
  assert.deepEqual(missing(optionNames.map((/** @type {string} */ name) => `--${name}`)), []);
  assert.deepEqual(missing(Object.values(keyVariables)), []);
  assert.ok(text.includes(variableOf('allow-origin')));
});

test('every figure', async () => {
  const { figuresOf } = await load('figures.ts');
  const meter = { requests: new Map(), socketCount: 0, lastWordAt: 0 };
  const figures = figuresOf({
    isSpeaking: true,
    isExpecting: true,
    channels: 0,
    epoch: 0,
    hub: {},
    upstreams: new Map([['scorelytics', { meter, isRunning: true }]]),
    edges: [],
  });
  assert.ok(figures.length > 10);
  assert.deepEqual(missing(figures.map((/** @type {any} */ { name }) => name)), []);
});

test('every event of the log', async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  const events = [...sources.join('\n').matchAll(/\blog\('(\w+)'/g)].map(([, name = '']) => name);
  assert.ok(events.length > 15);
  assert.deepEqual(missing(events), []);
});
