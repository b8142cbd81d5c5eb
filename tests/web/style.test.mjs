/** The board's colours before the page's style is read are those that the style says. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the light theme has the same colours in C++ and in CSS', () => {
  const [, light = ''] = /const light =\s*'([^']*)'/.exec(read('web/src/style.ts')) ?? [];
  const ofStyle = [...light.matchAll(/--_\w+:#([0-9a-f]+)/g)].map(([, hex = '']) =>
    hex.length === 3 ? hex.replace(/./g, '$&$&') : hex,
  );
  // The first is the background's, which the page draws by itself.
  ofStyle.shift();
  const ofBoard = [...read('src/board/look.hpp').matchAll(/Colour \w+ = 0x(\w{6})ff;/g)];
  assert.equal(ofStyle.length, 6);
  assert.deepEqual(
    ofBoard.map(([, hex]) => hex),
    ofStyle,
  );
});
