/** How time passes on a page. */
export interface Frames {
  requestFrame(run: () => void): void;
  setTimer(run: () => void, ms: number): number;
}

/** Boards that nobody sees take turns, so many at a time, in so many ms. */
const unseenAtOnce = 10;
const unseenMs = 100;

/**
 * Says when a board is shown anew: once, in the next frame after something of it changed. One that is off
 * screen is still read by assistive technology, which is in no such hurry.
 */
export class DrawQueue<Item extends { readonly isVisible: boolean }> {
  readonly #frames: Frames;
  readonly #show: (item: Item) => void;
  readonly #changed = new Set<Item>();
  readonly #unseen = new Set<Item>();
  #isFrameAsked = false;
  #unseenTimer: number | undefined;

  constructor(frames: Frames, show: (item: Item) => void) {
    this.#frames = frames;
    this.#show = show;
  }

  add(item: Item): void {
    if (!item.isVisible) {
      this.#unseen.add(item);
      this.#unseenTimer ??= this.#frames.setTimer(() => this.#showUnseen(), unseenMs);
      return;
    }
    this.#changed.add(item);
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#frames.requestFrame(() => {
      this.#isFrameAsked = false;
      const items = [...this.#changed];
      this.#changed.clear();
      for (const each of items) this.#show(each);
    });
  }

  has(item: Item): boolean {
    return this.#changed.has(item) || this.#unseen.has(item);
  }

  delete(item: Item): void {
    this.#changed.delete(item);
    this.#unseen.delete(item);
  }

  #showUnseen(): void {
    this.#unseenTimer = undefined;
    const items = [...this.#unseen].slice(0, unseenAtOnce);
    for (const item of items) {
      this.#unseen.delete(item);
      this.#show(item);
    }
    if (!this.#unseen.size) return;
    this.#unseenTimer = this.#frames.setTimer(() => this.#showUnseen(), unseenMs);
  }
}
