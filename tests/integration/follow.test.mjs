/**
 * Whole matches on both providers: after each step the board shows the truth, and the page hears
 * exactly what happened.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  basketballScript,
  footballScript,
  Player,
  randomBasketball,
  randomFootball,
} from '../upstreams/scripts.mjs';
import { setUp } from './lib/setup.mjs';
import { eventsOf, heardExactly, idOf, showsTruth } from './lib/truth.mjs';

/**
 * @typedef {import('./lib/truth.mjs').Provider} Provider
 * @typedef {{name: string, provider: Provider, sport: 'football' | 'basketball', script: import('../upstreams/scripts.mjs').Script}} Case
 */

/** @type {Case[]} */
const cases = [
  { name: 'written', provider: 'scorelytics', sport: 'football', script: footballScript },
  { name: 'written', provider: 'scorelytics', sport: 'basketball', script: basketballScript },
  { name: 'written', provider: 'stats-api', sport: 'basketball', script: basketballScript },
];
// 3: extra time; 5: an interruption. For basketball the seeds differ in overtimes.
for (const seed of [3, 5]) {
  const football = randomFootball(seed);
  const basketball = randomBasketball(seed);
  cases.push(
    { name: `seed ${seed}`, provider: 'scorelytics', sport: 'football', script: football },
    { name: `seed ${seed}`, provider: 'scorelytics', sport: 'basketball', script: basketball },
    { name: `seed ${seed}`, provider: 'stats-api', sport: 'basketball', script: basketball },
  );
}

for (const { name, provider, sport, script } of cases) {
  test(`${provider}: a ${sport} match, ${name}, step by step`, async (t) => {
    const { world, scorelyticsBoard, statsBoard } = await setUp(t);
    const match = world.add({ id: 'a1', sport, home: 'Čačak 94', away: 'Real Madrid' });
    const open = provider === 'scorelytics' ? scorelyticsBoard : statsBoard;
    const board = open({ sport, matches: [idOf(provider, match)] });
    await board.reaches('live');
    await showsTruth(board, provider, world, [match.id], 'before the start');

    /** @type {import('../upstreams/world.mjs').Change[]} */
    const changes = [];
    world.onChange((change) => changes.push(change));
    const player = new Player(world, match.id, script);
    while (!player.done) {
      const change = await player.next();
      // What no message tells is shown when something else is told: 45+2, a card, a clock that stops.
      await showsTruth(board, provider, world, [match.id], JSON.stringify(change?.step));
    }
    heardExactly(board, eventsOf(provider, changes));
    await board.reaches('over');
    assert.deepEqual(board.eventsOf('board-error'), []);
  });
}
