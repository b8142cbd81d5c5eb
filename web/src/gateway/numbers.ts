/**
 * The numbers that make one message newer than another: the epoch of this gateway, and from where a channel counts.
 */
export class Numbers {
  #epoch = 0;
  #floor = 0;

  get epoch(): number {
    return this.#epoch;
  }

  /** A gateway starts or takes over. `before`: the greatest epoch that is known of. */
  begin(before = 0, now: number = Date.now()): number {
    this.#epoch = Math.max(now, before + 1, this.#epoch + 1);
    this.#floor = 0;
    return this.#epoch;
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
