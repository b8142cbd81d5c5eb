import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { pixelColourReader, readLook } = await load('look.ts');

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
