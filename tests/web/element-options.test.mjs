import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { ElementOptions } = await load('element-options.ts');

/** @type {Map<string, string>} */
let attributes;
let changes = 0;
/** @type {any} */
let options;

beforeEach(() => {
  attributes = new Map();
  changes = 0;
  const element = {
    getAttribute: (/** @type {string} */ name) => attributes.get(name) ?? null,
    setAttribute: (/** @type {string} */ name, /** @type {string} */ text) =>
      attributes.set(name, text),
    removeAttribute: (/** @type {string} */ name) => attributes.delete(name),
  };
  options = new ElementOptions(element, () => {
    changes += 1;
  });
});

test('what a script gave comes before the attribute of the same name', () => {
  attributes.set('match', 'a').set('layout', 'card');
  assert.equal(options.get('match'), 'a');
  options.given = { match: 'b' };
  assert.equal(options.get('match'), 'b');
  assert.deepEqual(options.raw, { match: 'b', layout: 'card', live: false });
});

test('a property becomes its attribute, and what was set last counts', () => {
  options.given = { maxSockets: 2, match: 'a' };
  options.set('maxSockets', 7);
  assert.equal(attributes.get('max-sockets'), '7');
  assert.equal(options.get('maxSockets'), 7);
  assert.deepEqual(options.given, { match: 'a' });
  options.set('maxSockets', undefined);
  assert.equal(attributes.has('max-sockets'), false);
  assert.equal(options.get('maxSockets'), undefined);
});

test('a key, a function or an object stays out of the document', () => {
  const getCredential = () => 'k';
  options.set('apiKey', 's3cret');
  options.set('getCredential', getCredential);
  options.set('words', { live: 'On' });
  assert.equal(attributes.size, 0);
  assert.deepEqual(options.given, { apiKey: 's3cret', getCredential, words: { live: 'On' } });
  options.set('apiKey', null);
  options.set('words', undefined);
  assert.deepEqual(options.given, { getCredential });
});

test('options that a script changes afterwards are the script’s own', () => {
  const given = { match: 'a' };
  options.given = given;
  given.match = 'b';
  assert.equal(options.get('match'), 'a');
  options.given = undefined;
  assert.deepEqual(options.given, {});
});

test('each change is told, after it is made', () => {
  options.given = { match: 'a' };
  options.set('match', 'b');
  options.set('apiKey', 'k');
  assert.equal(changes, 3);
});
