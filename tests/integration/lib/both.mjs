/**
 * One match on either provider, for tests that hold for both.
 *
 * @typedef {Awaited<ReturnType<typeof import('./setup.mjs').setUp>>} Setup
 * @typedef {import('../../upstreams/world.mjs').Side} Side
 */

import assert from 'node:assert/strict';
import { eventsOf, heardExactly, showsTruth } from './truth.mjs';
import { until } from './wait.mjs';

export const matchId = 'a1';

/**
 * @typedef {object} Kind
 * @property {import('./truth.mjs').Provider} provider
 * @property {'football' | 'basketball'} sport
 * @property {RegExp} snapshot path of the match's snapshot
 * @property {RegExp} stream path of the upgrade to WebSocket
 */

/** @type {Kind[]} */
export const kinds = [
  {
    provider: 'scorelytics',
    sport: 'football',
    snapshot: /football\/matches\/a1$/,
    stream: /^\/v1\/ws\/match\/a1/,
  },
  {
    provider: 'stats-api',
    sport: 'basketball',
    snapshot: /\/matches\/123$/,
    stream: /^\/app\//,
  },
];

/** @param {Setup} setup @param {Kind} kind */
export function startedMatch(setup, kind) {
  const { clock, world, scorelytics, statsApi, scorelyticsBoard, statsBoard } = setup;
  const { provider, sport } = kind;
  world.add({ id: matchId, sport, home: 'Čačak 94', away: 'Real Madrid' });
  world.kickoff(matchId);
  /** @type {import('../../upstreams/world.mjs').Change[]} */
  const changes = [];
  world.onChange((change) => changes.push(change));
  const isScorelytics = provider === 'scorelytics';
  return {
    ...kind,
    world,
    server: isScorelytics ? scorelytics : statsApi,
    /** @param {Partial<import('./engine.mjs').BoardOptions>} [options] */
    open(options = {}) {
      return isScorelytics
        ? scorelyticsBoard({ sport, matches: [matchId], ...options })
        : statsBoard({ matches: ['123'], ...options });
    },
    /** @param {Side} side */
    score(side) {
      if (sport === 'football') world.goal(matchId, side);
      else world.play(matchId, { type: '2pt_made', side });
    },
    /** @param {import('./engine.mjs').Board} board @param {string} [when] */
    agrees: (board, when) => showsTruth(board, provider, world, [matchId], when),
    truthScore() {
      const { homeScore, awayScore } = world.truth(matchId);
      return [homeScore, awayScore];
    },
    /** The match's stream is open, and subscribed where it takes that. */
    streamOpened: () =>
      until(
        () => (isScorelytics ? scorelytics.socketCount() : statsApi.subscriptionCount()) > 0,
        'the stream',
      ),
    /** @param {import('./engine.mjs').Board} board */
    heardExactly: (board) => heardExactly(board, eventsOf(provider, changes)),
    /**
     * After a fault scores may be told together, but each that was told was true and follows on the
     * one before.
     * @param {import('./engine.mjs').Board} board
     */
    heardOnlyTruth(board) {
      /** @type {{home: number, away: number} | undefined} */
      let last;
      for (const { home, away, previous } of board.eventsOf('score-change')) {
        assert.ok(world.wasTrue(matchId, { home, away }), `${home}:${away} never was`);
        if (last) assert.deepEqual(previous, last);
        last = { home, away };
      }
      if (last) assert.deepEqual([last.home, last.away], this.truthScore());
    },
    /**
     * The match goes on until the board is live again: a stream that was found out is believed when it
     * has told a change, and a row that nobody has written for minutes is not called live.
     * @param {import('./engine.mjs').Board} board
     */
    async goesOnLive(board) {
      const stop = clock.every(() => this.score('home'), 5_000);
      await board.reaches('live').finally(stop);
    },
    /**
     * The board is live again, shows the truth, and the stream tells the next score.
     * @param {import('./engine.mjs').Board} board
     */
    async recovers(board) {
      await board.reaches('live');
      await this.agrees(board, 'live again');
      const asked = this.server.requests.of(kind.snapshot).length;
      this.score('home');
      await this.agrees(board, 'the next score');
      await board.reaches('live');
      this.heardOnlyTruth(board);
      return this.server.requests.of(kind.snapshot).length - asked;
    },
    /** @param {import('./engine.mjs').Board} board */
    heardScores: (board) =>
      assert.deepEqual(board.eventsOf('score-change'), eventsOf(provider, changes).scores),
  };
}
