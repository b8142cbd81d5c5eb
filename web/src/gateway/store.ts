import type { Message } from './message';

/** A list's batches are kept so long, for those who come or come back. */
export const replayMs = 30_000;

interface Held {
  newest: Message | undefined;
  /** Of a list's channel, oldest first; of all heartbeats only the one behind the last change. */
  batches: Message[];
}

/** What each channel holds for who subscribes. */
export class Store {
  readonly #held = new Map<string, Held>();

  put(message: Message): void {
    const { channel, isBatch, isHeartbeat, madeAt } = message;
    let held = this.#held.get(channel);
    if (!held) {
      held = { newest: undefined, batches: [] };
      this.#held.set(channel, held);
    }
    held.newest = message;
    if (!isBatch) return;
    if (isHeartbeat && held.batches.at(-1)?.isHeartbeat) held.batches.pop();
    held.batches.push(message);
    while ((held.batches[0]?.madeAt ?? madeAt) < madeAt - replayMs) held.batches.shift();
  }

  newest(channel: string): Message | undefined {
    return this.#held.get(channel)?.newest;
  }

  /** What who subscribes gets at once, oldest first. */
  replay(channel: string, steady: number): readonly Message[] {
    const held = this.#held.get(channel);
    if (!held?.newest) return [];
    if (!held.newest.isBatch) return [held.newest];
    return held.batches.filter(({ madeAt }) => madeAt >= steady - replayMs);
  }

  /** The newest of every channel. */
  *all(): Iterable<Message> {
    for (const { newest } of this.#held.values()) if (newest) yield newest;
  }

  drop(channel: string): void {
    this.#held.delete(channel);
  }

  clear(): void {
    this.#held.clear();
  }
}
