import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { placer } = await load('mirror-section.ts');

test('a box becomes custom properties, which are touched only when it changes', () => {
  /** @type {unknown[]} */
  const calls = [];
  const element = {
    toggleAttribute: (/** @type {string} */ name, /** @type {boolean} */ isOn) =>
      calls.push([name, isOn]),
    style: {
      setProperty: (/** @type {string} */ name, /** @type {string} */ value) =>
        calls.push([name, value]),
    },
  };
  const place = placer(element, ['top', 'height']);
  place(undefined);
  assert.deepEqual(calls, []);
  place([0, 12.5]);
  place([0, 12.5]);
  assert.deepEqual(calls.splice(0), [
    ['data-placed', true],
    ['--_top', '0px'],
    ['--_height', '12.5px'],
  ]);
  place(undefined);
  place(undefined);
  assert.deepEqual(calls, [['data-placed', false]]);
});
