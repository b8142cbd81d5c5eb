/**
 * Scoreline: live scoreboards. In a browser, importing this defines `<score-board>`; on a server it
 * does nothing.
 */
import { browserPage } from './browser-page';
import { type ScoreBoardElement, scoreBoardClass } from './element';
import { pixelColourReader } from './look';
import type { ScoreboardOptions } from './options';
import { en } from './words/en';

export type { BoardState, ConnectionStateName, MatchState, TeamState } from './core';
export type { ScoreBoardElement } from './element';
export type { BoardEventDetails, BoardEventMap, BoardEventName } from './events';
export type { ChannelAuthorisation, ScoreboardOptions } from './options';

const tag = 'score-board';

declare global {
  interface HTMLElementTagNameMap {
    'score-board': ScoreBoardElement;
  }
}

/** Defines `<score-board>`. Harmless when it is defined, and without a browser. */
export function defineScoreBoard(): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  const page = browserPage(new URL('./scoreline.wasm', import.meta.url).href, en);
  customElements.define(
    tag,
    scoreBoardClass({ page, words: en, colour: pixelColourReader(document) }),
  );
}

/**
 * A scoreboard from a script, where options may be functions, so that no key needs to be in the page.
 * `target` is a `<score-board>`, or an element that one is appended to.
 */
export function createScoreboard(target: Element, options: ScoreboardOptions): ScoreBoardElement {
  defineScoreBoard();
  const isBoard = target.localName === tag;
  const board = (isBoard ? target : document.createElement(tag)) as ScoreBoardElement;
  board.options = options;
  if (!isBoard) target.append(board);
  return board;
}

defineScoreBoard();
