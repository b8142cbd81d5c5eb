/**
 * A board in a world less kind than ours, and how long it is wrong there, on real sockets. A test takes a
 * provider, a fault of the stand-ins (tests/upstreams/faults) and this:
 *
 *     const { match, faults, watch, pass } = await liveWorld(t, kind);
 *     const watcher = watch();
 *     faults.broadcasts.die();
 *     match.score('home');
 *     await pass(60_000);
 *     watcher.wrongAtMost(10_000);
 *
 * @typedef {import('./both.mjs').Kind} Kind
 * @typedef {import('./engine.mjs').Board} Board
 * @typedef {import('../../upstreams/world.mjs').World} World
 * @typedef {import('../../upstreams/world.mjs').Match} Match
 * @typedef {import('../../../web/src/core.ts').MatchState} MatchState
 * @typedef {{from: number, to: number, shown: string, truth: string}} Span of the servers' clock, ms
 */

import assert from 'node:assert/strict';
import { matchId, startedMatch } from './both.mjs';
import { setUp } from './setup.mjs';
import { idOf, statusName } from './truth.mjs';

/** So many times as fast as real time: limits of a minute in a second and a half. */
export const speed = 40;

/** The delivery of a message is forgiven. */
const deliveryMs = 1_000;
/** A sample is late by so much, with other tests on the machine. */
const samplingMs = 400;

/**
 * A started match and its provider; no board yet.
 * @param {import('node:test').TestContext} t
 * @param {Kind} kind
 * @param {Parameters<typeof setUp>[1]} [options]
 */
export async function unkindWorld(t, kind, options = {}) {
  /** @type {(() => unknown)[]} */
  const ends = [];
  // Before the checks of `setUp`, which a failed test may not pass: hooks after a failing one do not run.
  t.after(async () => {
    for (const end of ends) await end();
  });
  const setup = await setUp(t, { speed, ...options });
  const match = startedMatch(setup, kind);
  return {
    ...setup,
    match,
    faults: match.server.faults,
    /** When the test ends, however it does. @param {() => unknown} end */
    atEnd: (end) => ends.push(end),
    /** @param {Board} board */
    watchBoard(board) {
      const watcher = new Watcher(board, kind.provider, setup.world, setup.clock);
      ends.push(() => watcher.stop());
      return watcher;
    },
    /**
     * Something again and again, until the result is called or the test ends.
     * @param {() => void} run
     * @param {number} ms
     */
    every(run, ms) {
      const stop = setup.clock.every(run, ms);
      ends.push(stop);
      return stop;
    },
  };
}

/**
 * The same with a board that is live.
 * @param {import('node:test').TestContext} t
 * @param {Kind} kind
 * @param {Parameters<typeof setUp>[1]} [options]
 */
export async function liveWorld(t, kind, options) {
  const unkind = await unkindWorld(t, kind, options);
  const board = unkind.match.open();
  await board.reaches('live');
  return { ...unkind, board, watch: () => unkind.watchBoard(board) };
}

/**
 * Looks at a board all the time and compares it with the origin's truth. It is wrong while it shows with
 * live or settled trust what is not true and was not within the last second.
 */
export class Watcher {
  /** @type {Span[]} */
  wrong = [];
  /** What was right already, and was shown undone with live or settled trust. @type {Span[]} */
  undone = [];
  /** What was true, from when on in `#attentive` time. @type {{at: number, text: string}[]} */
  #moments = [];
  /** The newest moment that was shown. */
  #knew = 0;
  /** @type {{wrong: Span | null, undone: Span | null}} */
  #open = { wrong: null, undone: null };
  #board;
  #id;
  #now;
  #stop;
  /**
   * The servers' time without that in which this process was not run, which counts for the delivery of a
   * message only: at this speed a machine that is busy for 50 ms would make it 2 s late.
   */
  #attentive = 0;
  #lastLook;
  #longestGap;

  /** @param {Board} board @param {Kind['provider']} provider @param {World} world @param {import('./clock.mjs').FastClock} clock */
  constructor(board, provider, world, clock) {
    this.#board = board;
    this.#id = idOf(provider, world.truth(matchId));
    this.#now = clock.now;
    this.#lastLook = clock.now();
    // 5 ms of real time: the interval of looks and a little more.
    this.#longestGap = 5 * clock.speed;
    /** @param {Match} match */
    const remember = ({ homeScore, awayScore, statusCode }) => {
      const text = said(homeScore, awayScore, statusName(provider, statusCode));
      this.#moments.push({ at: this.#attentive, text });
    };
    remember(world.truth(matchId));
    const stopListening = world.onChange(({ after }) => {
      if (after.id === matchId) remember(after);
    });
    const timer = setInterval(() => this.look(), 2);
    this.#stop = () => {
      stopListening();
      clearInterval(timer);
    };
  }

  stop() {
    this.#stop();
  }

  /** The match as it is shown now. @returns {MatchState | undefined} */
  shown() {
    return this.#board.state().matches.find(({ id }) => id === this.#id);
  }

  look() {
    const now = this.#now();
    this.#attentive += Math.min(now - this.#lastLook, this.#longestGap);
    this.#lastLook = now;
    const match = this.shown();
    const isTrusted = match?.trust === 'live' || match?.trust === 'settled';
    if (!match || !isTrusted) {
      this.#note('wrong', null);
      this.#note('undone', null);
      return;
    }
    const shown = said(match.home.score, match.away.score, match.status);
    const texts = this.#moments.map(({ text }) => text);
    const forgiven = this.#attentive - deliveryMs;
    const isForgiven = this.#moments.some(
      ({ text }, index) => text === shown && (this.#moments[index + 1]?.at ?? Infinity) >= forgiven,
    );
    this.#note('wrong', isForgiven ? null : { shown, truth: texts.at(-1) ?? '' });
    const last = texts.lastIndexOf(shown);
    const isUndone = last >= 0 && last < this.#knew;
    this.#note('undone', isUndone ? { shown, truth: texts[this.#knew] ?? '' } : null);
    this.#knew = Math.max(this.#knew, last);
  }

  /** Milliseconds, all spans together. */
  get wrongMs() {
    return this.wrong.reduce((sum, { from, to }) => sum + to - from, 0);
  }

  /** @param {number} ms all spans together @param {string} [when] */
  wrongAtMost(ms, when = '') {
    const spans = this.wrong.map(spanText).join('; ');
    const told = `${when} wrong as live or settled for ${Math.round(this.wrongMs)} ms, limit ${ms}: ${spans}`;
    assert.ok(this.wrongMs <= ms + samplingMs, told);
  }

  neverUndone() {
    assert.deepEqual(this.undone.map(spanText), [], 'what was right was shown undone');
  }

  /** Begins, prolongs or ends a span. @param {'wrong' | 'undone'} kind @param {{shown: string, truth: string} | null} what */
  #note(kind, what) {
    const open = this.#open[kind];
    const now = this.#now();
    if (open) open.to = now;
    if (what === null) {
      this.#open[kind] = null;
    } else if (open?.shown !== what.shown) {
      const span = { from: now, to: now, ...what };
      this[kind].push(span);
      this.#open[kind] = span;
    }
  }
}

/** @param {number | null} home @param {number | null} away @param {string} status */
const said = (home, away, status) => `${home}-${away} ${status}`;

/** @param {Span} span */
const spanText = ({ from, to, shown, truth }) =>
  `${shown} for ${truth}, ${((to - from) / 1000).toFixed(1)} s`;
