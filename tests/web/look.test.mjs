import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { readLook } = await load('look.ts');

test('the look comes from computed style', () => {
  const style = {
    color: 'fg',
    backgroundColor: 'bg',
    borderTopColor: 'muted',
    borderRightColor: 'accent',
    borderBottomColor: 'live',
    borderLeftColor: 'warning',
    textDecorationColor: 'border',
    borderTopLeftRadius: '6.5px',
    fontSize: '20px',
    direction: 'rtl',
  };
  const names = ['fg', 'bg', 'muted', 'accent', 'live', 'warning', 'border'];
  const look = readLook(style, (/** @type {string} */ css) => names.indexOf(css), 3, true);
  assert.deepEqual(look, {
    colours: { foreground: 0, background: 1, muted: 2, accent: 3, live: 4, warning: 5, border: 6 },
    font: 3,
    fontSize: 20,
    radius: 6.5,
    isRightToLeft: true,
    reducedMotion: true,
  });
});
