/** Folders, as URLs that end with a slash. */

export const root = new URL('../../../', import.meta.url);
export const dist = new URL('dist/', root);
/** What the bench makes and nothing else needs. */
export const made = new URL('build/bench/', root);
/** Has the `node_modules/` of tests/bench/package.json. */
export const installed = made;
