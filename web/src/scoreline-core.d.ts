/** The Emscripten glue, `build/web/scoreline-core.mjs`: esbuild resolves this name to it. */
declare module 'scoreline-core' {
  const createCore: import('./wasm-loader').CreateCore;
  export default createCore;
}
