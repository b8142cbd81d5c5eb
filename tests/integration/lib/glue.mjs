/**
 * The wasm and its glue, as scripts/build makes them. The glue finds the browser by its global names
 * (`WebSocket`, `setTimeout`, …), so it is run as a function that has those names as parameters: each
 * engine gets a browser of its own and Node's globals stay as they are.
 */

import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

const shipped = new URL('../../../build/web/', import.meta.url);

/** What the glue takes from the browser. */
const names = ['WebSocket', 'performance', 'Date', 'setTimeout', 'clearTimeout', 'console'];

/** By their folder. @type {Map<string, {wasm: WebAssembly.Module, glue: Function}>} */
const loaded = new Map();

/** @param {URL} folder */
function load(folder) {
  const text = readFileSync(new URL('scoreline-core.mjs', folder), 'utf8');
  const exported = /export default (\w+);?\s*$/.exec(text)?.[1];
  if (!exported) throw new Error('the glue has another shape than the tests know');
  const body = text
    .replace(/export default \w+;?\s*$/, `\nreturn ${exported};`)
    .replaceAll('import.meta.url', '"file:///scoreline-core.mjs"');
  return {
    wasm: new WebAssembly.Module(readFileSync(new URL('scoreline-core.wasm', folder))),
    glue: compileFunction(body, names, { filename: 'scoreline-core.mjs' }),
  };
}

/**
 * A new instance of the engine.
 * @param {Record<string, unknown>} browser values for `names`
 * @param {import('../../../web/src/core.ts').CoreHost} host
 * @param {URL} [folder] of another build
 * @returns {Promise<import('../../../web/src/core.ts').CoreExports>}
 */
export function createCore(browser, host, folder = shipped) {
  const { wasm, glue } = loaded.get(folder.href) ?? load(folder);
  loaded.set(folder.href, { wasm, glue });
  const create = glue(...names.map((name) => browser[name]));
  return new Promise((resolve, reject) => {
    create({
      host,
      /** @param {WebAssembly.Imports} imports @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} receive */
      instantiateWasm(imports, receive) {
        // The glue would never hear of a failure here.
        WebAssembly.instantiate(wasm, imports).then((instance) => receive(instance, wasm), reject);
        return {};
      },
    }).then(resolve, reject);
  });
}
