/**
 * The truth behind the fake providers, for traffic that a `World` is not made for: it remembers no
 * history and few plays, so that the ten-thousandth message costs the server what the first one did.
 */

import { systemClock } from '../../upstreams/clock.mjs';
import { scheduledMatch } from '../../upstreams/world/match.mjs';
import { period, status, World } from '../../upstreams/world.mjs';

/** @typedef {import('../../upstreams/world.mjs').Match} Match */
/** @typedef {import('../../upstreams/world.mjs').Change} Change */

const clubs = [
  'Partizan',
  'Zenit',
  'Murcia',
  'Olimpija',
  'Čačak 94',
  'Valencia',
  'Zlatibor',
  'Dinamo',
];
/** As the docs' examples have them. */
const otherPlays = ['foul', 'rebound_defensive', 'turnover'];

/** Of so many messages about a match one changes the score: football's tell mostly minutes, basketball's plays. */
export const scoreEvery = { football: 20, basketball: 4 };

/** Both providers' clients may take more for a mistake. */
const mostGoals = 900;

/** The sides score in turn. @param {Match} match */
function goal({ homeScore, awayScore }) {
  const isHome = (homeScore + awayScore) % 2 === 0;
  // Then it is set right, to begin anew.
  if (Math.max(homeScore, awayScore) >= mostGoals) return { homeScore: 0, awayScore: 0 };
  return isHome ? { homeScore: homeScore + 1 } : { awayScore: awayScore + 1 };
}

/** Of the second half. */
const firstMinute = 46;

export class BusyWorld extends World {
  /** @type {Match[]} */
  list = [];
  /** @type {Map<string | number, Match>} by both ids */
  #byId = new Map();
  /** @type {Set<(change: Change) => void>} */
  #hear = new Set();
  #lastPlay = 1000;
  #clock;
  /** Messages about a match, by its number. @type {Map<number, number>} */
  #told = new Map();

  /** @param {{clock?: import('../../upstreams/clock.mjs').Clock}} [options] */
  constructor({ clock = systemClock } = {}) {
    super({ clock });
    this.#clock = clock;
  }

  /**
   * Matches in play. A basketball clock stands unless it is said to run.
   * @param {number} count @param {'football' | 'basketball'} sport
   * @param {{clockRuns?: boolean, minute?: number}} [options] minute: 90 does not go on by itself
   */
  fill(count, sport, { clockRuns = false, minute = firstMinute } = {}) {
    const added = [];
    for (let left = count; left > 0; left -= 1) {
      const number = 100 + this.list.length;
      const [home, away] = [clubs[number % 8] ?? '', clubs[(number * 3 + 1) % 8] ?? ''];
      const init = { id: `match${number}`, number, sport, home, away };
      const base = scheduledMatch(init, number, this.#clock.now() - 3_600_000);
      const isFootball = sport === 'football';
      this.#put({
        ...base,
        updatedAt: this.#clock.now(),
        statusCode: status.live,
        period: isFootball ? period.secondHalf : period.quarter3,
        minute: isFootball ? minute : null,
        regularMinutes: 90,
        homeScore: number % 5,
        awayScore: number % 3,
        clockSeconds: isFootball ? null : 443,
        clockRunning: !isFootball && clockRuns,
      });
      added.push(this.#need(number));
    }
    return added;
  }

  /** @override @param {string | number} id */
  find(id) {
    return this.#byId.get(id) ?? null;
  }

  /** @override */
  matches() {
    return this.list;
  }

  /** @override @param {string | number} id */
  truth(id) {
    return { ...this.#need(id) };
  }

  /** @override @param {(change: Change) => void} listener */
  onChange(listener) {
    this.#hear.add(listener);
    return () => this.#hear.delete(listener);
  }

  /** A message about a match, with something new to show: a minute, a play, now and then a score. @param {Match} match */
  message({ number }) {
    const before = this.#need(number);
    const told = (this.#told.get(number) ?? number) + 1;
    this.#told.set(number, told);
    const phase = told % scoreEvery[before.sport];
    const isScore = phase === 0;
    const scored = isScore ? goal(before) : {};
    if (before.sport === 'football') {
      // A minute that went back without a goal would be taken for an old one.
      const minute = isScore ? firstMinute : (before.minute ?? firstMinute) + 1;
      this.#tell(before, { ...scored, minute });
      return;
    }
    const clockSeconds = ((before.clockSeconds ?? 0) + 598) % 599;
    this.#tell(before, { ...scored, clockSeconds }, isScore ? '3pt_made' : otherPlays[phase - 1]);
  }

  /** @param {Match} before @param {Partial<Match>} changed @param {string} [type] of a play */
  #tell(before, changed, type) {
    const next = {
      ...before,
      ...changed,
      updatedAt: this.#clock.now(),
      version: before.version + 1,
    };
    this.#lastPlay += 1;
    const play = {
      id: this.#lastPlay,
      clientId: `3f1c9a52-0000-4000-8000-${String(this.#lastPlay).padStart(12, '0')}`,
      type: type ?? '',
      teamId: next.home.id,
      playerId: 88,
      period: 3,
      clockSeconds: next.clockSeconds ?? 0,
      x: 42.5,
      y: 18.2,
      at: next.updatedAt,
      homeScore: next.homeScore,
      awayScore: next.awayScore,
    };
    const plays = type === undefined ? [] : [play];
    const after = { ...next, plays: [...next.plays.slice(-5), ...plays] };
    this.#put(after);
    /** @type {Change} */
    const change = { before, after, step: { do: 'play' }, plays };
    for (const hear of this.#hear) hear(change);
  }

  /** @param {Match} match */
  #put(match) {
    const at = this.list.findIndex(({ number }) => number === match.number);
    if (at < 0) this.list.push(match);
    else this.list[at] = match;
    this.#byId.set(match.id, match);
    this.#byId.set(match.number, match);
  }

  /** @param {number | string} id @returns {Match} */
  #need(id) {
    const match = this.#byId.get(id);
    if (!match) throw new Error(`no match ${id}`);
    return match;
  }
}
