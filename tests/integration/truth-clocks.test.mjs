/**
 * A device's clock is wrong by any amount, or is set during the match: the minute is at most 1 off and the
 * game clock at most 2 s. A row that is minutes old is not carried on beyond two minutes and not live.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds, matchId } from './lib/both.mjs';
import { unkindWorld } from './lib/worlds.mjs';

const minute = 60_000;
const hour = 60 * minute;

/** @type {[string, number][]} */
const devices = [
  ['right', 0],
  ['1 min ahead', minute],
  ['10 min ahead', 10 * minute],
  ['3 h ahead', 3 * hour],
  ['10 min behind', -10 * minute],
  ['3 h behind', -3 * hour],
];

/** @type {import('./lib/both.mjs').Kind} */
const football = { ...(kinds[0] ?? assert.fail()) };
/** @type {import('./lib/both.mjs').Kind} */
const basketball = { ...football, sport: 'basketball', snapshot: /basketball\/matches\/a1$/ };

/**
 * Shows a match for so long and says how far its clock was from the truth at worst.
 * @param {Awaited<ReturnType<typeof unkindWorld>>} world
 * @param {import('./lib/worlds.mjs').Watcher} watcher
 * @param {number} ms
 * @param {(shown: import('../../web/src/core.ts').MatchState) => number} difference
 */
async function worst({ clock }, watcher, ms, difference) {
  const end = clock.now() + ms;
  let most = 0;
  while (clock.now() < end) {
    const match = watcher.shown();
    if (match) most = Math.max(most, Math.abs(difference(match)));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return most;
}

for (const [name, deviceAhead] of devices) {
  test(`a football minute on a device whose clock is ${name}`, async (t) => {
    const world = await unkindWorld(t, football, { deviceAhead });
    world.world.tick(matchId, { minutes: 30 });
    let started = world.clock.now();
    await world.pass(20_000);
    const board = world.match.open();
    const watcher = world.watchBoard(board);
    await board.reaches('live');
    const tick = () => {
      world.world.tick(matchId);
      started = world.clock.now();
    };
    world.every(tick, minute);
    const most = await worst(world, watcher, 150_000, (match) => {
      const truth = world.world.truth(matchId).minute ?? 0;
      // Between two ticks of the world the next minute may have begun.
      const next = truth + Math.floor((world.clock.now() - started) / minute);
      const shown = match.minute ?? Number.NaN;
      return Math.min(Math.abs(shown - truth), Math.abs(shown - next));
    });
    assert.ok(most <= 1, `${most} minutes off`);
  });

  test(`a game clock on a device whose clock is ${name}`, async (t) => {
    const world = await unkindWorld(t, basketball, { deviceAhead });
    world.world.tick(matchId, { seconds: 200 });
    let ticked = world.clock.now();
    const tick = () => {
      const seconds = Math.round((world.clock.now() - ticked) / 1_000);
      world.world.tick(matchId, { seconds });
      ticked += seconds * 1_000;
    };
    world.every(tick, 10_000);
    await world.pass(4_000);
    const board = world.match.open();
    const watcher = world.watchBoard(board);
    await board.reaches('live');
    const most = await worst(world, watcher, 45_000, (match) => {
      const told = world.world.truth(matchId).clockSeconds ?? 0;
      const truth = told - (world.clock.now() - ticked) / 1_000;
      // A clock tells whole seconds.
      return Math.max(0, Math.abs((match.clock?.secondsLeft ?? Number.NaN) - truth) - 1);
    });
    assert.ok(most <= 2, `${most.toFixed(1)} s off`);
  });
}

for (const jump of [10 * minute, -10 * minute]) {
  test(`a football minute when the device's clock is set by ${jump / minute} min`, async (t) => {
    const world = await unkindWorld(t, football);
    world.world.tick(matchId, { minutes: 30 });
    const board = world.match.open();
    const watcher = world.watchBoard(board);
    await board.reaches('live');
    await world.pass(5_000);
    world.device.ahead = jump;
    const started = world.clock.now();
    const most = await worst(world, watcher, 50_000, (match) => (match.minute ?? 0) - 30);
    assert.ok(most <= 1, `${most} minutes off, ${world.clock.now() - started} ms after`);
  });
}

for (const kind of kinds) {
  for (const old of [10 * minute, 40 * minute]) {
    const minutes = old / minute;
    test(`${kind.provider}: a row that is ${minutes} min old in play is not live`, async (t) => {
      const { match, world, faults, watchBoard, pass } = await unkindWorld(t, kind);
      if (match.sport === 'football') world.tick(matchId, { minutes: 30 });
      faults.rows.areStale(old);
      const board = match.open();
      const watcher = watchBoard(board);
      await match.streamOpened();
      await board.waitFor(({ matches }) => matches.length > 0, 'the row');
      for (let looked = 0; looked < 20; looked += 1) {
        const shown = watcher.shown();
        assert.notEqual(shown?.trust, 'live');
        if (match.sport === 'football') {
          const ahead = (shown?.minute ?? 0) - 30;
          assert.ok(ahead >= 0 && ahead <= 2, `carried on by ${ahead} minutes`);
        }
        await pass(2_000);
      }
    });
  }
}
