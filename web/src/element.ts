import type { Board } from './board';
import { BoardWords } from './board-words';
import type { BoardState } from './core';
import { elementClient } from './element-client';
import { ElementOptions } from './element-options';
import type { EnginePage } from './engine-page';
import {
  type BoardEventDetails,
  type BoardEventMap,
  type BoardEventName,
  boardEvent,
} from './events';
import { type Failure, failureSentence, stateWithoutEngine } from './failure';
import { isRightToLeft, languageOf } from './languages';
import { type ColourReader, readLook } from './look';
import { observedAttributes } from './option-names';
import {
  defineOptionProperties,
  type OptionProperties,
  upgradeProperties,
} from './option-properties';
import { OptionsError } from './option-values';
import type { ScoreboardOptions } from './options';
import type { Providers } from './parse-options';
import { parseSettings, type Settings } from './settings';
import { soon } from './soon';
import { View } from './view';
import { Voice } from './voice';
import { watchBox } from './watch-box';
import { watchHold } from './watch-hold';
import { windowOf } from './windows';
import type { WordsOption } from './words/words';

/** The public face of `<score-board>`. */
export interface ScoreBoardElement extends HTMLElement, OptionProperties {
  /**
   * The options that a script has given, all at once; setting them replaces those given before. Each
   * comes before the attribute of the same name.
   */
  options: ScoreboardOptions;
  /** What the board knows now, as a new plain object each time. Never a key or token. */
  readonly state: BoardState;
  /** Asks the provider again, at once. Where the engine could not be loaded, tries that again. */
  refresh(): void;
  /**
   * Lets go of connection and memory; the element shows its own content again. It starts anew when it
   * is inserted again. An element that is removed from the document is destroyed by itself.
   */
  destroy(): void;

