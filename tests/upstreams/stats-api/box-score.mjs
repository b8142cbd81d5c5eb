/**
 * `GET /matches/{id}/box-score`: player lines, team totals and the shot chart, counted from the plays.
 * The vendor shows no body, so the names are made up.
 *
 * @typedef {import('../world.mjs').Match} Match
 * @typedef {import('../world.mjs').Play} Play
 */

import { teamJson } from './shapes.mjs';

/** @type {Record<string, number>} */
const points = { '3pt_made': 3, '2pt_made': 2, ft_made: 1 };

/** @param {Match} match */
export function boxScore(match) {
  return {
    match_id: match.number,
    home_team: { ...teamJson(match, 'home'), ...lines(match, match.home.id) },
    away_team: { ...teamJson(match, 'away'), ...lines(match, match.away.id) },
    shots: match.plays
      .filter((play) => play.x !== null)
      .map(({ id, type, teamId, playerId, x, y }) => ({
        event_id: id,
        type,
        team_id: teamId,
        player_id: playerId,
        x,
        y,
      })),
  };
}

/** @param {Match} match @param {number} teamId */
function lines(match, teamId) {
  const plays = match.plays.filter((play) => play.teamId === teamId && play.playerId !== null);
  const players = [...new Set(plays.map((play) => play.playerId))].map((playerId) => ({
    player_id: playerId,
    points: total(plays.filter((play) => play.playerId === playerId)),
    fouls: plays.filter((play) => play.playerId === playerId && play.type === 'foul').length,
  }));
  return { players, totals: { points: total(plays) } };
}

/** @param {Play[]} plays */
function total(plays) {
  return plays.reduce((sum, { type }) => sum + (points[type] ?? 0), 0);
}
