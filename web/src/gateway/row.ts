import type { BoardState, MatchState } from '../core';
import { isOver } from '../played';

/** A match as it is handed to readers: what it is in every language. */
export type Row = Omit<MatchState, 'trust' | 'text' | 'group' | 'lines'>;

/** What the gateway's own core says of a match or a list. */
export type Trust = Exclude<BoardState['connection']['state'], 'idle'>;

/** The names are listed, so that what a state may have besides, such as texts in a language, does not get out. */
const names = [
  'id',
  'sport',
  'league',
  'home',
  'away',
  'status',
  'statusWord',
  'period',
  'minute',
  'addedTime',
  'clock',
  'kickoff',
  'kickoffDay',
  'plays',
] as const satisfies readonly (keyof Row)[];

/** What a row may have, in bytes of JSON: one row is one packet of the network, or nearly. */
const mostBytes = 1024;

/** The oldest plays are left out where there is no room for all. */
export function rowOf(match: MatchState): Row {
  const row: Partial<Record<keyof Row, unknown>> = {};
  for (const name of names) if (match[name] !== undefined) row[name] = match[name];
  const bounded = row as unknown as Row;
  while (bounded.plays.length && Buffer.byteLength(JSON.stringify(bounded)) > mostBytes) {
    bounded.plays = bounded.plays.slice(1);
  }
  return bounded;
}

export const connectionTrust = ({ connection: { state } }: BoardState): Trust =>
  state === 'idle' ? 'connecting' : state;

/**
 * A row of a list has no connection of its own, so what the core says of its match is put into the same names. Of a
 * match that has not begun the core says only that nothing is expected to change: it is as good as the list's
 * stream, and without one it is polled.
 */
export function rowTrust({ trust, status }: MatchState, list: Trust): Trust {
  if (trust === 'none') return 'connecting';
  if (trust !== 'settled') return trust;
  if (isOver(status)) return 'over';
  return list === 'polling' ? 'polling' : 'live';
}
