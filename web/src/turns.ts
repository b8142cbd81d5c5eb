import type { Timers } from './draw-queue';

/** The most items of one turn. */
const atOnce = 10;
/** The time from one turn to the next. */
const betweenMs = 100;

/** Items that are in no hurry take turns: each item once, and few at a time, so that no turn is long. */
export class Turns<Item> {
  readonly #frames: Pick<Timers, 'setTimer' | 'clearTimer'>;
  readonly #take: (item: Item) => void;
  readonly #waiting = new Set<Item>();
  #timer: number | undefined;

  constructor(frames: Pick<Timers, 'setTimer' | 'clearTimer'>, take: (item: Item) => void) {
    this.#frames = frames;
    this.#take = take;
  }

  /** `ms`: how long until the next turn, if none is due already. */
  add(item: Item, ms: number): void {
    this.#waiting.add(item);
    this.#timer ??= this.#frames.setTimer(() => this.#next(), ms);
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
    // An item that was added again while it was taken has set the timer already.
    if (this.#waiting.size) this.#timer ??= this.#frames.setTimer(() => this.#next(), betweenMs);
  }
}
