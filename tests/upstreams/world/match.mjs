/**
 * What is true of one match. Both providers' words for it are derived from this and nothing else.
 *
 * @typedef {'football' | 'basketball'} Sport
 * @typedef {'home' | 'away'} Side
 *
 * @typedef {object} Team
 * @property {number} id
 * @property {string} name
 * @property {string} shortName
 * @property {string | null} logoUrl
 *
 * @typedef {object} League
 * @property {string} id the id at Scorelytics, e.g. `DEf456`
 * @property {number} number the id at the Stats API (a "competition")
 * @property {string} name
 * @property {string} country
 *
 * @typedef {object} Play one entry of a basketball match's play-by-play
 * @property {number} id rises with every play of the world
 * @property {string} clientId uuid given by the scorer's device
 * @property {string} type e.g. `3pt_made`
 * @property {number | null} teamId
 * @property {number | null} playerId
 * @property {number} period 1-4, then overtimes
 * @property {number} clockSeconds seconds remaining in the period
 * @property {number | null} x
 * @property {number | null} y
 * @property {number} at milliseconds since the epoch
 * @property {number} homeScore score after the play
 * @property {number} awayScore
 *
 * @typedef {object} Incident one football event
 * @property {string} type `goal`, `yellow_card`, ...
 * @property {Side} side
 * @property {number} minute
 * @property {number} addedTime
 * @property {string} player
 *
 * @typedef {object} Match
 * @property {string} id the id at Scorelytics
 * @property {number} number the id at the Stats API
 * @property {Sport} sport
 * @property {League} league
 * @property {string} season
 * @property {number} round
 * @property {Team} home
 * @property {Team} away
 * @property {string} venue
 * @property {number} kickoff milliseconds since the epoch
 * @property {number} statusCode 1-10, see codes.mjs
 * @property {number} homeScore
 * @property {number} awayScore
 * @property {{home: number, away: number} | null} halfTime
 * @property {number | null} period provider code, null before the start
 * @property {number | null} minute football only
 * @property {number} addedTime football: minutes of stoppage time
 * @property {number} regularMinutes football: the minute at which stoppage time begins
 * @property {number | null} clockSeconds basketball: seconds remaining in the period
 * @property {boolean} clockRunning basketball
 * @property {Incident[]} incidents
 * @property {Play[]} plays
 * @property {number | null} finishedAt milliseconds since the epoch
 * @property {number} updatedAt milliseconds since the epoch
 * @property {number} version rises by one with every change
 *
 * @typedef {object} MatchInit
 * @property {string} id
 * @property {Sport} sport
 * @property {string} home
 * @property {string} away
 * @property {number} [number]
 * @property {League} [league]
 * @property {string} [season]
 * @property {number} [round]
 * @property {string} [venue]
 * @property {number} [kickoff] milliseconds since the epoch; default: now
 * @property {number} [homeTeamId]
 * @property {number} [awayTeamId]
 * @property {string | null} [homeLogo]
 * @property {string | null} [awayLogo]
 */

import { status } from './codes.mjs';

/** @type {Record<Sport, League>} */
const defaultLeague = {
  football: { id: 'DEf456', number: 7, name: 'La Liga', country: 'Spain' },
  basketball: { id: 'UvW111', number: 4, name: 'Košarkaška liga Srbije', country: 'Serbia' },
};

/**
 * A match that has not begun.
 * @param {MatchInit} init
 * @param {number} number the id at the Stats API when `init` names none
 * @param {number} now milliseconds since the epoch
 * @returns {Match}
 */
export function scheduledMatch(init, number, now) {
  return {
    id: init.id,
    number: init.number ?? number,
    sport: init.sport,
    league: init.league ?? defaultLeague[init.sport],
    season: init.season ?? '2025/26',
    round: init.round ?? 1,
    home: team(init.homeTeamId ?? number * 2, init.home, init.homeLogo ?? null),
    away: team(init.awayTeamId ?? number * 2 + 1, init.away, init.awayLogo ?? null),
    venue: init.venue ?? `${init.home} Arena`,
    kickoff: init.kickoff ?? now,
    statusCode: status.scheduled,
    homeScore: 0,
    awayScore: 0,
    halfTime: null,
    period: null,
    minute: null,
    addedTime: 0,
    regularMinutes: 45,
    clockSeconds: null,
    clockRunning: false,
    incidents: [],
    plays: [],
    finishedAt: null,
    updatedAt: now,
    version: 1,
  };
}

/** @param {number} id @param {string} name @param {string | null} logoUrl @returns {Team} */
function team(id, name, logoUrl) {
  const letters = [...name].filter((letter) => /\p{L}/u.test(letter));
  return { id, name, shortName: letters.slice(0, 3).join('').toUpperCase(), logoUrl };
}
