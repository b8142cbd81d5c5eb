/** Which part of a long board is drawn. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { covers, windowOf } = await load('board-window.ts');

test('a board that is no longer than two screens is drawn whole', () => {
  assert.deepEqual(windowOf(100, [-50, 600], 1), [0, 100]);
  assert.deepEqual(windowOf(1200, [9000, 600], 2), [0, 1200]);
});

test('of a longer one it is what is seen, and half a screen above and below', () => {
  assert.deepEqual(windowOf(10_000, [-200, 600], 1), [0, 700]);
  assert.deepEqual(windowOf(10_000, [3000, 600], 1), [2700, 1200]);
  assert.deepEqual(windowOf(10_000, [9700, 600], 1), [9400, 600]);
});

test('no picture is higher than the engine makes them', () => {
  const [from, height] = windowOf(100_000, [0, 50_000], 2);
  assert.deepEqual([from, height], [0, 4096]);
});

test('also where nothing of it is seen there is something to show', () => {
  for (const top of [-1e6, 1e6]) {
    const [from, height] = windowOf(10_000, [top, 600], 1);
    assert.ok(from >= 0 && height >= 300 && from + height <= 10_000, `${from} ${height}`);
  }
});

test('its edges lie between device pixels', () => {
  for (let top = 0; top < 50; top += 3.7) {
    for (const ratio of [1, 1.25, 1.5, 2]) {
      const [from, height] = windowOf(10_000, [3000 + top, 601], ratio);
      assert.ok(Math.abs(from * ratio - Math.round(from * ratio)) < 1e-6);
      assert.ok(Math.abs(height * ratio - Math.round(height * ratio)) < 1e-6);
      assert.ok(covers([from, height], 10_000, [3000 + top, 601]));
    }
  }
});

test('a window covers what is seen until it is scrolled beyond its edge', () => {
  const window = windowOf(10_000, [3000, 600], 1);
  assert.ok(covers(window, 10_000, [3300, 600]));
  assert.ok(!covers(window, 10_000, [3301, 600]));
  assert.ok(covers(window, 10_000, [2700, 600]));
  assert.ok(!covers(window, 10_000, [2699, 600]));
  // What is seen of the page beyond the board needs no picture.
  assert.ok(covers([9400, 600], 10_000, [9900, 600]));
  assert.ok(covers([0, 700], 10_000, [-500, 600]));
});
