import type { BoardState } from '../core';
import type { Row, Trust } from './row';

export interface Head {
  v: 1;
  channel: string;
  epoch: number;
  seq: number;
  at: number;
  trust: Trust;
  reason?: string;
  /** ms since 1970: what is told was true then. Absent: nobody knows. */
  provenAt?: number;
}

export interface MatchMessage extends Head {
  row?: Row;
}

export interface ListMessage extends Head {
  rows: (Row & { trust: Trust })[];
  /** Absent in a snapshot: it is not known yet which matches the list has. */
  ids?: readonly string[];
}

/** A message as it is sent: serialised once for all readers and edges. */
export interface Message {
  channel: string;
  /** What holds it keeps the last 30 s of them; of all other messages the newest alone. */
  isBatch: boolean;
  /** It repeats the number of the message before. */
  isHeartbeat: boolean;
  /** When it was made, by the steady clock of `performance`. */
  madeAt: number;
  body: Buffer;
}

export interface Instant {
  /** ms since 1970, never going back. */
  at: number;
  /** `performance.now()`. */
  steady: number;
}

/** The wall clock as it was at the start, and steady since: whoever sets the clock back makes no message older. */
export function instantNow(): Instant {
  const steady = performance.now();
  return { at: Math.round(performance.timeOrigin + steady), steady };
}

export function messageOf(
  content: MatchMessage | ListMessage,
  { isBatch, isHeartbeat, steady }: { isBatch: boolean; isHeartbeat: boolean; steady: number },
): Message {
  return {
    channel: content.channel,
    isBatch,
    isHeartbeat,
    madeAt: steady,
    body: Buffer.from(JSON.stringify(content)),
  };
}

/** Nothing has come yet that could be told; what was told before is not undone by it. */
export const isUnknown = ({ matches, connection }: BoardState): boolean =>
  !matches.length && ['idle', 'connecting', 'waiting', 'refused'].includes(connection.state);
