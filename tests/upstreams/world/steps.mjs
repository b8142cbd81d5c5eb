/**
 * The named steps that change a match. Each is a pure function: match and step in, the next match
 * out (the same object when nothing changes).
 *
 * @typedef {import('./match.mjs').Match} Match
 * @typedef {import('./match.mjs').Side} Side
 * @typedef {import('./match.mjs').Play} Play
 *
 * @typedef {object} Step
 * @property {keyof typeof steps} do
 * @property {Side} [side]
 * @property {number} [points] 1-3
 * @property {string} [player] name (football)
 * @property {number | null} [playerId] (basketball)
 * @property {number} [home] score after a correction
 * @property {number} [away]
 * @property {number} [minutes] (football)
 * @property {number} [seconds] (basketball)
 * @property {number} [code] status or period code
 * @property {number} [kickoff] a postponed match's new time, milliseconds since the epoch
 * @property {string} [type] of a play or incident
 * @property {number | null} [x]
 * @property {number | null} [y]
 *
 * @typedef {object} StepContext
 * @property {number} now milliseconds since the epoch
 * @property {() => number} nextPlayId
 */

import { decided, overtimeSeconds, period, quarterSeconds, status } from './codes.mjs';

/** @type {Record<string, number>} */
const pointsOfPlay = { '3pt_made': 3, '2pt_made': 2, ft_made: 1 };

/** Plays that stop the game clock. */
const stoppingPlays = new Set(['timeout', 'foul']);

export const steps = {
  /** @param {Match} match @param {Step} _ @param {StepContext} context @returns {Match} */
  kickoff(match, _, context) {
    if (match.sport === 'football') {
      return {
        ...match,
        statusCode: status.live,
        period: period.firstHalf,
        minute: 0,
        regularMinutes: 45,
      };
    }
    const started = { ...match, statusCode: status.live, clockRunning: true };
    return withPlay(startPeriod(started, period.quarter1), { type: 'period_start' }, context);
  },

  /**
   * Time passes: football minutes, or seconds of a running basketball clock.
   * @param {Match} match @param {Step} step @returns {Match}
   */
  tick(match, step) {
    if (match.statusCode !== status.live) return match;
    if (match.sport === 'football') {
      if (match.period === period.halfTime || match.minute === null) return match;
      const minute = match.minute + (step.minutes ?? 1);
      // Stoppage time is counted apart: 45+2 is minute 45, added_time 2 (doc: concepts/matches).
      const over = Math.max(0, minute - match.regularMinutes);
      return { ...match, minute: minute - over, addedTime: match.addedTime + over };
    }
    if (!match.clockRunning || match.clockSeconds === null) return match;
    return { ...match, clockSeconds: Math.max(0, match.clockSeconds - (step.seconds ?? 60)) };
  },

  /** @param {Match} match @param {Step} step @returns {Match} */
  goal(match, step) {
    const side = needSide(step);
    const scored = addPoints(match, side, 1);
    return { ...scored, incidents: [...match.incidents, incident(match, side, 'goal', step)] };
  },

  /**
   * A card, substitution, ...: shown by the events endpoint only.
   * @param {Match} match @param {Step} step @returns {Match}
   */
  incident(match, step) {
    const entry = incident(match, needSide(step), step.type ?? 'yellow_card', step);
    return { ...match, incidents: [...match.incidents, entry] };
  },

  /**
   * Points without a play behind them.
   * @param {Match} match @param {Step} step @returns {Match}
   */
  points(match, step) {
    return addPoints(match, needSide(step), step.points ?? 2);
  },

  /**
   * The score is set right; it may fall (a goal taken back).
   * @param {Match} match @param {Step} step @param {StepContext} context @returns {Match}
   */
  correction(match, step, context) {
    const homeScore = step.home ?? match.homeScore;
    const awayScore = step.away ?? match.awayScore;
    if (homeScore === match.homeScore && awayScore === match.awayScore) return match;
    const corrected = { ...match, homeScore, awayScore };
    if (match.sport === 'football') return corrected;
    return withPlay(corrected, { type: 'score_correction' }, context);
  },

  /** @param {Match} match @param {Step} step @param {StepContext} context @returns {Match} */
  period(match, step, context) {
    const code = step.code ?? 0;
    if (match.sport === 'basketball') {
      return withPlay(startPeriod(match, code), { type: 'period_start' }, context);
    }
    if (code === period.halfTime) {
      const halfTime = { home: match.homeScore, away: match.awayScore };
      // The minute stays at 45 during half-time (doc: period-codes).
      return { ...match, period: code, minute: 45, addedTime: 0, halfTime };
    }
    const first = code === period.firstHalf;
    const minute = first ? 0 : 45;
    return { ...match, period: code, minute, addedTime: 0, regularMinutes: first ? 45 : 90 };
  },

  /**
   * Football: extra time stays period 13 with a minute above 90 (doc: period-codes).
   * @param {Match} match @returns {Match}
   */
  extraTime(match) {
    return { ...match, minute: 90, addedTime: 0, regularMinutes: 120 };
  },

  /** @param {Match} match @returns {Match} */
  clockStop(match) {
    return match.clockRunning ? { ...match, clockRunning: false } : match;
  },

  /** @param {Match} match @returns {Match} */
  clockStart(match) {
    return match.clockRunning ? match : { ...match, clockRunning: true };
  },

  /** @param {Match} match @param {Step} step @param {StepContext} context @returns {Match} */
  status(match, step, context) {
    const statusCode = step.code ?? match.statusCode;
    const kickoff = step.kickoff ?? match.kickoff;
    if (statusCode === match.statusCode && kickoff === match.kickoff) return match;
    return {
      ...match,
      statusCode,
      kickoff,
      clockRunning: statusCode === status.live && match.clockRunning,
      finishedAt: isDecided(statusCode) ? context.now : null,
    };
  },

  /**
   * Basketball: one play; its type decides about points and the clock.
   * @param {Match} match @param {Step} step @param {StepContext} context @returns {Match}
   */
  play(match, step, context) {
    const type = step.type ?? '2pt_made';
    const points = pointsOfPlay[type] ?? 0;
    const scored = points ? addPoints(match, needSide(step), points) : match;
    const stopped = stoppingPlays.has(type) ? { ...scored, clockRunning: false } : scored;
    return withPlay(stopped, { ...step, type }, context);
  },
};

