/** What a page must load, beside other packages that draw or that follow a Pusher server. */

import { readFileSync } from 'node:fs';
import { brotli, weigh } from '../../../scripts/lib/weigh.mjs';
import { baselines } from '../lib/baselines.mjs';
import { bundleAccount, bundleFile, bundleText } from '../lib/bundle.mjs';
import { dist, installed, root } from '../lib/places.mjs';
import { namedCore } from '../wasm/named.mjs';
import { ownerOf } from '../wasm/owners.mjs';
import { readWasm } from '../wasm/sections.mjs';

export const title = 'Bytes that a page loads';
export const how = `Scripts as esbuild minifies a bundle of the usual entry (ours as it is shipped), and the wasm beside
them. Where our own bytes go: exact before compression, by the names of functions (what was inlined
counts for where it is in); after brotli each part has its share in proportion, since nothing is compressed alone.`;

/** @type {import('../lib/table.mjs').Shape} */
export const table = {
  row: ({ subject, conditions }) => [subject, conditions].filter(Boolean).join(': '),
  column: ({ name, unit }) => `${name} [${unit}]`,
};

/** @typedef {import('../main.mjs').Run} Run */
/** @typedef {[subject: string, conditions: string, files: Uint8Array[]]} Page */

/** @param {Run} run */
export async function measure({ figures, isShort }) {
  /** @type {Page[]} */
  const pages = [
    [
      'scoreline',
      'scoreline.js and scoreline.wasm: connection, decoding, drawing',
      ['scoreline.js', 'scoreline.wasm'].map((name) => readFileSync(new URL(name, dist))),
    ],
    ...(isShort ? [] : await drawingPages()),
    [
      'laravel-echo + pusher-js',
      'bundle: connection alone, draws nothing',
      (
        await bundleText(
          'import Echo from "laravel-echo"; import Pusher from "pusher-js"; export { Echo, Pusher };',
          root,
        )
      ).map(({ contents }) => contents),
    ],
    [
      'baseline',
      'stats-api: laravel-echo, pusher-js, DOM',
      [await bundleFile(baselines['stats-api'])],
    ],
    ['baseline', 'scorelytics: WebSocket, DOM', [await bundleFile(baselines.scorelytics)]],
  ];
  for (const [subject, conditions, files] of pages) {
    const weights = files.map(weigh);
    for (const [name, of] of /** @type {const} */ ([
      ['raw', 'raw'],
      ['gzip 9', 'gzip'],
      ['brotli 11', 'brotli'],
    ])) {
      const bytes = weights.reduce((sum, weight) => sum + weight[of], 0);
      figures.add(name, subject, 'bytes', bytes, conditions);
    }
  }
  accountOfWasm(figures);
  await accountOfScript(figures);
}

/** Other packages that draw; @returns {Promise<Page[]>} */
async function drawingPages() {
  const packageFile = (/** @type {string} */ path) =>
    readFileSync(new URL(`node_modules/${path}`, installed));
  const scripts = async (/** @type {string} */ text, /** @type {string[]} */ ...external) =>
    (await bundleText(text, installed, external)).map(({ contents }) => contents);

  return [
    [
      '@rive-app/canvas-lite',
      'bundle and rive.wasm: drawing alone',
      [
        ...(await scripts('export { Rive } from "@rive-app/canvas-lite"')),
        packageFile('@rive-app/canvas-lite/rive.wasm'),
      ],
    ],
    [
      '@lottiefiles/dotlottie-web',
      'bundle and dotlottie-player.wasm: drawing alone',
      [
        ...(await scripts('export { DotLottie } from "@lottiefiles/dotlottie-web"')),
        packageFile('@lottiefiles/dotlottie-web/dist/dotlottie-player.wasm'),
      ],
    ],
    [
      '@mori2003/jsimgui',
      'bundle with its loader, which has the wasm inside: drawing alone',
      // FreeType and the extensions are loaded only by pages that ask for them.
      await scripts(
        'export { ImGui, ImGuiImplWeb } from "@mori2003/jsimgui"',
        './loader-freetype.js',
        './loader-extensions.js',
        './loader-freetype-extensions.js',
      ),
    ],
  ];
}

/** @param {Run['figures']} figures */
function accountOfWasm(figures) {
  const shipped = readFileSync(new URL('scoreline.wasm', dist));
  // With shorter numbers of functions: the shipped one is sorted (scripts/lib/sort-functions.mjs).
  const linked = readFileSync(new URL('build/web/scoreline-core.wasm', root));
  const { sections, functions } = readWasm(namedCore().wasm);
  /** @type {Map<string, number>} */
  const parts = new Map();
  const count = (/** @type {string} */ part, /** @type {number} */ bytes) =>
    parts.set(part, (parts.get(part) ?? 0) + bytes);
  for (const { name, bytes } of functions) count(`wasm, ${ownerOf(name)}`, bytes);
  const codeBytes = functions.reduce((sum, { bytes }) => sum + bytes, 0);
  const dataBytes = sections.find(({ id }) => id === 11)?.bytes ?? 0;
  count('wasm, texts and tables (data)', dataBytes);
  // The same in both but for the names and the two functions that the named one has more.
  count('wasm, types, imports, exports', linked.length - codeBytes - dataBytes);
  addShares(figures, parts, linked.length, brotli(shipped).length);
}

/** @param {Run['figures']} figures */
async function accountOfScript(figures) {
  const shipped = readFileSync(new URL('scoreline.js', dist));
  const { bytes, inputs } = await bundleAccount({
    entryPoints: ['web/src/index.ts'],
    absWorkingDir: new URL('.', root).pathname,
    outdir: 'out',
    alias: { 'scoreline-core': './build/web/scoreline-glue.mjs' },
    external: ['./words/*.js'],
  });
  /** @type {Map<string, number>} */
  const parts = new Map();
  for (const [path, size] of inputs) {
    const part = path.includes('scoreline-glue')
      ? 'script, Emscripten glue'
      : path.startsWith('web/src/words')
        ? 'script, English words'
        : 'script, our TypeScript';
    parts.set(part, (parts.get(part) ?? 0) + size);
  }
  const named = [...parts.values()].reduce((sum, size) => sum + size, 0);
  parts.set('script, bundle', bytes - named);
  addShares(figures, parts, shipped.length, brotli(shipped).length);
}

/**
 * @param {Run['figures']} figures
 * @param {Map<string, number>} parts raw bytes each
 * @param {number} raw of the file
 * @param {number} compressed of the file
 */
function addShares(figures, parts, raw, compressed) {
  for (const [part, bytes] of [...parts].sort(([, a], [, b]) => b - a)) {
    figures.add('raw', `of it: ${part}`, 'bytes', bytes);
    figures.add('brotli 11', `of it: ${part}`, 'bytes', Math.round((bytes / raw) * compressed), '');
  }
}
