import type { MatchState } from './core';

const unplayed = ['scheduled', 'postponed', 'cancelled', 'walkover'];

/**
 * Whether the match has a score to tell: of a match that was not played a provider may say 0. The picture
 * has the same rule (`has_score` in `src/engine/content.cpp`).
 */
export function isPlayed({
  status,
  home,
  away,
}: Pick<MatchState, 'status' | 'home' | 'away'>): boolean {
  if (!unplayed.includes(status)) return true;
  return status !== 'scheduled' && Boolean(home.score || away.score);
}

const playedOut = ['finished', 'after_extra_time', 'after_penalties'];

/** Whether it was played to its end, and so has a winner where one has more. */
export const isPlayedOut = (status: string): boolean => playedOut.includes(status);

/** Whether nothing more is expected (`is_final` in `src/match/status.cpp`). */
export const isOver = (status: string): boolean =>
  [...playedOut, 'cancelled', 'walkover', 'abandoned'].includes(status);