/** @param {number} code */
function isDecided(code) {
  return decided.some((over) => over === code);
}

/** @param {Step} step @returns {Side} */
function needSide(step) {
  if (!step.side) throw new Error(`step ${step.do} needs a side`);
  return step.side;
}

/** @param {Match} match @param {Side} side @param {number} points @returns {Match} */
function addPoints(match, side, points) {
  return side === 'home'
    ? { ...match, homeScore: match.homeScore + points }
    : { ...match, awayScore: match.awayScore + points };
}

/** @param {Match} match @param {number} code @returns {Match} */
function startPeriod(match, code) {
  const clockSeconds = code >= period.overtime1 ? overtimeSeconds : quarterSeconds;
  const halfTime =
    code === period.quarter3 ? { home: match.homeScore, away: match.awayScore } : match.halfTime;
  return { ...match, period: code, clockSeconds, clockRunning: true, halfTime };
}

/** @param {Match} match @param {Side} side @param {string} type @param {Step} step */
function incident(match, side, type, step) {
  const { minute, addedTime } = match;
  return { type, side, minute: minute ?? 0, addedTime, player: step.player ?? 'Unknown' };
}

/**
 * @param {Match} match
 * @param {Omit<Step, 'do'>} step
 * @param {StepContext} context
 * @returns {Match}
 */
function withPlay(match, step, context) {
  const id = context.nextPlayId();
  /** @type {Play} */
  const play = {
    id,
    clientId: `7b2a0000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`,
    type: step.type ?? 'unknown',
    teamId: step.side ? match[step.side].id : null,
    playerId: step.playerId ?? null,
    period: periodNumber(match.period),
    clockSeconds: match.clockSeconds ?? 0,
    x: step.x ?? null,
    y: step.y ?? null,
    at: context.now,
    homeScore: match.homeScore,
    awayScore: match.awayScore,
  };
  return { ...match, plays: [...match.plays, play] };
}

/**
 * 22..25 are quarters 1-4; overtimes follow as 5, 6, ... (the Stats API's own numbering of overtimes
 * is unspecified).
 * @param {number | null} code
 */
export function periodNumber(code) {
  return code === null ? 0 : code - period.quarter1 + 1;
}
