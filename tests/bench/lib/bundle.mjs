/** What a site's bundler makes of a script, for a page to load. */

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './places.mjs';

/** @type {import('esbuild').BuildOptions} */
const asASiteDoes = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  write: false,
  logLevel: 'error',
};

/**
 * A script that is written here, as files by their path in the output; the first one is the entry.
 * @param {string} contents
 * @param {URL} folder whose packages it imports
 * @param {string[]} [external] what is loaded only in cases that do not concern us
 */
export async function bundleText(contents, folder, external = []) {
  const result = await build({
    ...asASiteDoes,
    stdin: { contents, resolveDir: fileURLToPath(folder) },
    // What is loaded later is a file of its own.
    splitting: true,
    outdir: 'out',
    external,
  });
  return /** @type {import('esbuild').OutputFile[]} */ (result.outputFiles);
}

/** @param {string} path of a script of the repository */
export async function bundleFile(path) {
  const { outputFiles } = await build({
    ...asASiteDoes,
    entryPoints: [fileURLToPath(new URL(path, root))],
  });
  const [file] = outputFiles ?? [];
  if (!file) throw new Error(`${path} made no bundle`);
  return file.contents;
}

/** How many bytes of a bundle come from each input, by esbuild's account. @param {import('esbuild').BuildOptions} options */
export async function bundleAccount(options) {
  const { metafile } = await build({ ...asASiteDoes, ...options, metafile: true });
  const [output] = Object.values(metafile?.outputs ?? {});
  if (!output) throw new Error('esbuild made no bundle');
  const inputs = Object.entries(output.inputs).map(
    ([path, { bytesInOutput }]) => /** @type {[string, number]} */ ([path, bytesInOutput]),
  );
  return { bytes: output.bytes, inputs };
}
