/**
 * What a board must show of a match, derived from the world's truth and from what each wire can tell.
 *
 * @typedef {import('../../upstreams/world.mjs').Match} Match
 * @typedef {import('../../upstreams/world.mjs').World} World
 * @typedef {import('../../upstreams/world.mjs').Change} Change
 * @typedef {import('./engine.mjs').Board} Board
 * @typedef {import('../../../web/src/core.ts').MatchState} MatchState
 * @typedef {'scorelytics' | 'stats-api'} Provider
 */

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { period } from '../../upstreams/world.mjs';

const statusNames = [
  '',
  'scheduled',
  'live',
  'finished',
  'postponed',
  'cancelled',
  'walkover',
  'interrupted',
  'abandoned',
  'after_penalties',
  'after_extra_time',
];
const decidedOtherwise = new Set(['after_penalties', 'after_extra_time']);

/** The Stats API has one word for all ends of a match. @param {Provider} provider @param {number} code */
export function statusName(provider, code) {
  const name = statusNames[code] ?? '';
  return provider === 'stats-api' && decidedOtherwise.has(name) ? 'finished' : name;
}

/** @param {number | null} code */
function periodOf(code) {
  if (code === null) return null;
  if (code === period.halfTime) return { kind: 'half_time', number: 0 };
  if (code <= period.secondHalf) return { kind: 'half', number: code - period.firstHalf + 1 };
  return code < period.overtime1
    ? { kind: 'quarter', number: code - period.quarter1 + 1 }
    : { kind: 'overtime', number: code - period.overtime1 + 1 };
}

/** @param {Provider} provider @param {Match} match */
export function idOf(provider, match) {
  return provider === 'scorelytics' ? match.id : String(match.number);
}

/** @param {Provider} provider @param {Match} truth */
function expected(provider, truth) {
  return {
    id: idOf(provider, truth),
    home: truth.home.name,
    away: truth.away.name,
    score: [truth.homeScore, truth.awayScore],
    status: statusName(provider, truth.statusCode),
    period: periodOf(truth.period),
  };
}

/** @param {MatchState} match */
function shown(match) {
  return {
    id: match.id,
    home: match.home.name,
    away: match.away.name,
    score: [match.home.score, match.away.score],
    status: match.status,
    period: match.period ?? null,
  };
}

/**
 * A minute goes on by itself between messages and never goes back, so it may be ahead of a world that
 * nobody ticks, by as much as has passed since kick-off.
 * @param {MatchState} match @param {Match} truth @param {number} now
 */
function isMinuteTrue(match, truth, now) {
  if (truth.minute === null || match.minute === undefined) {
    return truth.minute === (match.minute ?? null);
  }
  const ahead = match.minute - truth.minute;
  // The wire's times are whole seconds, and a clock that was set back may be before the kick-off.
  const passed = Math.max(0, now - truth.kickoff + 1_000);
  return ahead >= 0 && ahead <= Math.floor(passed / 60_000);
}

/**
 * A basketball clock goes on by itself while it runs (Scorelytics), or stands as it was told with the
 * last play or snapshot (Stats API).
 * @param {MatchState} match @param {Provider} provider @param {Match} truth @param {number} now
 */
function isClockTrue({ clock }, provider, truth, now) {
  if (truth.clockSeconds === null) return clock === undefined;
  if (!clock) return false;
  const played = Math.ceil((now - truth.kickoff) / 1000);
  if (provider === 'stats-api') {
    return [truth.clockSeconds, truth.plays.at(-1)?.clockSeconds].includes(clock.secondsLeft);
  }
  return (
    clock.isRunning === (truth.clockRunning && clock.secondsLeft > 0) &&
    clock.secondsLeft <= truth.clockSeconds &&
    clock.secondsLeft >= truth.clockSeconds - played
  );
}

/**
 * Does the board show the truth of these matches, and no others?
 * @param {import('../../../web/src/core.ts').BoardState} state
 * @param {Provider} provider
 * @param {Match[]} truths in any order
 * @param {number} now by the page's clock
 */
export function isTrue(state, provider, truths, now) {
  const byId = new Map(state.matches.map((match) => [match.id, match]));
  return (
    state.matches.length === truths.length &&
    truths.every((truth) => {
      const match = byId.get(idOf(provider, truth));
      return (
        match !== undefined &&
        isDeepStrictEqual(shown(match), expected(provider, truth)) &&
        isMinuteTrue(match, truth, now) &&
        isClockTrue(match, provider, truth, now)
      );
    })
  );
}

/**
 * Waits until the board shows what is true now.
 * @param {Board} board
 * @param {Provider} provider
 * @param {World} world
 * @param {(string | number)[]} ids
 * @param {string} [when]
 */
export async function showsTruth(board, provider, world, ids, when = '') {
  const truths = () => ids.map((id) => world.truth(id));
  const what = `${when}: ${JSON.stringify(truths().map((truth) => expected(provider, truth)))}`;
  return board.waitFor((state) => isTrue(state, provider, truths(), board.now()), what);
}

/**
 * The events that a page must hear of these changes, one match's, in order.
 * @param {Provider} provider
 * @param {Change[]} changes
 */
export function eventsOf(provider, changes) {
  const scores = [];
  const statuses = [];
  const plays = [];
  for (const { before, after, plays: added } of changes) {
    const match = idOf(provider, after);
    if (before.homeScore !== after.homeScore || before.awayScore !== after.awayScore) {
      const previous = { home: before.homeScore, away: before.awayScore };
      scores.push({ match, home: after.homeScore, away: after.awayScore, previous });
    }
    const [was, is] = [before, after].map(({ statusCode }) => statusName(provider, statusCode));
    if (was !== is) statuses.push({ match, status: is, previous: was });
    // Scorelytics has no play-by-play.
    if (provider === 'stats-api') plays.push(...added.map(({ id }) => id));
  }
  return { scores, statuses, plays };
}

/** Exactly these happened: none lost, none twice, none that never was. @param {Board} board @param {ReturnType<typeof eventsOf>} events */
export function heardExactly(board, { scores, statuses, plays }) {
  assert.deepEqual(board.eventsOf('score-change'), scores);
  assert.deepEqual(board.eventsOf('status-change'), statuses);
  assert.deepEqual(
    board.eventsOf('play').map(({ play }) => play.id),
    plays,
  );
}
