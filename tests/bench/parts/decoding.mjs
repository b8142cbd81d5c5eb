/** A frame from a JavaScript string to the store, beside JSON.parse and plain objects. */

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildTarget, wasmForNode } from '../../lib/wasm-for-node.mjs';
import { frames, framesFolder, writeFrames } from '../lib/frames.mjs';
import { root } from '../lib/places.mjs';
import { ShimmedEngine } from '../lib/shimmed-engine.mjs';

export const title = 'Decoding';
export const how = `From text to the store, µs a frame, in Node.js. "JSON.parse": the same frame into plain objects (a Pusher
event is parsed twice), without checks. "wasm": our decoders in a wasm of their own, the copy of the
text into its memory included; they check UTF-8, types, ranges and sizes. "shipped": a message through
the whole engine as it ships, with a board of so many matches, from the WebSocket's event on, its events to
the page included. "native": the same C++ on this machine, g++ -O2, by Google Benchmark.`;

/** @type {import('../lib/table.mjs').Shape} */
export const table = {
  row: ({ name, conditions }) => `${name}, ${conditions} [µs]`,
  column: ({ subject }) => subject,
};

/** @param {import('../main.mjs').Run} run */
export async function measure({ figures, isShort }) {
  const runs = isShort ? 3 : 9;
  const runMs = isShort ? 20 : 200;
  const all = frames();
  writeFrames(all);
  const wasm = await decodingWasm();
  for (const { name, kind, texts, base, parse } of all) {
    const first = all.find(({ file }) => file === base);
    /** @type {Map<string | number, any>} */
    const store = new Map();
    for (const text of first?.texts ?? []) {
      first?.parse(text, store);
      wasm(first?.kind ?? 0, text);
    }
    const ways = {
      scoreline: (/** @type {string} */ text) => {
        if (wasm(kind, text) === 0) throw new Error(`${name}: a frame was not read`);
      },
      'JSON.parse': (/** @type {string} */ text) => parse(text, store),
    };
    /** @type {Record<string, number[]>} */
    const taken = { scoreline: [], 'JSON.parse': [] };
    for (let run = 0; run <= runs; run += 1) {
      for (const [way, decode] of Object.entries(ways)) {
        const us = usEach(decode, texts, runMs);
        // The first one warms both compilers up.
        if (run > 0) taken[way]?.push(us);
      }
    }
    const bytes = Math.round(
      texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length,
    );
    const size = `${bytes.toLocaleString('en')} bytes`;
    figures.add(name, 'scoreline, wasm', 'µs', taken.scoreline ?? [], size);
    figures.add(name, 'JSON.parse', 'µs', taken['JSON.parse'] ?? [], size);
    const native = nativeFigures(isShort).get(name);
    if (native) figures.add(name, 'scoreline, native', 'µs', native, size);
  }
  for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
    for (const matches of isShort ? [20] : [1, 100, 500]) {
      const taken = await throughTheEngine(provider, matches, Math.ceil(runs / 2), runMs);
      const name = `${provider} ${provider === 'scorelytics' ? 'message' : 'event'}`;
      figures.add(name, 'scoreline, shipped', 'µs', taken, `one of ${matches} matches`);
    }
  }
}

/** @param {(text: string) => void} decode @param {string[]} texts @param {number} ms */
function usEach(decode, texts, ms) {
  const start = performance.now();
  let count = 0;
  for (;;) {
    for (const text of texts) decode(text);
    count += texts.length;
    const taken = performance.now() - start;
    if (taken >= ms) return (taken * 1000) / count;
  }
}

/** The decoders' own wasm, as a function of a frame. */
async function decodingWasm() {
  const core = await wasmForNode('scoreline_decoding', 'scoreline-decoding');
  const encoder = new TextEncoder();
  return (/** @type {number} */ kind, /** @type {string} */ text) => {
    const most = text.length * 3;
    const room = core._bench_room(most);
    const { written } = encoder.encodeInto(text, core.HEAPU8.subarray(room, room + most));
    return core._bench_decode(kind, written);
  };
}

/**
 * @param {'scorelytics' | 'stats-api'} provider
 * @param {number} matches that its board shows
 * @param {number} runs
 * @param {number} runMs
 */
async function throughTheEngine(provider, matches, runs, runMs) {
  const engine = await ShimmedEngine.start(provider, { matches });
  /** @type {number[]} */
  const taken = [];
  for (let run = 0; run <= runs; run += 1) {
    let us = 0;
    let count = 0;
    // A thousand at a time, made beforehand: only their way into the engine is timed.
    while (us < runMs * 1000) {
      const texts = engine.messages(1000);
      const start = performance.now();
      for (const text of texts) engine.deliver(text);
      us += (performance.now() - start) * 1000;
      count += texts.length;
      await engine.pass(1000);
    }
    if (run > 0) taken.push(us / count);
  }
  await engine.check();
  return taken;
}

/** @type {Map<string, number[]> | undefined} */
let native;

/** By the frames' names. @param {boolean} isShort */
function nativeFigures(isShort) {
  if (native) return native;
  // For a moment the tests' build does: it is there, and no figure of it is kept.
  const [preset, folder] = isShort ? ['native', 'native'] : ['bench', 'bench-native'];
  buildTarget(preset, 'decoding_bench');
  const program = fileURLToPath(new URL(`build/${folder}/decoding_bench`, root));
  const said = execFileSync(
    program,
    [
      fileURLToPath(framesFolder),
      '--benchmark_format=json',
      `--benchmark_min_time=${isShort ? 0.02 : 0.2}`,
      `--benchmark_repetitions=${isShort ? 2 : 10}`,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  native = new Map();
  for (const { run_name, run_type, real_time, error_message } of JSON.parse(said).benchmarks) {
    if (error_message) throw new Error(`${run_name}: ${error_message}`);
    if (run_type === 'iteration')
      native.set(run_name, [...(native.get(run_name) ?? []), real_time]);
  }
  return native;
}
