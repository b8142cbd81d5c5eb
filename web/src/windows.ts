import type { PageSignals } from './page-signals';

/** Listens to a window until the returned function is called; tells at once whether it is hidden. */
export type WatchWindow = (window: Window, signals: PageSignals) => () => void;

interface Watched {
  boards: number;
  isHidden: boolean;
  stop(): void;
}

/**
 * The windows that the page's boards stand in: the page's own, as a rule, and those of popups, of pictures in a
 * picture and of frames that a board was moved to. Each is listened to while it has boards.
 */
export class Windows {
  readonly #watched = new Map<Window, Watched>();
  readonly #watch: WatchWindow;
  readonly #signals: PageSignals;

  /** `signals.hidden` hears whether all are hidden: a board in any other is seen. */
  constructor(watch: WatchWindow, signals: PageSignals) {
    this.#watch = watch;
    this.#signals = signals;
  }

  /** A board comes into the window. */
  enter(window: Window): void {
    let watched = this.#watched.get(window);
    if (!watched) {
      const made: Watched = { boards: 0, isHidden: false, stop() {} };
      watched = made;
      this.#watched.set(window, made);
      made.stop = this.#watch(window, {
        ...this.#signals,
        hidden: (isHidden) => {
          made.isHidden = isHidden;
          this.#tellHidden();
        },
      });
    }
    watched.boards += 1;
  }

  /** A board leaves the window. */
  leave(window: Window): void {
    const watched = this.#watched.get(window);
    if (!watched) return;
    watched.boards -= 1;
    if (watched.boards) return;
    watched.stop();
    this.#watched.delete(window);
    if (this.#watched.size) this.#tellHidden();
  }

  #tellHidden(): void {
    this.#signals.hidden([...this.#watched.values()].every(({ isHidden }) => isHidden));
  }
}

/** The window of an element; where its document has none, nothing is seen, and the script's own will do. */
export const windowOf = ({ ownerDocument }: Element): Window & typeof globalThis =>
  ownerDocument.defaultView ?? window;
