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
