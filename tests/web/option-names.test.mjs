import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { observedAttributes, optionNames, reflectedAttribute } = await load('option-names.ts');

test('every attribute of the public face is watched', () => {
  for (const name of ['api-key', 'max-sockets', 'rest-url', 'time-zone', 'theme', 'live']) {
    assert.ok(observedAttributes.includes(name), name);
  }
});

test('a property is reflected, but never a key or what is no text', () => {
  assert.equal(reflectedAttribute('timeZone'), 'time-zone');
  for (const option of ['apiKey', 'authHeaders', 'getCredential', 'words']) {
    assert.equal(reflectedAttribute(option), undefined);
  }
});

test('each option is named once, and those of scripts alone have no attribute', () => {
  assert.equal(new Set(optionNames).size, optionNames.length);
  const others = optionNames.filter(
    (/** @type {string} */ option) => reflectedAttribute(option) === undefined,
  );
  assert.equal(optionNames.length, observedAttributes.length + others.length - 1); // `apiKey`
});
