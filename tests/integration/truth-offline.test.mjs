/**
 * A device that knows to be offline calls nothing live, whatever its sockets look like.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from './lib/both.mjs';
import { liveWorld } from './lib/worlds.mjs';

for (const kind of kinds) {
  test(`${kind.provider}: told to be offline with the socket open, it is not live at once`, async (t) => {
    const { engine, match, board, watch, pass } = await liveWorld(t, kind);
    const watcher = watch();
    engine.setOnline(false);
    assert.notEqual(watcher.shown()?.trust, 'live');
    assert.notEqual(board.state().connection.state, 'live');
    match.server.faults.broadcasts.die();
    match.score('home');
    await pass(35_000);
    watcher.wrongAtMost(0);
    match.server.faults.clear();
    engine.setOnline(true);
    await match.agrees(board, 'online again');
    await board.reaches('live');
  });
}
