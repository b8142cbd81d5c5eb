import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { pixelColourReader, readLook } = await load('look.ts');

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

test('the plain notation of a colour needs no canvas, and every other one is painted', () => {
  /** @type {string[]} */
  const painted = [];
  const context = {
    clearRect() {},
    fillRect() {},
    /** @param {string} css */
    set fillStyle(css) {
      painted.push(css);
    },
    getImageData: () => ({ data: Uint8ClampedArray.of(1, 2, 3, 128) }),
  };
  const document = { createElement: () => ({ getContext: () => context }) };
  const read = pixelColourReader(document);
  assert.equal(read('rgb(255, 0, 16)'), 0xff0010ff);
  assert.deepEqual(painted, []);
  assert.equal(read('rgba(1, 2, 3, 0.5)'), 0x01020380);
  assert.equal(read('color(srgb 1 0 0)'), 0x01020380);
  assert.deepEqual(painted, ['rgba(1, 2, 3, 0.5)', 'color(srgb 1 0 0)']);
});
