/**
 * A match in Scorelytics' words.
 *
 * @typedef {import('../world.mjs').Match} Match
 * @typedef {import('../world.mjs').Change} Change
 * @typedef {import('./options.mjs').Settings} Settings
 */

import { status } from '../world.mjs';

/**
 * `Match`, the compact form of the list. Team names are bare strings; no team ids exist.
 * @param {Match} match
 * @param {Settings} settings
 */
export function compactMatch(match, settings) {
  const hasStarted = match.period !== null;
  return {
    id: match.id,
    league_id: match.league.id,
    season: match.season,
    home_team: match.home.name,
    away_team: match.away.name,
    home_score: hasStarted ? match.homeScore : settings.scoreBeforeStart,
    away_score: hasStarted ? match.awayScore : settings.scoreBeforeStart,
    status_code: match.statusCode,
    period: match.period,
    minute: match.minute,
    added_time: match.addedTime,
    ...(match.sport === 'basketball'
      ? { game_clock_secs: hasStarted ? gameClock(match, settings) : null }
      : {}),
    kickoff_ts: Math.floor(match.kickoff / 1000),
    updated_at: rfc3339(match.updatedAt),
    home_logo: match.home.logoUrl,
    away_logo: match.away.logoUrl,
  };
}

/**
 * `MatchDetail`. Of its further members only `finished_at` is named in the docs; the other names are
 * made up.
 * @param {Match} match
 * @param {Settings} settings
 */
export function matchDetail(match, settings) {
  return {
    ...compactMatch(match, settings),
    home_score_ht: match.halfTime?.home ?? null,
    away_score_ht: match.halfTime?.away ?? null,
    home_formation: match.sport === 'football' ? '4-3-3' : null,
    away_formation: match.sport === 'football' ? '4-4-2' : null,
    referee: 'Szymon Marciniak',
    venue: match.venue,
    attendance: null,
    finished_at: match.finishedAt === null ? null : rfc3339(match.finishedAt),
  };
}

/**
 * `game_clock_secs`: -1 while the clock is stopped (doc: matches). Its unit is contradictory in the
 * docs: "minutes remaining" in words, 180 in Q4 in the sample.
 * @param {Match} match
 * @param {Settings} settings
 */
export function gameClock(match, settings) {
  if (!match.clockRunning || match.clockSeconds === null) return -1;
  return settings.gameClockUnit === 'seconds'
    ? match.clockSeconds
    : Math.ceil(match.clockSeconds / 60);
}

/** @param {number} at milliseconds since the epoch */
const rfc3339 = (at) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/**
 * The messages that a change makes, oldest first. A start is told before the first score, an end
 * after the last one, because nothing comes after it (doc: single-match).
 * @param {Change} change
 * @param {Settings} settings
 */
export function streamMessages({ before, after }, settings) {
  const messages = [];
  if (scoreUpdateKey(before, settings) !== scoreUpdateKey(after, settings)) {
    messages.push({
      type: 'score_update',
      match_id: after.id,
      data: scoreUpdateData(after, settings),
    });
  }
  if (before.statusCode !== after.statusCode) {
    const statusChange = {
      type: 'status_change',
      match_id: after.id,
      data: { from: before.statusCode, to: after.statusCode },
    };
    if (after.statusCode === status.live) messages.unshift(statusChange);
    else messages.push(statusChange);
  }
  return messages;
}

/**
 * A football score_update has no period, so half-time cannot be read from it (docs, contradiction 3).
 * @param {Match} match
 * @param {Settings} settings
 */
function scoreUpdateData(match, settings) {
  const score = { home: match.homeScore, away: match.awayScore };
  if (match.sport === 'basketball') {
    return { ...score, period: match.period, game_clock_secs: gameClock(match, settings) };
  }
  const showsMinute = settings.footballMinute === 'always' && match.minute !== null;
  return showsMinute ? { ...score, minute: match.minute } : score;
}

/**
 * Fires when any of home_score, away_score, period, minute, game_clock_secs changed (doc: ws).
 * @param {Match} match
 * @param {Settings} settings
 */
function scoreUpdateKey(match, settings) {
  const { homeScore, awayScore, period, minute } = match;
  return [homeScore, awayScore, period, minute, gameClock(match, settings)].join();
}
