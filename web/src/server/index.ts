/**
 * Scoreline on a server (Node.js 20 and later): the score in the HTML itself, for the time until the page's own
 * board has it, and for readers without JavaScript.
 */
import coreWithGlobals from 'scoreline-core-with-globals';
import { renderer } from './render';

export type { RenderOptions } from './options';
export { RenderError, type RenderFailure } from './render-error';
export { css } from './style';

/**
 * The HTML of a board, for between the tags of `<score-board>`: the score as the provider tells it now, with the
 * instant that it is of. Each call asks the provider anew. Rejects with a `RenderError`.
 */
export const renderToString = renderer({
  core: coreWithGlobals,
  fetch: (...request) => fetch(...request),
  readWasm: async () => {
    const { readFile } = await import('node:fs/promises');
    return readFile(new URL('../scoreline.wasm', import.meta.url));
  },
});
