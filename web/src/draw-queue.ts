/** The page's clock and timers. */
export interface Timers {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number | undefined): void;
}

/** Clock and timers, and the frames of one window. */
export interface Frames extends Timers {
  requestFrame(run: () => void): void;
}

/** As many paced frames may come in a row after a quiet while: a message and what follows on it. */
const mostCredit = 6;
/** The time in which a frame is earned: a frame costs more than its boards, so boards share one. */
const creditMs = 100;
/** A frame that comes later than this after it was asked for was missed: the page cannot keep up. */
const lateMs = 50;

/** Draws each changed item once, in a frame after the change. */
export class DrawQueue<Item> {
  readonly #frames: Frames;
  readonly #draw: (item: Item) => void;
  readonly #changed = new Set<Item>();
  #isFrameAsked = false;
  #isWaiting = false;
  /** How many frames may come at once; as it was at `#countedAt`. */
  #credit = mostCredit;
  #countedAt = 0;

  constructor(frames: Frames, draw: (item: Item) => void) {
    this.#frames = frames;
    this.#draw = draw;
  }

  /** Draws the item in the next frame. */
  add(item: Item): void {
    this.#changed.add(item);
    this.#ask();
  }

  /** Draws the item in the next frame that there is credit for. */
  addPaced(item: Item): void {
    this.#changed.add(item);
    if (this.#isFrameAsked || this.#isWaiting) return;
    const missing = 1 - this.#earned();
    if (missing <= 0) {
      this.#ask();
      return;
    }
    // Left to run out, whatever happens meanwhile: timers that are set and cleared cost more than one too many.
    this.#isWaiting = true;
    this.#frames.setTimer(() => {
      this.#isWaiting = false;
      // Those that a frame in between has drawn are gone.
      if (this.#changed.size) this.#ask();
    }, missing * creditMs);
  }

  has(item: Item): boolean {
    return this.#changed.has(item);
  }

  delete(item: Item): void {
    this.#changed.delete(item);
  }

  #earned(): number {
    const since = this.#frames.now() - this.#countedAt;
    return Math.min(mostCredit, this.#credit + since / creditMs);
  }

  #ask(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    const askedAt = this.#frames.now();
    this.#frames.requestFrame(() => {
      this.#isFrameAsked = false;
      const now = this.#frames.now();
      this.#credit = now - askedAt > lateMs ? 0 : Math.max(0, this.#earned() - 1);
      this.#countedAt = now;
      const items = [...this.#changed];
      this.#changed.clear();
      for (const each of items) this.#draw(each);
    });
  }
}
