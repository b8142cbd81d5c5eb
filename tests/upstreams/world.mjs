/**
 * The truth that both fake providers tell. Tests change it by named steps and afterwards ask what
 * was true when.
 *
 * @typedef {import('./world/match.mjs').Match} Match
 * @typedef {import('./world/match.mjs').MatchInit} MatchInit
 * @typedef {import('./world/match.mjs').Side} Side
 * @typedef {import('./world/match.mjs').Play} Play
 * @typedef {import('./world/steps.mjs').Step} Step
 *
 * @typedef {object} Change
 * @property {Match} before
 * @property {Match} after
 * @property {Step} step
 * @property {Play[]} plays plays that this step added
 *
 * @typedef {object} Moment
 * @property {number} version
 * @property {number} at milliseconds since the epoch
 * @property {Match} match what was true from then on
 */

import { systemClock } from './clock.mjs';
import { scheduledMatch } from './world/match.mjs';
import { steps } from './world/steps.mjs';

export { decided, period, status } from './world/codes.mjs';

export class World {
  #clock;
  #keep;
  /** @type {Map<string, Match>} */
  #matches = new Map();
  /** @type {Map<string, Moment[]>} */
  #history = new Map();
  /** @type {Set<(change: Change) => void>} */
  #listeners = new Set();
  #lastNumber = 122;
  #lastPlayId = 9870;

  /**
   * @param {object} [options]
   * @param {import('./clock.mjs').Clock} [options.clock]
   * @param {number} [options.keep] moments of history kept per match; default: all
   */
  constructor({ clock = systemClock, keep = Number.POSITIVE_INFINITY } = {}) {
    this.#clock = clock;
    this.#keep = keep;
  }

  /**
   * Adds a scheduled match. The first one's Stats API id is 123 unless `init` says otherwise.
   * @param {MatchInit} init
   * @returns {Match}
   */
  add(init) {
    if (this.#matches.has(init.id)) throw new Error(`match ${init.id} exists`);
    this.#lastNumber = Math.max(this.#lastNumber + 1, init.number ?? 0);
    const match = scheduledMatch(init, this.#lastNumber, this.#clock.now());
    this.#matches.set(match.id, match);
    this.#history.set(match.id, []);
    this.#remember(match);
    return structuredClone(match);
  }

  /** Takes a match as another world has it; its history begins now. @param {Match} match */
  adopt(match) {
    if (this.#matches.has(match.id)) throw new Error(`match ${match.id} exists`);
    this.#lastNumber = Math.max(this.#lastNumber, match.number);
    this.#lastPlayId = Math.max(this.#lastPlayId, ...match.plays.map(({ id }) => id));
    this.#matches.set(match.id, structuredClone(match));
    this.#history.set(match.id, []);
    this.#remember(match);
  }

  /** Forgets a match and its history. @param {string} id */
  remove(id) {
    this.#matches.delete(id);
    this.#history.delete(id);
  }

  /** @param {string | number} id Scorelytics id or Stats API number @returns {Match | null} */
  find(id) {
    const match =
      typeof id === 'string'
        ? this.#matches.get(id)
        : [...this.#matches.values()].find((candidate) => candidate.number === id);
    return match ?? null;
  }

  /** @returns {Match[]} kickoff ascending */
  matches() {
    return [...this.#matches.values()].sort((a, b) => a.kickoff - b.kickoff || a.number - b.number);
  }

  /** What is true now. @param {string | number} id @returns {Match} */
  truth(id) {
    return structuredClone(this.#need(id));
  }

  /** Everything that was ever true, oldest first. @param {string | number} id @returns {Moment[]} */
  history(id) {
    return structuredClone(this.#history.get(this.#need(id).id) ?? []);
  }

  /**
   * Was this score true at some moment between the two times?
   * @param {string | number} id
   * @param {{home: number, away: number}} score
   * @param {{from?: number, to?: number}} [span] milliseconds since the epoch
   */
  wasTrue(id, score, { from = -Infinity, to = Infinity } = {}) {
    const moments = this.#history.get(this.#need(id).id) ?? [];
    return moments.some((moment, index) => {
      const end = moments[index + 1]?.at ?? Infinity;
      const { homeScore, awayScore } = moment.match;
      return homeScore === score.home && awayScore === score.away && moment.at <= to && end >= from;
    });
  }

  /**
   * @param {(change: Change) => void} listener
   * @returns {() => void} stops listening
   */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes one step. Listeners hear of it before this returns; a step without effect is not told.
   * @param {string | number} id
   * @param {Step} step
   * @returns {Change}
   */
  apply(id, step) {
    const before = this.#need(id);
    const now = this.#clock.now();
    const context = {
      now,
      nextPlayId: () => {
        this.#lastPlayId += 1;
        return this.#lastPlayId;
      },
    };
    const next = steps[step.do](before, step, context);
    if (next === before) return { before, after: before, step, plays: [] };
    const after = { ...next, updatedAt: now, version: before.version + 1 };
    this.#matches.set(after.id, after);
    this.#remember(after);
    const change = { before, after, step, plays: after.plays.slice(before.plays.length) };
    for (const listener of this.#listeners) listener(change);
    return change;
  }

  /** @param {string | number} id */
  kickoff(id) {
    return this.apply(id, { do: 'kickoff' });
  }

  /** @param {string | number} id @param {{minutes?: number, seconds?: number}} [time] */
  tick(id, time = {}) {
    return this.apply(id, { do: 'tick', ...time });
  }

  /** @param {string | number} id @param {Side} side @param {string} [player] */
  goal(id, side, player = 'Kanté') {
    return this.apply(id, { do: 'goal', side, player });
  }

  /** @param {string | number} id @param {Side} side @param {number} points */
  points(id, side, points) {
    return this.apply(id, { do: 'points', side, points });
  }

  /** @param {string | number} id @param {{home?: number, away?: number}} score */
  correction(id, score) {
    return this.apply(id, { do: 'correction', ...score });
  }

  /** @param {string | number} id @param {number} code */
  period(id, code) {
    return this.apply(id, { do: 'period', code });
  }

  /** @param {string | number} id */
  clockStop(id) {
    return this.apply(id, { do: 'clockStop' });
  }

  /** @param {string | number} id */
  clockStart(id) {
    return this.apply(id, { do: 'clockStart' });
  }

  /** @param {string | number} id @param {number} code @param {{kickoff?: number}} [more] */
  status(id, code, more = {}) {
    return this.apply(id, { do: 'status', code, ...more });
  }

  /** @param {string | number} id @param {Omit<Step, 'do'>} play */
  play(id, play) {
    return this.apply(id, { do: 'play', ...play });
  }

  /** @param {string | number} id @returns {Match} */
  #need(id) {
    const match = this.find(id);
    if (!match) throw new Error(`no match ${id}`);
    return match;
  }

  /** @param {Match} match */
  #remember(match) {
    const moments = this.#history.get(match.id) ?? [];
    moments.push({ version: match.version, at: match.updatedAt, match });
    if (moments.length > this.#keep) moments.splice(0, moments.length - this.#keep);
  }
}
