import type { Frames } from './draw-queue';

/** So many take their turn at once, and the next so many ms later. */
const atOnce = 10;
const betweenMs = 100;

/** Boards that are in no hurry: each has its turn, once, and no turn is long. */
export class Turns<Item> {
  readonly #frames: Pick<Frames, 'setTimer' | 'clearTimer'>;
  readonly #take: (item: Item) => void;
  readonly #waiting = new Set<Item>();
  #timer: number | undefined;

  constructor(frames: Pick<Frames, 'setTimer' | 'clearTimer'>, take: (item: Item) => void) {
    this.#frames = frames;
    this.#take = take;
  }

  /** `ms`: the first that waits waits so long. */
  add(item: Item, ms: number): void {
    this.#waiting.add(item);
    this.#timer ??= this.#frames.setTimer(() => this.#next(), ms);
  }

  has(item: Item): boolean {
    return this.#waiting.has(item);
  }

  delete(item: Item): void {
    this.#waiting.delete(item);
    if (this.#waiting.size) return;
    this.#frames.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  #next(): void {
    this.#timer = undefined;
    const items = [...this.#waiting].slice(0, atOnce);
    for (const item of items) {
      this.#waiting.delete(item);
      this.#take(item);
    }
    // Unless one of them has come back, which starts anew.
    if (this.#waiting.size) this.#timer ??= this.#frames.setTimer(() => this.#next(), betweenMs);
  }
}
