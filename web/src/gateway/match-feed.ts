import type { BoardState } from '../core';
import { type Instant, isUnknown, type MatchMessage, type Message, messageOf } from './message';
import type { Numbers } from './numbers';
import { connectionTrust, type Row, rowOf, type Trust } from './row';
import { isSameRow } from './same-row';

interface Told {
  trust: Trust;
  reason: string | undefined;
  row: Row | undefined;
  at: number;
}

/** What is told of one match: its whole row each time, under a number that rises with each change. */
export class MatchFeed {
  readonly channels: readonly string[];
  readonly #channel: string;
  readonly #numbers: Numbers;
  #seq: number;
  #told: Told | undefined;

  constructor(channel: string, numbers: Numbers) {
    this.channels = [channel];
    this.#channel = channel;
    this.#numbers = numbers;
    this.#seq = numbers.first() - 1;
  }

  get seq(): number {
    return this.#seq;
  }

  /** The messages that the state is worth; of a heartbeat the newest is repeated if nothing has changed. */
  tell(state: BoardState, { at, steady }: Instant, isBeat: boolean): Message[] {
    const now = this.#content(state, at);
    const isChange = !this.#told || !isSame(this.#told, now);
    if (!isChange && !isBeat) return [];
    if (isChange) this.#seq += 1;
    this.#told = now;
    const content: MatchMessage = {
      v: 1,
      channel: this.#channel,
      epoch: this.#numbers.epoch,
      seq: this.#seq,
      at,
      trust: now.trust,
      ...(now.reason !== undefined && { reason: now.reason }),
      ...(state.connection.provenAt !== undefined && { provenAt: state.connection.provenAt }),
      ...(now.row && { row: now.row }),
    };
    return [messageOf(content, { isBatch: false, isHeartbeat: !isChange, steady })];
  }

  /** An engine that begins anew knows nothing of what the last one told: that stays, and is not live. */
  #content(state: BoardState, at: number): Told {
    const { reason } = state.connection;
    const trust = connectionTrust(state);
    const kept = this.#told?.row;
    if (kept && isUnknown(state)) {
      return {
        trust: trust === 'refused' ? trust : 'stale',
        reason,
        row: kept,
        at: this.#told?.at ?? at,
      };
    }
    const [match] = state.matches;
    return { trust, reason, row: match && rowOf(match), at };
  }
}

function isSame(before: Told, after: Told): boolean {
  if (before.trust !== after.trust || before.reason !== after.reason) return false;
  if (!before.row || !after.row) return before.row === after.row;
  return isSameRow({ row: before.row, at: before.at }, { row: after.row, at: after.at });
}
