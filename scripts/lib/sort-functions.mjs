// Puts functions of a wasm that are alike beside each other, which makes it 2 % less after brotli. What
// a function does and who calls it stays the same, only its number changes.
//
//   node scripts/lib/sort-functions.mjs <wasm> <the same, sorted>
//
// One with anything that only other versions of Emscripten write stays as it is, and that is said.

import { readFileSync, writeFileSync } from 'node:fs';
import { readModule, writeModule } from './wasm-functions.mjs';
import { brotli } from './weigh.mjs';

const [from = '', to = ''] = process.argv.slice(2);

/** @typedef {import('./wasm-functions.mjs').Body} Body */

/** Every run of four bytes in a function, without the numbers of those it calls. @param {Body} body */
function runsOf(body) {
  const bytes = Buffer.concat(body.filter((part) => typeof part !== 'number'));
  /** @type {Set<number>} */
  const runs = new Set();
  for (let at = 0; at + 4 <= bytes.length; at += 1) runs.add(bytes.readUInt32LE(at));
  return runs;
}

/** 0 to 1. @param {Set<number>} a @param {Set<number>} b */
function likeness(a, b) {
  const [less, more] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const run of less) if (more.has(run)) shared += 1;
  return shared / Math.sqrt(a.size * b.size + 1);
}

/**
 * How like every two are.
 * @param {Body[]} bodies
 */
function likenesses(bodies) {
  const runs = bodies.map(runsOf);
  return runs.map((a) => Float32Array.from(runs, (b) => likeness(a, b)));
}

/**
 * Each after those that it is most like, of which the last counts most.
 * @param {Float32Array[]} alike every two @param {number} memory how much less the one before counts
 * @returns {number[]} the functions by their old places
 */
function sorted(alike, memory) {
  const left = new Set(alike.keys());
  const order = [];
  const scores = new Float32Array(alike.length);
  for (let next = 0; left.delete(next); ) {
    order.push(next);
    alike[next]?.forEach((likeness, i) => {
      scores[i] = (scores[i] ?? 0) * memory + likeness;
    });
    let most = -1;
    for (const candidate of left) {
      const score = scores[candidate] ?? 0;
      if (score > most) [next, most] = [candidate, score];
    }
  }
  return order;
}

/** @param {Uint8Array} bytes */
function withSortedFunctions(bytes) {
  try {
    const module = readModule(bytes);
    const alike = likenesses(module.bodies);
    // Which is best differs by a part in a thousand, and cannot be foretold.
    return [0, 0.3, 0.6]
      .map((memory) => writeModule(module, sorted(alike, memory)))
      .reduce((best, other) => (brotli(other).length < brotli(best).length ? other : best));
  } catch (cause) {
    console.warn(`the functions of ${from} stay in their order: ${cause}`);
    return bytes;
  }
}

const bytes = new Uint8Array(withSortedFunctions(readFileSync(from)));
if (!WebAssembly.validate(bytes)) throw new Error(`${from} is no wasm any more when it is sorted`);
writeFileSync(to, bytes);
