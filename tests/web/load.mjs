import { build } from 'esbuild';

/**
 * Imports one TypeScript file of `web/src`, bundled on the fly.
 * @param {string} path relative to `web/src`
 * @returns {Promise<any>}
 */
export async function load(path) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`../../web/src/${path}`, import.meta.url).pathname],
    alias: { 'scoreline-core': new URL('../browser/lib/stub-core.mjs', import.meta.url).pathname },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
