import { browserPage } from './browser-page';
import { type ScoreBoardElement, scoreBoardClass } from './element';
import { pixelColourReader } from './look';
import type { ScoreboardOptions } from './options';
import type { Providers } from './parse-options';
import type { WasmSource } from './wasm-loader';
import type { WordsOption } from './words/words';

const tag = 'score-board';

declare global {
  interface HTMLElementTagNameMap {
    'score-board': ScoreBoardElement;
  }
}

/** The settings of all boards of a page. */
interface PageSettings {
  setWasm(source: WasmSource): void;
  setWords(words: WordsOption): void;
}

/** Under this name a second copy of the script finds the settings of the copy that defined the element. */
const settingsOf = Symbol.for('scoreline.settings');

/** Where the engine is unless the page says otherwise, and which providers it knows; set by the entry file. */
let defaultWasm: WasmSource;
let providers: Providers | undefined;

/** Defines the element when an entry file is loaded. `wasm`: where that file has its engine. */
export function begin(wasm: WasmSource, providersOfWasm?: Providers): void {
  defaultWasm = wasm;
  providers = providersOfWasm;
  defineScoreBoard();
}

/**
 * Defines `<score-board>`. Importing the module has done so already; where the element is defined, or there
 * is no browser, nothing happens.
 */
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
    providers,
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

/**
 * Sets where the engine's wasm is downloaded from, for all boards. Default: `scoreline.wasm` beside the
 * script. To be called before the first board; after a failed download it starts another.
 */
export function setWasmUrl(url: string | URL): void {
  settings()?.setWasm(url);
}

/**
 * Gives the engine's wasm itself, for all boards: its bytes, a compiled module, or a function that answers
 * with one of them, a URL or a `Response`. When to call: see `setWasmUrl`.
 */
export function setWasmBytes(wasm: Exclude<WasmSource, string | URL>): void {
  settings()?.setWasm(wasm);
}

/**
 * Sets words for all boards in the place of those of their languages, by the keys of `Words`; replaces the
 * words of an earlier call. A board's own `words` come before these. Boards that are shown change at once.
 */
export function setWords(words: WordsOption): void {
  settings()?.setWords(words);
}

/**
 * Makes a scoreboard. Options from a script may be functions, so that the page needs no key.
 *
 * @param target a `<score-board>`, whose `options` are set, or an element that a new one is appended to
 * @returns the `<score-board>`
 */
export function createScoreboard(target: Element, options: ScoreboardOptions): ScoreBoardElement {
  defineScoreBoard();
  const isBoard = target.localName === tag;
  const board = (isBoard ? target : document.createElement(tag)) as ScoreBoardElement;
  board.options = options;
  if (!isBoard) target.append(board);
  return board;
}
