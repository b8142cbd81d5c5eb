/** How time passes on a page. */
export interface Frames {
  /** ms, of a clock that never goes back. */
  now(): number;
  requestFrame(run: () => void): void;
  setTimer(run: () => void, ms: number): number;
  clearTimer(timer: number | undefined): void;
}

/** Where scores keep changing there is one frame in so many ms: each costs a page more than what is in it. */
const paceMs = 100;

/** Says when a board is drawn anew: once, in a frame after something of it changed. */
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

  /** In the next frame. */
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

  /** In the next frame, if the last one is not too near. */
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
      // A frame may have come in between.
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
