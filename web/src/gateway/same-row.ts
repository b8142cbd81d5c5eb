import type { Row } from './row';

export interface ToldRow {
  row: Row;
  /** When it was made, ms. */
  at: number;
}

/** A running clock is read in whole seconds, twice. */
const clockToleranceSeconds = 2;
/** The core lets a minute run on so long without a word (`kLongestMinuteRun`). */
const longestRunMs = 120_000;

/**
 * Whether a row is what was told before, but for clocks that ran on: whoever has the one can tell the other. A clock
 * that was set, stopped or started is a change.
 */
export function isSameRow(before: ToldRow, after: ToldRow): boolean {
  const elapsedMs = after.at - before.at;
  return (
    standing(before.row) === standing(after.row) &&
    isSameMinute(before.row, after.row, elapsedMs) &&
    isSameClock(before.row, after.row, elapsedMs)
  );
}

/** All of a row but what runs. */
function standing({ minute, clock, ...rest }: Row): string {
  return JSON.stringify([rest, minute === undefined, clock?.isRunning]);
}

function isSameMinute(before: Row, { minute: now = 0 }: Row, elapsedMs: number): boolean {
  const { minute: then = 0, addedTime, status, period } = before;
  const end = period?.kind === 'half' ? period.number * 45 : 0;
  const isTicking = status === 'live' && then < end && !addedTime;
  if (!isTicking) return now === then;
  const expected = Math.min(then + Math.floor(Math.min(elapsedMs, longestRunMs) / 60_000), end);
  // When in its minute the clock was, nobody knows.
  return Math.abs(now - expected) <= 1;
}

function isSameClock({ clock: then }: Row, { clock: now }: Row, elapsedMs: number): boolean {
  if (!then || !now) return then === now;
  if (!then.isRunning) return then.secondsLeft === now.secondsLeft;
  const expected = Math.max(0, then.secondsLeft - elapsedMs / 1000);
  return Math.abs(now.secondsLeft - expected) <= clockToleranceSeconds;
}
