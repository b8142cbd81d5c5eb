/**
 * As much of Node.js as the server's part uses. Node's own types are not taken, because they would change
 * those of the browser for all files (`setTimeout`).
 */
declare module 'node:fs/promises' {
  export function readFile(path: URL): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The Emscripten glue as a function of what it takes from a browser, so that each engine has its own
 * (`scripts/build` makes it).
 */
declare module 'scoreline-core-with-globals' {
  const withGlobals: import('./headless').CoreWithGlobals;
  export default withGlobals;
}
