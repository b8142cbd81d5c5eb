import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { defineOptionProperties, upgradeProperties } = await load('option-properties.ts');
const { optionNames } = await load('option-names.ts');

const matches = () => true;
Object.assign(globalThis, { Element: { prototype: { matches } } });

class Board {
  /** @type {Record<string, unknown>} */
  values = {};
  #options = {
    get: (/** @type {string} */ option) => this.values[option],
    set: (/** @type {string} */ option, /** @type {unknown} */ value) => {
      this.values[option] = value;
    },
  };
  static {
    defineOptionProperties(Board.prototype, (/** @type {Board} */ board) => board.#options);
  }
  /** @param {object} options */
  set options(options) {
    this.values.options = options;
  }
}

test('every option is a property that frameworks can list', () => {
  const board = /** @type {any} */ (new Board());
  /** @type {string[]} */
  const listed = [];
  for (const name in board) listed.push(name);
  for (const name of optionNames) assert.ok(listed.includes(name), name);
  board.maxSockets = 3;
  assert.equal(board.maxSockets, 3);
  assert.deepEqual(board.values, { maxSockets: 3 });
});

test('`matches` can be set, and stays the method of every element', () => {
  const board = /** @type {any} */ (new Board());
  board.matches = 'a b';
  assert.equal(board.values.matches, 'a b');
  assert.equal(board.matches, matches);
});

test('what was set before there was a class is set anew', () => {
  const board = /** @type {any} */ (new Board());
  for (const [name, value] of Object.entries({ match: 'a', options: { live: true }, other: 1 })) {
    Object.defineProperty(board, name, { value, configurable: true, writable: true });
  }
  upgradeProperties(board);
  assert.deepEqual(board.values, { match: 'a', options: { live: true } });
  assert.equal(Object.hasOwn(board, 'match'), false);
  assert.equal(Object.hasOwn(board, 'other'), true);
  board.match = 'b';
  assert.equal(board.values.match, 'b');
});
