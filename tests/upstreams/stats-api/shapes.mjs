/**
 * A match in the Stats API's words. The vendor shows no match JSON at all, so this is a sensible
 * Laravel one, with other shapes to choose from: a client has to be tolerant.
 *
 * @typedef {import('../world.mjs').Match} Match
 * @typedef {import('../world.mjs').Play} Play
 * @typedef {import('../world.mjs').Side} Side
 * @typedef {import('./options.mjs').Settings} Settings
 */

import { overtimeSeconds, quarterSeconds } from '../world/codes.mjs';
import { periodNumber } from '../world/steps.mjs';
import { statusWord } from './status.mjs';

/** @param {Match} match @param {Settings} settings */
export function matchJson(match, settings) {
  return {
    id: match.number,
    round: match.round,
    ...sides(match, settings.shape),
    status: statusWord(match),
    current_period: match.period === null ? null : periodNumber(match.period),
    current_clock: match.clockSeconds === null ? null : clockOf(match, settings),
    scheduled_at: iso8601(match.kickoff),
    venue: match.venue,
    updated_at: iso8601(match.updatedAt),
  };
}

/** @param {Match} match @param {import('./options.mjs').Shape} shape */
function sides(match, shape) {
  const competition = { id: match.league.number, name: match.league.name };
  switch (shape) {
    case 'nested':
      return {
        competition,
        home_team: teamJson(match, 'home'),
        away_team: teamJson(match, 'away'),
        home_score: match.homeScore,
        away_score: match.awayScore,
      };
    case 'flat':
      return {
        competition_id: competition.id,
        competition_name: competition.name,
        home_team_id: match.home.id,
        home_team_name: match.home.name,
        away_team_id: match.away.id,
        away_team_name: match.away.name,
        home_score: match.homeScore,
        away_score: match.awayScore,
      };
    case 'score':
      return {
        competition,
        home: teamJson(match, 'home'),
        away: teamJson(match, 'away'),
        score: { home: match.homeScore, away: match.awayScore },
      };
    case 'teams':
      return {
        competition,
        teams: {
          home: { ...teamJson(match, 'home'), score: match.homeScore },
          away: { ...teamJson(match, 'away'), score: match.awayScore },
        },
      };
  }
}

/** @param {Match} match @param {Side} side */
export function teamJson(match, side) {
  const { id, name, shortName, logoUrl } = match[side];
  return { id, name, short_name: shortName, logo_url: logoUrl };
}

/** One entry of the play-by-play, and `event` of `event.received`. @param {Play} play @param {Settings} settings */
export function playJson(play, settings) {
  return {
    id: play.id,
    client_id: play.clientId,
    type: play.type,
    team_id: play.teamId,
    player_id: play.playerId,
    period: play.period,
    clock: clockText(play.clockSeconds, play.period, settings),
    x: play.x,
    y: play.y,
    event_at: iso8601(play.at),
  };
}

/** Payload of `event.received` (doc: websockets). @param {Match} match @param {Play} play @param {Settings} settings */
export function eventReceived(match, play, settings) {
  return {
    match_id: match.number,
    home_score: play.homeScore,
    away_score: play.awayScore,
    current_period: play.period,
    current_clock: clockText(play.clockSeconds, play.period, settings),
    status: statusWord(match),
    event: playJson(play, settings),
  };
}

/** Payload of `status.changed` (doc: websockets). @param {Match} before @param {Match} after */
export function statusChanged(before, after) {
  return {
    match_id: after.number,
    competition_id: after.league.number,
    status: statusWord(after),
    previous_status: statusWord(before),
    home_score: after.homeScore,
    away_score: after.awayScore,
  };
}

/** @param {Match} match @param {Settings} settings */
function clockOf(match, settings) {
  return clockText(match.clockSeconds ?? 0, periodNumber(match.period), settings);
}

/** MM:SS; whether it counts down or up is unspecified. @param {number} remaining seconds @param {number} number of the period @param {Settings} settings */
function clockText(remaining, number, settings) {
  const length = number > 4 ? overtimeSeconds : quarterSeconds;
  const seconds = settings.clockDirection === 'down' ? remaining : length - remaining;
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** ISO 8601 with an offset, as in the sample `2026-04-13T20:15:30+00:00`. @param {number} at */
function iso8601(at) {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, '+00:00');
}
