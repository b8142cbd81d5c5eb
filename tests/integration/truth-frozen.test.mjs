/**
 * A server that stops answering at all: its sockets stay open and nothing comes back, neither messages nor
 * pongs. A stream that spoke all the time and falls silent is doubted within 5 s: something is asked, or it
 * is no longer called live; and it is wrong for 20 s at most, for 10 s where REST still answers.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startChild } from '../upstreams/faults/child.mjs';
import { kinds } from './lib/both.mjs';
import { key, token } from './lib/setup.mjs';
import { liveWorld, unkindWorld } from './lib/worlds.mjs';

const halfASecond = 500;
const watchedMs = 60_000;

/** The key and the token of the tests; the signatures are made by the parent, with the same secret. */
const childOptions = {
  scorelytics: { keys: { [key]: {} }, plan: { restPerMinute: 100_000, sockets: 20 } },
  'stats-api': { tokens: { [token]: {} }, requestsPerMinute: 100_000 },
};

/**
 * Waits for the first doubt.
 * @param {import('./lib/worlds.mjs').Watcher} watcher
 * @param {() => number} asked
 * @param {{now: () => number}} clock
 */
async function firstDoubt(watcher, asked, clock) {
  const start = clock.now();
  const before = asked();
  while (
    watcher.shown()?.trust === 'live' &&
    asked() === before &&
    clock.now() - start < watchedMs
  ) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return clock.now() - start;
}

for (const kind of kinds) {
  const { provider } = kind;

  for (const rest of [false, true]) {
    const which = rest ? 'stream and REST' : 'the stream alone';
    test(`${provider}: ${which} freezes after an event every 0.5 s`, async (t) => {
      const { clock, match, board, faults, watch, pass, every } = await liveWorld(t, kind);
      const stop = every(() => match.score('home'), halfASecond);
      await pass(20_000);
      await match.agrees(board, 'a busy stream');
      const watcher = watch();
      faults.freezer.freeze({ rest });
      const asked = () => match.server.requests.of(match.snapshot).length;
      const doubt = await firstDoubt(watcher, asked, clock);
      await pass(watchedMs);
      stop();
      watcher.wrongAtMost(rest ? 20_000 : 10_000);
      // The doubt of a stream without REST may be a ping, which nobody can see here.
      if (!rest) assert.ok(doubt <= 5_500, `nothing was asked for ${doubt} ms`);
      faults.freezer.thaw();
      await match.agrees(board, 'afterwards');
      await match.goesOnLive(board);
    });
  }

  test(`${provider}: the stream alone freezes after a quiet time`, async (t) => {
    const { match, board, faults, watch, pass } = await liveWorld(t, kind);
    await pass(15_000);
    const watcher = watch();
    faults.freezer.freeze({ rest: false });
    match.score('home');
    await pass(watchedMs);
    watcher.wrongAtMost(20_000);
    faults.freezer.thaw();
    await match.agrees(board, 'afterwards');
  });

  test(`${provider}: the stream's process is stopped (SIGSTOP), REST answers`, async (t) => {
    const { world, clock, match, watchBoard, pass, every, atEnd } = await unkindWorld(t, kind);
    const child = await startChild(provider, childOptions[provider]);
    atEnd(child.follow(world));
    atEnd(() => child.close());
    const board = match.open({ wsUrl: child.wsUrl });
    await board.reaches('live');
    const stop = every(() => match.score('home'), halfASecond);
    await pass(20_000);
    const watcher = watchBoard(board);
    child.stop();
    const asked = () => match.server.requests.of(match.snapshot).length;
    const doubt = await firstDoubt(watcher, asked, clock);
    await pass(watchedMs);
    stop();
    watcher.wrongAtMost(10_000);
    assert.ok(doubt <= 5_500, `nothing was asked for ${doubt} ms`);
    child.goOn();
    await match.agrees(board, 'afterwards');
  });
}
