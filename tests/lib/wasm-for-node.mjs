/** A wasm that only tests and benches have (`scoreline_add_wasm_for_node` in cmake/ScorelineWasm.cmake). */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** @param {string} preset of CMakePresets.json @param {string} target */
export function buildTarget(preset, target) {
  const cmake = (/** @type {string[]} */ ...words) =>
    execFileSync('cmake', words, { cwd: fileURLToPath(root), stdio: 'pipe' });
  cmake('--preset', preset);
  cmake('--build', '--preset', preset, '--target', target);
}

/**
 * Builds the wasm and makes an instance of it.
 * @param {string} target of CMake
 * @param {string} name of the files in build/web, without their endings
 * @returns {Promise<any>} its exports, and `HEAPU8`
 */
export async function wasmForNode(target, name) {
  buildTarget('web', target);
  const { default: create } = await import(new URL(`build/web/${name}.mjs`, root).href);
  const wasm = readFileSync(new URL(`build/web/${name}.wasm`, root));
  return create({
    /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance) => void} receive */
    instantiateWasm(imports, receive) {
      WebAssembly.instantiate(wasm, imports).then(({ instance }) => receive(instance));
      return {};
    },
  });
}
