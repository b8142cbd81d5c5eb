import { browserPage } from './browser-page';
import { type ScoreBoardElement, scoreBoardClass } from './element';
import { pixelColourReader } from './look';
import type { ScoreboardOptions } from './options';
import type { WasmSource } from './wasm-loader';
import type { WordsOption } from './words/words';

const tag = 'score-board';

declare global {
  interface HTMLElementTagNameMap {
    'score-board': ScoreBoardElement;
  }
}

/** What a page sets for all its boards. */
interface PageSettings {
  setWasm(source: WasmSource): void;
  setWords(words: WordsOption): void;
}

/** Where a second copy of the script finds the settings of the one that defined the element. */
const settingsOf = Symbol.for('scoreline.settings');

/** Where the engine is when nobody says otherwise; set by the entry file. */
let defaultWasm: WasmSource;

/** What an entry file does when it is loaded. */
export function begin(wasm: WasmSource): void {
  defaultWasm = wasm;
  defineScoreBoard();
}

/** Defines `<score-board>`. Harmless when it is defined, and without a browser. */
export function defineScoreBoard(): void {
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  let wasm = defaultWasm;
  let words: WordsOption = {};
  const page = browserPage({
    get wasm() {
      return wasm;
    },
  });
  const settings: PageSettings = {
    setWasm(source) {
      wasm = source;
      page.retry();
    },
    setWords(given) {
      words = given;
      page.relookAll();
    },
  };
  const ScoreBoard = scoreBoardClass({
    page,
    words: () => words,
    colour: pixelColourReader(document),
  });
  customElements.define(tag, Object.assign(ScoreBoard, { [settingsOf]: settings }));
}

function settings(): PageSettings | undefined {
  defineScoreBoard();
  if (typeof customElements === 'undefined') return undefined;
  const ScoreBoard = customElements.get(tag) as { [settingsOf]?: PageSettings } | undefined;
  return ScoreBoard?.[settingsOf];
}

/** Says where the engine's wasm is, for all boards; before the first board, or after it failed. */
export function setWasmUrl(url: string | URL): void {
  settings()?.setWasm(url);
}

/** The engine's wasm itself: its bytes, a compiled module, or a function that answers with them. */
export function setWasmBytes(wasm: Exclude<WasmSource, string | URL>): void {
  settings()?.setWasm(wasm);
}

/** Words for all boards, in the place of those that come with them. */
export function setWords(words: WordsOption): void {
  settings()?.setWords(words);
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
