import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { readLook } = await load('look.ts');

test('the look comes from computed style', () => {
  const style = {
    color: 'fg',
    borderTopColor: 'muted',
    borderRightColor: 'accent',
    borderBottomColor: 'live',
    borderLeftColor: 'warning',
    textDecorationColor: 'border',
    fontSize: '20px',
    direction: 'rtl',
  };
  const names = ['fg', 'muted', 'accent', 'live', 'warning', 'border'];
  const look = readLook(style, (/** @type {string} */ css) => names.indexOf(css), 3, true);
  assert.deepEqual(look, {
    colours: { foreground: 0, muted: 1, accent: 2, live: 3, warning: 4, border: 5 },
    font: 3,
    fontSize: 20,
    isRightToLeft: true,
    reducedMotion: true,
  });
});
