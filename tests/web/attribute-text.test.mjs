import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { attributeText, optionFromAttribute, optionsFromAttributes } =
  await load('attribute-text.ts');

/** @param {Record<string, string>} attributes */
const fromAttributes = (attributes) =>
  optionsFromAttributes((/** @type {string} */ name) => attributes[name] ?? null);

test('live is a boolean attribute', () => {
  assert.equal(fromAttributes({ live: '' }).live, true);
  assert.equal(fromAttributes({ live: 'false' }).live, false);
  assert.equal(fromAttributes({}).live, false);
});

test('an option is a property of its own type', () => {
  /** @param {string} option @param {string | null} text */
  const property = (option, text) => optionFromAttribute(option, () => text);
  assert.equal(property('maxSockets', '3'), 3);
  assert.equal(property('live', ''), true);
  assert.equal(property('live', null), false);
  assert.deepEqual(property('matches', 'a, b'), ['a', 'b']);
  assert.equal(property('match', 'abc'), 'abc');
  assert.equal(property('match', null), undefined);
});

test('a property as text: nothing is no attribute, true is one without a value', () => {
  const texts = [undefined, null, false, '', true, 7, 'a', ['a', 'b']].map(attributeText);
  assert.deepEqual(texts, [null, null, null, null, '', '7', 'a', 'a b']);
});
