/** The same as `index.ts`, with the engine inside: for pages that can take only one file. */
import packedWasm from 'scoreline-core.wasm.gz';
import { begin } from './define';

export * from './public';

begin(() => {
  const bytes = Uint8Array.from(atob(packedWasm), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked, { headers: { 'content-type': 'application/wasm' } });
});
