/**
 * What is under `/competitions` beside the schedule (doc: rest).
 *
 * @typedef {import('../world.mjs').Match} Match
 */

import { decided } from '../world.mjs';
import { teamJson } from './shapes.mjs';

/** @param {Match[]} matches */
export function competitionsOf(matches) {
  const competitions = new Map(matches.map(({ league }) => [league.number, league]));
  return [...competitions.values()].map(({ number, name, country }) => ({
    id: number,
    name,
    country,
  }));
}

/** @param {Match[]} matches of one competition */
export function teamsOf(matches) {
  const teams = matches.flatMap((match) => [teamJson(match, 'home'), teamJson(match, 'away')]);
  return [...new Map(teams.map((team) => [team.name, team])).values()];
}

/**
 * `data.teams[]` of `{position, name, wins, losses, points}` (doc: rest); two points for a win, one
 * for a loss.
 * @param {Match[]} matches of one competition
 */
export function standingsOf(matches) {
  const rows = new Map(teamsOf(matches).map(({ name }) => [name, { name, wins: 0, losses: 0 }]));
  for (const match of matches) {
    if (!decided.some((code) => code === match.statusCode)) continue;
    const homeWon = match.homeScore > match.awayScore;
    const winner = rows.get(homeWon ? match.home.name : match.away.name);
    const loser = rows.get(homeWon ? match.away.name : match.home.name);
    if (winner) winner.wins += 1;
    if (loser) loser.losses += 1;
  }
  const teams = [...rows.values()]
    .map((row) => ({ ...row, points: 2 * row.wins + row.losses }))
    .sort((a, b) => b.points - a.points)
    .map((row, index) => ({ position: index + 1, ...row }));
  return { teams };
}
