import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModule, writeModule } from '../../scripts/lib/wasm-functions.mjs';

/** @param {string} text */
const bytesOf = (text) => [...new TextEncoder().encode(text)];
/** @param {number} id @param {number[]} content */
const section = (id, ...content) => [id, content.length, ...content];
/** @param {number[]} code */
const body = (...code) => [code.length + 2, 0, ...code, 0x0b];

// Imports `e.f`; defines 1: 10, 2: f() + 1 by number, 3: what the table has at 0, which is 1.
const wasm = Uint8Array.of(
  ...[0, ...bytesOf('asm'), 1, 0, 0, 0],
  ...section(1, 1, 0x60, 0, 1, 0x7f),
  ...section(2, 1, 1, ...bytesOf('e'), 1, ...bytesOf('f'), 0, 0),
  ...section(3, 3, 0, 0, 0),
  ...section(4, 1, 0x70, 0, 1),
  ...section(7, 2, 1, ...bytesOf('a'), 0, 2, 1, ...bytesOf('b'), 0, 3),
  ...section(9, 1, 0, 0x41, 0, 0x0b, 1, 1),
  ...section(
    10,
    3,
    ...body(0x41, 10),
    ...body(0x10, 0, 0x41, 1, 0x6a),
    ...body(0x41, 0, 0x11, 0, 0),
  ),
);

/** @param {BufferSource} bytes */
async function results(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, { e: { f: () => 41 } });
  const { a, b } = /** @type {Record<string, () => number>} */ (
    /** @type {unknown} */ (instance.exports)
  );
  return [a?.(), b?.()];
}

test('a module does in every order of its functions what it did', async () => {
  assert.deepEqual(await results(wasm), [42, 10]);
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    assert.deepEqual(await results(writeModule(readModule(wasm), order)), [42, 10]);
  }
});

test('the order that it has leaves it as it is', () => {
  assert.deepEqual(Uint8Array.from(writeModule(readModule(wasm), [0, 1, 2])), wasm);
});

test('what is not known is refused', () => {
  const withNames = Uint8Array.of(...wasm, ...section(0, 4, ...bytesOf('name')));
  assert.throws(() => readModule(withNames), /section 0/);
});
