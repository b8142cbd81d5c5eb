import { attributeText, optionFromAttribute, optionsFromAttributes } from './attribute-values';
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
import { isRightToLeft, langOf, languageOf, Vocabulary } from './languages';
import { type ColourReader, readLook } from './look';
import {
  type OptionName,
  observedAttributes,
  optionNames,
  reflectedAttribute,
} from './option-names';
import { OptionsError } from './option-values';
import type { ScoreboardOptions } from './options';
import { parseAnnounce, parseLocale, parseOptions } from './parse-options';
import { View } from './view';
import { Voice } from './voice';
import { watchBox } from './watch-box';
import { en } from './words/en';
import { fill, type Words, type WordsOption } from './words/words';

/**
 * Each option is a property too; `undefined` or `null` takes it back. All but one: `matches` is a
 * method of every element. It can be set like the others (frameworks do), and stays that method.
 */
export type OptionProperties = {
  [Name in Exclude<OptionName, 'matches'>]-?: ScoreboardOptions[Name] | undefined;
};

/** The public face of `<score-board>`. */
export interface ScoreBoardElement extends HTMLElement, OptionProperties {
  /** Options from a script, all at once; each takes precedence over the attribute of the same name. */
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
  /** Words that the page has for all boards, as they are when asked. */
  words(): WordsOption;
  colour: ColourReader;
}

