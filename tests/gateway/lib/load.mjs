import { mkdir, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const root = new URL('../../../', import.meta.url);
let count = 0;

/**
 * Imports one file of `web/src/gateway`, bundled on the fly. It lies in build/ for as long as that takes, because from
 * elsewhere the packages would not be found.
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function load(name) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`web/src/gateway/${name}`, root).pathname],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['ws'],
  });
  count += 1;
  const file = new URL(`build/gateway-tests/${process.pid}-${count}.mjs`, root);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, outputFiles[0]?.contents ?? '');
  try {
    return await import(file.href);
  } finally {
    await rm(file);
  }
}
