import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { Windows } = await load('windows.ts');

/** By window. @type {Map<object, any>} */
let watched;
/** @type {boolean[]} */
let told;
/** @type {any} */
let windows;
const [page, popup] = [{ isHidden: false }, { isHidden: false }];

beforeEach(() => {
  watched = new Map();
  told = [];
  page.isHidden = popup.isHidden = false;
  windows = new Windows(
    (/** @type {typeof page} */ window, /** @type {any} */ signals) => {
      watched.set(window, signals);
      signals.hidden(window.isHidden);
      return () => watched.delete(window);
    },
    { hidden: (/** @type {boolean} */ isHidden) => told.push(isHidden), look: () => {} },
  );
});

test('a window is listened to while it has boards', () => {
  windows.enter(page);
  const signals = watched.get(page);
  windows.enter(page);
  assert.equal(watched.get(page), signals, 'once');
  windows.leave(page);
  assert.equal(watched.size, 1);
  windows.leave(page);
  assert.equal(watched.size, 0);
});

test('the page is hidden when all windows with boards are', () => {
  windows.enter(page);
  windows.enter(popup);
  watched.get(page).hidden(true);
  assert.equal(told.at(-1), false);
  watched.get(popup).hidden(true);
  assert.equal(told.at(-1), true);
  watched.get(popup).hidden(false);
  assert.equal(told.at(-1), false);
  windows.leave(popup);
  assert.equal(told.at(-1), true, 'the one that is left is hidden');
});

test('a board that comes into a window that is seen shows the page', () => {
  page.isHidden = true;
  windows.enter(page);
  assert.equal(told.at(-1), true);
  windows.enter(popup);
  assert.equal(told.at(-1), false);
});
