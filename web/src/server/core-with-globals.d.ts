/**
 * The Emscripten glue as a function of what it takes from a browser, so that each engine has its own
 * (`scripts/build` makes it).
 */
declare module 'scoreline-core-with-globals' {
  const withGlobals: import('./headless').CoreWithGlobals;
  export default withGlobals;
}
