import type { MatchState } from './core';

const unplayed = ['scheduled', 'postponed', 'cancelled', 'walkover'];

/**
 * Whether the match has a score to tell: a provider may say 0 of one that was not played. As in the
 * picture (`has_score` in `content.cpp`).
 */
export function isPlayed({
  status,
  home,
  away,
}: Pick<MatchState, 'status' | 'home' | 'away'>): boolean {
  if (!unplayed.includes(status)) return true;
  return status !== 'scheduled' && Boolean(home.score || away.score);
}
