/** The Emscripten glue, `build/web/scoreline-core.mjs`: esbuild resolves this name to it. */
declare module 'scoreline-core' {
  const createCore: import('./wasm-loader').CreateCore;
  export default createCore;
}

/** The engine's wasm, packed by gzip: esbuild puts the file in as base64. */
declare module 'scoreline-core.wasm.gz' {
  const packed: string;
  export default packed;
}