/** Makes the class; a function, because a server has no `HTMLElement` to extend. */
export function scoreBoardClass({ page, words, colour }: ElementParts): CustomElementConstructor {
  return class ScoreBoard extends HTMLElement {
    static readonly observedAttributes = [...observedAttributes, 'dir'];

    static {
      for (const option of optionNames) {
        Object.defineProperty(ScoreBoard.prototype, option, {
          configurable: true,
          enumerable: true,
          get(this: ScoreBoard) {
            return option === 'matches' ? Element.prototype.matches : this.#option(option);
          },
          set(this: ScoreBoard, value: unknown) {
            this.#setOption(option, value);
          },
        });
      }
    }

    readonly #view = new View(this.attachShadow({ mode: 'open' }));
    readonly #voice = new Voice(this.#view.said);
    readonly #client = this.#makeClient();
    #given: ScoreboardOptions = {};
    #parsed: BoardOptions | undefined;
    readonly #vocabulary = new Vocabulary(() => this.#tellWords());
    #locale: string | undefined;
    #kickoff = kickoffFormatter();
    #board: Board | undefined;
    #stopWatching: (() => void) | undefined;
    #isApplying = false;
    #isDestroyed = false;
    #failure: { reason: string; message: string } | undefined;

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
      if (this.#failure) {
        const { reason } = this.#failure;
        const notice = this.#failureSentence();
        return { connection: { state: 'refused', reason }, notice, matches: [] };
      }
      const { connecting } = this.#words;
      const name = this.isConnected && !this.#isDestroyed ? 'connecting' : 'idle';
      return { connection: { state: name }, notice: connecting, matches: [] };
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
      this.#upgradeProperties();
      this.#applySoon();
    }

    disconnectedCallback(): void {
      // An element that is moved is taken out and put in again within one task.
      setTimeout(() => {
        if (!this.isConnected) this.destroy();
      });
    }

    /** With this, `moveBefore` neither takes out nor puts in. */
    connectedMoveCallback(): void {}

    adoptedCallback(): void {
      this.#view.dress();
    }

    attributeChangedCallback(): void {
      this.#applySoon();
    }

    get #words(): Words & WordsOption {
      return { ...en, ...this.#vocabulary.words, ...words(), ...this.#given.words };
    }

    #failureSentence(): string {
      const { reason, message } = this.#failure ?? { reason: 'refused', message: '' };
      const texts = this.#words;
      return fill(texts[reason as keyof Words] ?? texts.bad_options, { problem: message });
    }

    /** The words, or what they are taken from, may have changed. */
    #tellWords(): void {
      const { language } = this.#vocabulary;
      if (!language) return;
      const texts = this.#words;
      const isOwn = Object.keys({ ...words(), ...this.#given.words }).length > 0;
      const lang = langOf(language, this.#locale, isOwn);
      // Without a direction of its own the board has that of its words, or else the page's.
      const dir = isRightToLeft(lang) && !this.hasAttribute('dir') ? 'rtl' : '';
      this.#view.setLanguage(lang, dir);
      this.#view.setWords(texts.list_label, texts.connecting);
      this.#voice.setWords(texts, lang);
      if (this.#failure) this.#view.fail(this.#failureSentence());
      if (this.#board) page.relook(this.#board);
    }

    #option(option: OptionName): unknown {
      const given = this.#given[option];
      if (given !== undefined) return given;
      return optionFromAttribute(option, (name) => this.getAttribute(name));
    }

    #setOption(option: OptionName, value: unknown): void {
      const { [option]: _, ...others } = this.#given;
      const attribute = reflectedAttribute(option);
      if (attribute === undefined) {
        this.#given =
          value === undefined || value === null ? others : { ...others, [option]: value };
      } else {
        // What was set last counts, so an option of this name must not outlive it.
        this.#given = others;
        const text = attributeText(value);
        if (text === null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, text);
      }
      this.#applySoon();
    }

    /** Properties that were set on the element before there was a class to see them. */
    #upgradeProperties(): void {
      for (const name of ['options', ...optionNames] as const) {
        if (!Object.hasOwn(this, name)) continue;
        const own = this as unknown as Record<string, unknown>;
        const value = own[name];
        delete own[name];
        own[name] = value;
      }
    }

    /** Once for all the attributes that are set in one go. */
    #applySoon(): void {
      if (this.#isApplying) return;
      this.#isApplying = true;
      queueMicrotask(() => {
        this.#isApplying = false;
        if (this.isConnected && !this.#isDestroyed) this.#apply();
      });
    }

    #apply(): void {
      const before = JSON.stringify(this.#parsed);
      const raw = { ...optionsFromAttributes((name) => this.getAttribute(name)), ...this.#given };
      // Before anything can fail: that is said in words too.
      this.#vocabulary.want(languageOf(raw.locale as string | undefined));
      try {
        const parsed = parseOptions(raw, this.ownerDocument.baseURI);
        const { locale, timeZone } = parseLocale(raw);
        this.#voice.announce = parseAnnounce(raw, parsed);
        this.#locale = locale;
        this.#kickoff = kickoffFormatter(locale, timeZone);
        this.#parsed = parsed;
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
      this.#tellWords();
      if (!this.#board) {
        this.#open();
      } else if (JSON.stringify(this.#parsed) !== before) {
        this.#voice.clear();
        page.configure(this.#board);
      }
    }

    #open(): void {
      const board = page.open(this.#client);
      this.#board = board;
      const stopBox = watchBox(this.#view.box, {
        width: (devicePx, ratio) => page.resize(board, devicePx, ratio),
        visible: (isVisible) => page.setVisible(board, isVisible),
      });
      const stop = new AbortController();
      const { signal } = stop;
      const { box } = this.#view;
      let [isPointedAt, hasFocus] = [false, false];
      const hold = (type: string, tell: () => void) =>
        box.addEventListener(
          type,
          () => {
            tell();
            page.hold(board, isPointedAt || hasFocus);
          },
          { signal },
        );
      hold('pointerenter', () => (isPointedAt = true));
      hold('pointerleave', () => (isPointedAt = false));
      hold('focusin', () => (hasFocus = true));
      hold('focusout', () => (hasFocus = false));
      this.#view.lookProbe.addEventListener('transitionrun', () => page.relook(board), { signal });
      this.#stopWatching = () => {
        stopBox();
        stop.abort();
      };
    }

    #close(): void {
      this.#stopWatching?.();
      if (this.#board) page.close(this.#board);
      this.#board = undefined;
      this.#parsed = undefined;
      this.#voice.clear();
      this.#view.clear();
    }

    #emit<Name extends BoardEventName>(name: Name, detail: BoardEventDetails[Name]): void {
      this.dispatchEvent(boardEvent(name, detail));
      this.#voice.hear(name, detail, () => this.state);
    }

    #makeClient(): BoardClient {
      const view = this.#view;
      const element = this;
      view.box.addEventListener('click', (event) => {
        const match = view.matchAt(event.composedPath());
        if (match !== undefined) this.#emit('match-click', { match });
      });
      return {
        get picture() {
          return view.picture;
        },
        get options() {
          return element.#parsed as BoardOptions;
        },
        get functions() {
          return element.#given;
        },
        get words() {
          return element.#words;
        },
        get hasWords() {
          return element.#vocabulary.language !== undefined;
        },
        look() {
          const style = getComputedStyle(view.lookProbe);
          const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
          return readLook(style, colour, page.fontNumber(style.fontFamily), isStill);
        },
        kickoffText: (epochMs, isDay) => this.#kickoff(epochMs, Date.now(), isDay),
        show: (state, isDrawn) => {
          element.#failure = undefined;
          view.show(state, isDrawn);
        },
        place: (height, boxes) => view.place(height, boxes),
        seen: () => [-view.box.getBoundingClientRect().top, innerHeight],
        get screenHeight() {
          return innerHeight;
        },
        placePicture: (top, height) => view.placePicture(top, height),
        fail: (reason, message) => {
          this.#failure = { reason, message };
          this.#tellWords();
          this.#emit('board-error', { reason, message });
        },
        warn: (reason, values = {}) => {
          this.#emit('board-error', { reason, message: fill(this.#words[reason], values) });
        },
        emit: (name, detail) => {
          // The engine knows names of reasons, and no sentences.
          const texts = this.#words;
          const told = detail as Record<string, string>;
          const message = name === 'board-error' && {
            message: fill(texts[told.reason as keyof Words] ?? texts.refused ?? '', {
              ...told,
              match: told.match || '?',
            }),
          };
          this.#emit(name as BoardEventName, { ...(detail as object), ...message } as never);
        },
      };
    }
  };
}
