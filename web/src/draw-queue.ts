/** The page's clock, frames and timers. */
export interface Frames {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  requestFrame(run: () => void): void;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number | undefined): void;
}

/** The least time from one frame to a paced one: a frame costs more than its boards, so boards share one. */
const paceMs = 100;

/** Draws each changed item once, in a frame after the change. */
export class DrawQueue<Item> {
  readonly #frames: Frames;
  readonly #draw: (item: Item) => void;
  readonly #changed = new Set<Item>();
  #isFrameAsked = false;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #timer: number | undefined;

  constructor(frames: Frames, draw: (item: Item) => void) {
    this.#frames = frames;
    this.#draw = draw;
  }

  /** Draws the item in the next frame. */
  add(item: Item): void {
    this.#changed.add(item);
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#frames.requestFrame(() => {
      this.#isFrameAsked = false;
      this.#drawnAt = this.#frames.now();
      const items = [...this.#changed];
      this.#changed.clear();
      for (const each of items) this.#draw(each);
    });
  }

  /** Draws the item in the next frame that is at least `paceMs` after the last one. */
  addPaced(item: Item): void {
    const wait = this.#drawnAt + paceMs - this.#frames.now();
    if (wait <= 0) {
      this.add(item);
      return;
    }
    this.#changed.add(item);
    if (this.#isFrameAsked) return;
    this.#timer ??= this.#frames.setTimer(() => {
      this.#timer = undefined;
      // Those that a frame in between has drawn are gone.
      for (const each of this.#changed) this.add(each);
    }, wait);
  }

  has(item: Item): boolean {
    return this.#changed.has(item);
  }

  delete(item: Item): void {
    this.#changed.delete(item);
    if (this.#changed.size) return;
    this.#frames.clearTimer(this.#timer);
    this.#timer = undefined;
  }
}
