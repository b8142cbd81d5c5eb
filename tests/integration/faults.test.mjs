/**
 * A bad network between board and provider. The clock of engine and servers runs 20 times as fast as
 * real time, so that waits and deadlines of tens of seconds pass in a CI run; the sockets are real.
 * After each fault: live again, the truth is shown, and the stream tells the next score.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds, startedMatch } from './lib/both.mjs';
import { setUp } from './lib/setup.mjs';

const speed = 20;

// Documented: a Pusher connection is asked after 20 s and has 10 s to answer; a silent Scorelytics
// socket is proven by a snapshot after 20 s, and replaced 3 s after one that knows more.
const halfOpenBound = 30_000;
const slack = 15_000;

for (const kind of kinds) {
  const { provider } = kind;

  /** A live board whose stream goes through a proxy. @param {import('node:test').TestContext} t */
  const live = async (t) => {
    const setup = await setUp(t, { speed });
    const match = startedMatch(setup, kind);
    const { proxy, wsUrl } = await setup.faultProxy(provider);
    const board = match.open({ wsUrl });
    await board.reaches('live');
    return { ...setup, match, proxy, board };
  };

  for (const how of /** @type {const} */ (['fin', 'rst'])) {
    test(`${provider}: a stream that is cut (${how})`, async (t) => {
      const { match, proxy, board } = await live(t);
      match.score('home');
      await match.agrees(board, 'before');
      proxy.cut(how);
      match.score('away');
      await board.waitFor(({ connection }) => connection.state !== 'live', 'the cut');
      await match.recovers(board);
      assert.deepEqual(board.eventsOf('board-error'), []);
    });
  }

  test(`${provider}: a stream that is cut again and again`, async (t) => {
    const { match, proxy, board } = await live(t);
    for (let i = 0; i < 4; i += 1) {
      match.score('home');
      proxy.cut('rst');
      await board.waitFor(({ connection }) => connection.state !== 'live', 'the cut');
      await board.reaches('live');
    }
    await match.recovers(board);
  });

  test(`${provider}: a half-open stream is found out in time`, async (t) => {
    const { clock, match, proxy, board, pass } = await live(t);
    // A new board asks twice: what the second answer knows a stream need not have told.
    await pass(4_000);
    const before = proxy.connections;
    proxy.silence();
    match.score('away');
    const start = clock.mono();
    await match.agrees(board, 'a score that no stream told');
    await board.waitFor(() => proxy.connections > before, 'another connection');
    assert.ok(clock.mono() - start < halfOpenBound + slack, `${clock.mono() - start} ms`);
    await match.goesOnLive(board);
    await match.recovers(board);
  });

  test(`${provider}: a stream that is slow`, async (t) => {
    const { match, proxy, board } = await live(t);
    proxy.delay = 40;
    for (const side of /** @type {const} */ (['home', 'away', 'home', 'home'])) {
      match.score(side);
      await match.agrees(board, 'a late score');
    }
    board.refresh();
    match.score('away');
    await match.recovers(board);
  });

  test(`${provider}: every byte alone, from the handshake on`, async (t) => {
    const setup = await setUp(t, { speed });
    const match = startedMatch(setup, kind);
    const { proxy, url, wsUrl } = await setup.faultProxy(provider);
    proxy.isSplit = true;
    const restUrl = provider === 'scorelytics' ? url : `${url}/api/v1`;
    const board = match.open({ wsUrl, restUrl });
    await board.reaches('live');
    for (let i = 0; i < 5; i += 1) {
      match.score(i % 2 ? 'home' : 'away');
      await match.agrees(board, 'a score in pieces');
    }
    match.heardExactly(board);
  });

  test(`${provider}: connections that are refused, then taken again`, async (t) => {
    const { match, proxy, board } = await live(t);
    proxy.refuse();
    proxy.cut('rst');
    match.score('home');
    await board.reaches('polling');
    await match.agrees(board, 'by snapshot');
    match.score('away');
    await match.agrees(board, 'by snapshot again');
    await proxy.acceptAgain();
    await match.recovers(board);
  });

  test(`${provider}: connections that are taken and stay silent`, async (t) => {
    const { match, proxy, board } = await live(t);
    proxy.isBlackHole = true;
    proxy.cut('fin');
    match.score('home');
    await board.reaches('polling');
    await match.agrees(board, 'by snapshot');
    proxy.isBlackHole = false;
    await match.recovers(board);
  });

  test(`${provider}: the server restarts`, async (t) => {
    const setup = await setUp(t, { speed });
    const match = startedMatch(setup, kind);
    const board = match.open();
    await board.reaches('live');
    match.server.stopAccepting();
    if (provider === 'scorelytics') setup.scorelytics.closeSockets(1012, 'restart');
    else setup.statsApi.dropSockets('fin');
    match.score('home');
    await board.waitFor(({ connection }) => connection.state !== 'live', 'the restart');
    await match.server.acceptAgain();
    await match.recovers(board);
  });

  test(`${provider}: a server that accepts and drops is not hammered`, async (t) => {
    const { clock, match, proxy, board } = await live(t);
    const times = [];
    let seen = proxy.connections;
    const start = clock.mono();
    while (clock.mono() - start < 60_000) {
      proxy.cut('fin');
      if (proxy.connections > seen) times.push(clock.mono() - start);
      seen = proxy.connections;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    // Full jitter over 4, 8, 16 and 30 s: 60 s hold some seven tries, and hardly ever twelve.
    assert.ok(times.length <= 16, `${times.length} tries in a minute: ${times.map(Math.round)}`);
    await match.recovers(board);
  });

  test(`${provider}: snapshots that fail, hang or are reset`, async (t) => {
    const { match, proxy, board } = await live(t);
    const { rest } = match.server;
    rest.fail(match.snapshot, 500);
    rest.fail(match.snapshot, 'reset');
    rest.fail(match.snapshot, 503, { headers: { 'retry-after': '2' } });
    rest.hold(match.snapshot);
    proxy.cut('rst');
    match.score('away');
    await match.agrees(board, 'in the end');
    await match.recovers(board);
    rest.clear();
  });
}
