/**
 * The page's own life: sleep, clocks that are set, a network that goes, a tab that is hidden; and
 * budgets of requests. The clock runs 20 times as fast as real time.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { kinds, startedMatch } from './lib/both.mjs';
import { setUp } from './lib/setup.mjs';

const speed = 20;

for (const kind of kinds) {
  const { provider } = kind;

  /** @param {import('node:test').TestContext} t @param {number} [itsSpeed] */
  const live = async (t, itsSpeed = speed) => {
    const setup = await setUp(t, { speed: itsSpeed });
    const match = startedMatch(setup, kind);
    const { proxy, wsUrl } = await setup.faultProxy(provider);
    const board = match.open({ wsUrl });
    await board.reaches('live');
    return { ...setup, match, proxy, board };
  };

  test(`${provider}: of sockets that have ended nothing is kept`, async (t) => {
    const { engine, match, proxy, board } = await live(t);
    for (let cuts = 0; cuts < 4; cuts += 1) {
      proxy.cut('rst');
      await board.waitFor(({ connection }) => connection.state !== 'live', 'cut off');
      await match.recovers(board);
    }
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc');
    // One is open; what Node.js itself still has of the last may take a moment.
    for (let tries = 0; tries < 50 && engine.socketsKept > 1; tries += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      collect();
    }
    assert.equal(engine.socketsKept, 1);
  });

  for (const monoCounts of [true, false]) {
    const which = monoCounts ? 'counts' : 'does not count';
    test(`${provider}: sleep that the monotonic clock ${which}, and a dead socket`, async (t) => {
      const { clock, match, proxy, board } = await live(t);
      proxy.silence();
      match.score('away');
      clock.sleep(3_600_000, { monoCounts });
      // Nothing of before the sleep passes for live.
      const woke = clock.mono();
      await match.agrees(board, 'after the sleep');
      assert.ok(clock.mono() - woke < 30_000, 'took long to find out');
      await match.goesOnLive(board);
      await match.recovers(board);
    });
  }

  test(`${provider}: a wall clock that is set back and forth`, async (t) => {
    const { device, match, board } = await live(t);
    for (const jump of [-7_200_000, 7_200_000, -60_000, 60_000]) {
      device.ahead += jump;
      match.score('home');
      await match.agrees(board, `a jump by ${jump}`);
    }
    await match.recovers(board);
  });

  test(`${provider}: the network goes and comes`, async (t) => {
    const { engine, match, proxy, board } = await live(t);
    engine.setOnline(false);
    proxy.silence();
    match.score('away');
    await board.waitFor(({ connection }) => connection.state !== 'live', 'not live any more');
    assert.equal(board.state().connection.reason, 'offline');
    engine.setOnline(true);
    await match.agrees(board, 'online again');
    await match.recovers(board);
  });

  // What is due is looked at once a second while messages come, however many they are. The clock is slow
  // here, so that a slow machine too takes many messages in each of its seconds.
  test(`${provider}: messages set no timer each`, async (t) => {
    const { clock, engine, match, board } = await live(t, 2);
    const before = { timers: engine.timersSet, at: clock.mono() };
    for (let i = 0; i < 40; i += 1) {
      match.score('home');
      await match.agrees(board);
    }
    const set = engine.timersSet - before.timers;
    const seconds = (clock.mono() - before.at) / 1000;
    assert.ok(set <= 8 + 2 * seconds, `${set} timers in 40 messages and ${seconds} s`);
  });

  test(`${provider}: a hidden page keeps its state and spends little`, async (t) => {
    const { engine, pass, match, proxy, board } = await live(t, 60);
    engine.setHidden(true);
    const asked = match.server.requests.of(match.snapshot).length;
    await pass(100_000);
    const spent = match.server.requests.of(match.snapshot).length - asked;
    assert.ok(spent <= 1, `${spent} snapshots in 100 s`);
    proxy.silence();
    match.score('home');
    engine.setHidden(false);
    await match.agrees(board, 'visible again');
    await match.recovers(board);
  });

  test(`${provider}: a 429 is obeyed`, async (t) => {
    const { match, proxy, board } = await live(t);
    match.server.rest.throttle({ path: match.snapshot, retryAfter: 25 });
    proxy.cut('rst');
    match.score('away');
    const { entries } = match.server.requests;
    await board.waitFor(() => entries.some(({ status }) => status === 429), 'the 429');
    const refused = entries.findIndex(({ status }) => status === 429);
    await match.agrees(board, 'afterwards');
    await match.recovers(board);
    const next = entries.slice(refused + 1).find(({ path }) => match.snapshot.test(path));
    const wait = (next?.at ?? 0) - (entries[refused]?.at ?? 0);
    assert.ok(wait >= 25_000, `asked again after ${wait} ms`);
  });

  test(`${provider}: a board that goes in the middle of a request leaves nothing`, async (t) => {
    const { engine, match, board } = await live(t);
    const held = match.server.rest.hold(match.snapshot);
    board.refresh();
    await held.arrived;
    assert.ok(engine.pending.requests > 0);
    match.score('home');
    board.destroy();
    assert.deepEqual(engine.pending, { requests: 0, sockets: 0, timers: 0 });
    held.release();
  });
}

test('scorelytics: a budget that is nearly spent is left alone until its reset', async (t) => {
  const { world, scorelytics, scorelyticsBoard, pass } = await setUp(t, {
    speed: 40,
    scorelytics: { plan: { restPerMinute: 8, sockets: 5 } },
  });
  world.add({ id: 'a1', sport: 'football', home: 'A', away: 'B' });
  world.kickoff('a1');
  scorelytics.upgrades.fail(/ws/, 503, { times: 1_000 });
  const board = scorelyticsBoard({ sport: 'football', matches: ['a1'] });
  await board.reaches('polling');
  await pass(120_000);
  assert.deepEqual(
    scorelytics.requests.entries.filter(({ status }) => status === 429),
    [],
  );
  assert.ok(scorelytics.requests.of(/football/).length >= 6, 'it polls all the same');
});

for (const kind of kinds) {
  test(`${kind.provider}: a match that ends while nobody listens`, async (t) => {
    const setup = await setUp(t, { speed });
    const match = startedMatch(setup, kind);
    const { proxy, wsUrl } = await setup.faultProxy(kind.provider);
    const board = match.open({ wsUrl });
    await board.reaches('live');
    proxy.cut('rst');
    proxy.refuse();
    match.score('away');
    setup.world.status('a1', 3);
    await board.reaches('over');
    await match.agrees(board, 'the result');
    assert.equal(setup.engine.pending.sockets, 0, 'a match that is over holds no socket');
    await proxy.acceptAgain();
  });
}
