/**
 * The watcher itself: it says nothing of a kind world, and it sees what is wrong.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from './lib/both.mjs';
import { liveWorld } from './lib/worlds.mjs';

for (const kind of kinds) {
  test(`${kind.provider}: in a kind world nothing is wrong`, async (t) => {
    const { match, board, watch, pass } = await liveWorld(t, kind);
    const watcher = watch();
    for (let said = 0; said < 10; said += 1) {
      match.score('home');
      await pass(2_000);
      board.refresh();
    }
    await match.agrees(board, 'in the end');
    watcher.wrongAtMost(0);
    watcher.neverUndone();
  });

  test(`${kind.provider}: what is wrong is seen, and for how long`, async (t) => {
    const { clock, match, faults, watch, pass } = await liveWorld(t, kind);
    // A new board asks twice, in case that a replica lagged.
    await pass(4_000);
    const watcher = watch();
    faults.broadcasts.die();
    const start = clock.now();
    match.score('home');
    await pass(4_000);
    const passed = clock.now() - start;
    // No rule can know of a single lost message after so short a time.
    assert.ok(watcher.wrongMs > 2_000 && watcher.wrongMs < passed - 500, `${watcher.wrongMs} ms`);
    assert.throws(() => watcher.wrongAtMost(1_000), /limit 1000: 0-0 live for/);
  });
}