  addEventListener<Name extends BoardEventName>(
    name: Name,
    listener: (this: ScoreBoardElement, event: BoardEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    name: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export interface ElementParts {
  page: EnginePage;
  /** Those that the engine knows; undefined: all but the gateway. */
  providers: Providers | undefined;
  /** Words that the page has for all boards, as they are when asked. */
  words(): WordsOption;
  colour: ColourReader;
}

/** Makes the element's class; a function, because a server has no `HTMLElement` to extend. */
export function scoreBoardClass({
  page,
  words,
  colour,
  providers,
}: ElementParts): CustomElementConstructor {
  return class ScoreBoard extends HTMLElement {
    static readonly observedAttributes = [...observedAttributes, 'dir'];

    static {
      defineOptionProperties(ScoreBoard.prototype, (element) => element.#options);
    }

    readonly #view = new View(this.attachShadow({ mode: 'open' }));
    readonly #voice = new Voice(this.#view.said);
    /** Once for all the attributes that are set in one go. */
    readonly #applySoon = soon(() => {
      if (this.#isOn) this.#apply();
    });
    readonly #options = new ElementOptions(this, this.#applySoon);
    readonly #words = new BoardWords(
      () => ({ ...words(), ...this.#options.given.words }),
      () => this.#tellWords(),
    );
    readonly #client = elementClient({
      view: this.#view,
      words: this.#words,
      options: this.#options,
      settings: () => this.#settings,
      look: () => {
        const style = getComputedStyle(this.#view.lookProbe);
        const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
        return readLook(style, colour, page.fontNumber(style.fontFamily), isStill);
      },
      show: (state, isDrawn) => {
        this.#failure = undefined;
        this.#view.show(state, isDrawn);
        return this.#view.stage !== 'waiting';
      },
      fail: (reason, message) => this.#fail({ reason, message }),
      emit: (name, detail) => this.#emit(name, detail),
    });
    #settings: Settings | undefined;
    /** There is one while the options are good and the element is in a document. */
    #board: Board | undefined;
    #watching: AbortController | undefined;
    #isDestroyed = false;
    #failure: Failure | undefined;

    constructor() {
      super();
      this.#view.box.addEventListener('click', (event) => {
        const match = this.#view.matchAt(event.composedPath());
        if (match !== undefined) this.#emit('match-click', { match });
      });
    }

    get options(): ScoreboardOptions {
      return this.#options.given;
    }

    set options(options: ScoreboardOptions) {
      this.#options.given = options;
    }

    get state(): BoardState {
      return (
        (this.#board && page.state(this.#board)) ??
        stateWithoutEngine(this.#failure, this.#words, this.#isOn)
      );
    }

    refresh(): void {
      if (this.#board) page.refresh(this.#board);
      else this.#applySoon();
    }

    destroy(): void {
      this.#isDestroyed = true;
      this.#failure = undefined;
      this.#close();
    }

    connectedCallback(): void {
      this.#isDestroyed = false;
      upgradeProperties(this as unknown as Record<string, unknown>);
      if (this.#board?.window !== windowOf(this)) this.#watch();
      this.#applySoon();
    }

    disconnectedCallback(): void {
      // An element that is moved is taken out and put in again within one task.
      setTimeout(() => {
        if (!this.isConnected) this.destroy();
      });
    }

    /** An element that has this method is moved by `moveBefore` without being taken out and put in. */
    connectedMoveCallback(): void {}

    adoptedCallback(): void {
      this.#view.dress();
    }

    attributeChangedCallback(): void {
      this.#applySoon();
    }

    get #isOn(): boolean {
      return this.isConnected && !this.#isDestroyed;
    }

    /** The words, or what they are taken from, may have changed. */
    #tellWords(): void {
      const { lang, texts } = this.#words;
      if (!lang) return;
      // Without a direction of its own the board has that of its words, or else the page's.
      const dir = isRightToLeft(lang) && !this.hasAttribute('dir') ? 'rtl' : '';
      this.#view.setLanguage(lang, dir);
      this.#view.setWords(texts.list_label, texts.connecting);
      this.#voice.setWords(texts, lang);
      if (this.#failure) this.#view.fail(failureSentence(this.#failure, this.#words));
      if (this.#board) page.relook(this.#board);
    }

    /** Takes up the options as they are now. */
    #apply(): void {
      const { raw } = this.#options;
      const before = JSON.stringify(this.#settings?.board);
      let failure: OptionsError | undefined;
      try {
        this.#settings = parseSettings(raw, this.ownerDocument.baseURI, providers);
      } catch (cause) {
        if (!(cause instanceof OptionsError)) throw cause;
        failure = cause;
      }
      this.#failure = undefined;
      // The engine and the first snapshot are asked for before all that takes time.
      if (failure) this.#close();
      else if (!this.#board) this.#open();
      this.#words.want(languageOf(raw.locale as string | undefined));
      if (failure) {
        this.#fail(failure);
        return;
      }
      const { board, announce, locale } = this.#settings as Settings;
      this.#voice.announce = announce;
      this.#words.locale = locale;
      // The theme is a matter of CSS, which looks at the attribute.
      const { theme } = this.#options.given;
      if (theme && theme !== this.getAttribute('theme')) this.setAttribute('theme', theme);
      this.#tellWords();
      if (before && JSON.stringify(board) !== before) {
        this.#voice.clear();
        page.configure(this.#board as Board);
      }
    }

    #open(): void {
      this.#board = page.open(this.#client);
      this.#watch();
    }

    /** Watches the board in the window that it stands in now. */
    #watch(): void {
      const board = this.#board;
      if (!board) return;
      page.move(board);
      const { box, lookProbe } = this.#view;
      this.#watching?.abort();
      this.#watching = new AbortController();
      const { signal } = this.#watching;
      watchBox(
        box,
        {
          width: (devicePx, ratio) => page.resize(board, devicePx, ratio),
          visible: (isVisible) => page.setVisible(board, isVisible),
        },
        signal,
      );
      watchHold(box, (isHeld) => page.hold(board, isHeld), signal);
      lookProbe.addEventListener('transitionrun', () => page.relook(board), { signal });
    }

    #close(): void {
      this.#watching?.abort();
      if (this.#board) page.close(this.#board);
      this.#board = this.#settings = undefined;
      this.#voice.clear();
      this.#view.clear();
    }

    #fail(failure: Failure): void {
      this.#failure = failure;
      this.#tellWords();
      const { reason, message } = failure;
      this.#emit('board-error', { reason, message });
    }

    #emit<Name extends BoardEventName>(name: Name, detail: BoardEventDetails[Name]): void {
      this.dispatchEvent(boardEvent(name, detail));
      this.#voice.hear(name, detail, () => this.state);
    }
  };
}
