import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { watchHold } = await load('watch-hold.ts');

test('a board is held while somebody points at it or has the focus in it', () => {
  const box = new EventTarget();
  const stop = new AbortController();
  /** @type {boolean[]} */
  const told = [];
  watchHold(box, (/** @type {boolean} */ isHeld) => told.push(isHeld), stop.signal);
  for (const type of ['pointerenter', 'focusin', 'pointerleave', 'focusout', 'focusin'])
    box.dispatchEvent(new Event(type));
  assert.deepEqual(told, [true, true, true, false, true]);
  stop.abort();
  box.dispatchEvent(new Event('focusout'));
  assert.equal(told.length, 5);
});
