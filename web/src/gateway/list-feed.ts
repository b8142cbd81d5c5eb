import type { BoardState } from '../core';
import { type Instant, isUnknown, type ListMessage, type Message, messageOf } from './message';
import type { Numbers } from './numbers';
import { connectionTrust, type Row, rowOf, rowTrust, type Trust } from './row';
import { isSameRow } from './same-row';

interface ToldRow {
  trust: Trust;
  row: Row;
  at: number;
}

/**
 * What is told of a list: batches of the rows that changed, numbered, and beside them the list as a whole with the
 * number that it stands at.
 */
export class ListFeed {
  readonly channels: readonly string[];
  readonly #channel: string;
  readonly #snapshotChannel: string;
  readonly #numbers: Numbers;
  #seq: number;
  readonly #rows = new Map<string, ToldRow>();
  /** Undefined: not known yet. */
  #ids: readonly string[] | undefined;
  #trust: Trust | undefined;
  #reason: string | undefined;

  constructor(channel: string, snapshotChannel: string, numbers: Numbers) {
    this.channels = [channel, snapshotChannel];
    this.#channel = channel;
    this.#snapshotChannel = snapshotChannel;
    this.#numbers = numbers;
    this.#seq = numbers.first() - 1;
  }

  get seq(): number {
    return this.#seq;
  }

  /** A batch where something has changed; of a heartbeat a batch in any case, and the snapshot. */
  tell(state: BoardState, now: Instant, isBeat: boolean): Message[] {
    // The first one, and the first of which is known what the list has: a reader who comes waits for that.
    const wasKnown = this.#trust !== undefined && this.#ids !== undefined;
    const batch = this.#batch(state, now, isBeat);
    if (!batch) return [];
    // Readers of the snapshot get the whole list each time, so it is repeated no more often than it must be.
    return !wasKnown || isBeat ? [batch, this.snapshot(now)] : [batch];
  }

  /** The list as it was told last. */
  snapshot({ at, steady }: Instant): Message {
    const content: ListMessage = {
      ...this.#head(this.#snapshotChannel, at),
      rows: (this.#ids ?? []).flatMap((id) => {
        const told = this.#rows.get(id);
        return told ? [{ ...told.row, trust: told.trust }] : [];
      }),
      ...(this.#ids && { ids: this.#ids }),
    };
    return messageOf(content, { isBatch: false, isHeartbeat: true, steady });
  }

  #batch(state: BoardState, now: Instant, isBeat: boolean): Message | undefined {
    const { at, steady } = now;
    const isKept = this.#ids !== undefined && isUnknown(state);
    const own = connectionTrust(state);
    const trust = isKept && own !== 'refused' ? 'stale' : own;
    const { reason } = state.connection;
    const rows = isKept ? this.#age() : this.#changed(state, trust, at);
    const ids = isKept || isUnknown(state) ? this.#ids : state.matches.map(({ id }) => id);
    const areOtherIds = ids !== undefined && !isSameList(ids, this.#ids);
    const isChange =
      rows.length > 0 || areOtherIds || trust !== this.#trust || reason !== this.#reason;
    this.#trust = trust;
    this.#reason = reason;
    this.#ids = ids;
    if (areOtherIds) this.#forgetAllBut(ids);
    if (!isChange && !isBeat) return undefined;
    if (isChange) this.#seq += 1;
    const content: ListMessage = {
      ...this.#head(this.#channel, at),
      rows,
      ...(areOtherIds && { ids }),
    };
    return messageOf(content, { isBatch: true, isHeartbeat: !isChange, steady });
  }

  #head(channel: string, at: number) {
    return {
      v: 1 as const,
      channel,
      epoch: this.#numbers.epoch,
      seq: this.#seq,
      at,
      trust: this.#trust ?? 'connecting',
      ...(this.#reason !== undefined && { reason: this.#reason }),
    };
  }

  #changed({ matches }: BoardState, list: Trust, at: number): ListMessage['rows'] {
    const changed: ListMessage['rows'] = [];
    for (const match of matches) {
      const row = rowOf(match);
      const trust = rowTrust(match, list);
      const told = this.#rows.get(match.id);
      if (told?.trust === trust && isSameRow(told, { row, at })) continue;
      this.#rows.set(match.id, { row, trust, at });
      changed.push({ ...row, trust });
    }
    return changed;
  }

  /** An engine that begins anew knows nothing yet: what the last one told stays, and is not live. */
  #age(): ListMessage['rows'] {
    const aged: ListMessage['rows'] = [];
    for (const told of this.#rows.values()) {
      if (told.trust === 'stale' || told.trust === 'over') continue;
      told.trust = 'stale';
      aged.push({ ...told.row, trust: 'stale' });
    }
    return aged;
  }

  #forgetAllBut(ids: readonly string[]): void {
    const kept = new Set(ids);
    for (const id of [...this.#rows.keys()]) if (!kept.has(id)) this.#rows.delete(id);
  }
}

const isSameList = (one: readonly string[], other: readonly string[] | undefined): boolean =>
  one.length === other?.length && one.every((id, index) => id === other[index]);
