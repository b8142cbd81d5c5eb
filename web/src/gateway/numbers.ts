/**
 * The numbers that make one message newer than another: the epoch of this gateway, and from where a channel counts.
 */
export class Numbers {
  #epoch = 0;
  #floor = 0;

  get epoch(): number {
    return this.#epoch;
  }

  /** This gateway speaks from now on, under an epoch that is above all before it. */
  begin(epoch: number): void {
    this.#epoch = epoch;
    this.#floor = 0;
  }

  /** The first number of a channel: above whatever a reader may still hold of a channel that was let go. */
  first(): number {
    return this.#floor + 1;
  }

  /** A channel is let go that stood at this number. */
  letGo(seq: number): void {
    this.#floor = Math.max(this.#floor, seq);
  }
}

/** An epoch above `before`. By the clock, because a gateway that is alone remembers nothing of the last one. */
export const epochAfter = (before: number, now: number = Date.now()): number =>
  Math.max(now, before + 1);
