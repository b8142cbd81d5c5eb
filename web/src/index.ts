/**
 * Scoreline: live scoreboards. In a browser, importing this defines `<score-board>`; on a server it
 * does nothing.
 */
import { begin } from './define';

export * from './public';

// This expression is the one that bundlers find files by. It is in a function, because nothing is to be
// done before there is a board.
begin(() => new URL('./scoreline.wasm', import.meta.url));
