import type { Board, BoardClient } from './board';
import type { BoardOptions, BoardState } from './core';
import type { EnginePage } from './engine-page';
import {
  type BoardEventDetails,
  type BoardEventMap,
  type BoardEventName,
  boardEvent,
} from './events';
import { kickoffFormatter } from './kickoff';
import { type ColourReader, readLook } from './look';
import {
  OptionsError,
  observedAttributes,
  optionsFromAttributes,
  parseLocale,
  parseOptions,
  type ScoreboardOptions,
} from './options';
import { View } from './view';
import { watchBox } from './watch-box';
import type { Words } from './words/en';

/** The public face of `<score-board>`. */
export interface ScoreBoardElement extends HTMLElement {
  /** Options from a script; each takes precedence over the attribute of the same name. */
  options: ScoreboardOptions;
  /** What the board knows now, as plain objects. Never a key or token. */
  readonly state: BoardState;
  /** Asks the provider again, at once. */
  refresh(): void;
  /** Lets go of connection and memory. The element starts anew when it is inserted again. */
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
  words: Words;
  colour: ColourReader;
}

/** Makes the class; a function, because a server has no `HTMLElement` to extend. */
export function scoreBoardClass({ page, words, colour }: ElementParts): CustomElementConstructor {
  const sentenceFor = (reason: string): string | undefined => words[reason as keyof Words];

  return class extends HTMLElement implements ScoreBoardElement {
    static readonly observedAttributes = observedAttributes;

    readonly #view = new View(this.attachShadow({ mode: 'open' }), words.connecting);
    readonly #client = this.#makeClient();
    #given: ScoreboardOptions = {};
    #parsed: BoardOptions | undefined;
    #kickoff = kickoffFormatter();
    #board: Board | undefined;
    #stopWatching: (() => void) | undefined;
    #isApplying = false;
    #failure: { reason: string; sentence: string } | undefined;

    get options(): ScoreboardOptions {
      return this.#given;
    }

    set options(options: ScoreboardOptions) {
      this.#given = { ...options };
      this.#applySoon();
    }

    get state(): BoardState {
      const state = this.#board && page.state(this.#board);
      if (state) return state;
      const notice = this.#failure?.sentence ?? words.connecting;
      const connection: BoardState['connection'] = this.#failure
        ? { state: 'refused', reason: this.#failure.reason }
        : { state: this.isConnected ? 'connecting' : 'idle' };
      return { connection, notice, matches: [] };
    }

    refresh(): void {
      if (this.#board) page.refresh(this.#board);
      else this.#applySoon();
    }

    destroy(): void {
      this.#close();
    }

    connectedCallback(): void {
      this.#applySoon();
    }

    disconnectedCallback(): void {
      // An element that is moved is taken out and put in again within one task.
      setTimeout(() => {
        if (!this.isConnected) this.destroy();
      });
    }

    attributeChangedCallback(): void {
      this.#applySoon();
    }

    /** Once for all the attributes that are set in one go. */
    #applySoon(): void {
      if (this.#isApplying) return;
      this.#isApplying = true;
      queueMicrotask(() => {
        this.#isApplying = false;
        if (this.isConnected) this.#apply();
      });
    }

    #apply(): void {
      const before = JSON.stringify(this.#parsed);
      try {
        const raw = {
          ...optionsFromAttributes((name) => this.getAttribute(name)),
          ...this.#given,
        };
        this.#parsed = parseOptions(raw, this.ownerDocument.baseURI);
        const { locale, timeZone } = parseLocale(raw);
        this.#kickoff = kickoffFormatter(locale, timeZone);
      } catch (cause) {
        if (!(cause instanceof OptionsError)) throw cause;
        this.#close();
        this.#client.fail(cause.reason, cause.message);
        return;
      }
      // The theme is a matter of CSS, which looks at the attribute.
      const { theme } = this.#given;
      if (theme && theme !== this.getAttribute('theme')) this.setAttribute('theme', theme);
      this.#failure = undefined;
      if (!this.#board) this.#open();
      else if (JSON.stringify(this.#parsed) !== before) page.configure(this.#board);
      else page.relook(this.#board);
    }

    #open(): void {
      const board = page.open(this.#client);
      this.#board = board;
      this.#stopWatching = watchBox(this.#view.box, {
        width: (devicePx, ratio) => page.resize(board, devicePx, ratio),
        visible: (isVisible) => page.setVisible(board, isVisible),
      });
    }

    #close(): void {
      this.#stopWatching?.();
      if (this.#board) page.close(this.#board);
      this.#board = undefined;
      this.#parsed = undefined;
    }

    #emit<Name extends BoardEventName>(name: Name, detail: BoardEventDetails[Name]): void {
      this.dispatchEvent(boardEvent(name, detail));
    }

    #makeClient(): BoardClient {
      const view = this.#view;
      const element = this;
      view.box.addEventListener('click', (event) => {
        const match = view.matchAt(event.composedPath());
        if (match !== undefined) this.#emit('match-click', { match });
      });
      return {
        canvas: view.canvas,
        get options() {
          return element.#parsed as BoardOptions;
        },
        get functions() {
          return element.#given;
        },
        look() {
          const style = getComputedStyle(view.lookProbe);
          const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
          return readLook(style, colour, page.fontNumber(style.fontFamily), isStill);
        },
        kickoffText: (epochMs) => this.#kickoff(epochMs, Date.now()),
        show: (state, isDrawn) => view.show(state, isDrawn),
        fail: (reason, message) => {
          const sentence = sentenceFor(reason) ?? words.bad_options.replace('{problem}', message);
          this.#failure = { reason, sentence };
          view.fail(sentence);
          this.#emit('board-error', { reason, message });
        },
        emit: (name, detail) => {
          // The engine knows names of reasons, and no sentences.
          const message = name === 'board-error' && {
            message: sentenceFor((detail as { reason: string }).reason) ?? words.refused,
          };
          this.#emit(name as BoardEventName, { ...(detail as object), ...message } as never);
        },
      };
    }
  };
}
