/**
 * What happens between a snapshot and a stream is not lost and not told twice, wherever it falls.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds, startedMatch } from './lib/both.mjs';
import { setUp } from './lib/setup.mjs';
import { until } from './lib/wait.mjs';

for (const kind of kinds) {
  const { provider } = kind;

  test(`${provider}: a score between the snapshot's answer and the stream's opening`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const upgrade = match.server.upgrades.hold(match.stream);
    const board = match.open();
    await match.agrees(board, 'the first snapshot');
    await upgrade.arrived;
    match.score('home');
    upgrade.release();
    await board.reaches('live');
    await match.agrees(board, 'after the opening');
    // Its play is no news: it comes with the plays that were before.
    match.heardScores(board);
  });

  test(`${provider}: a score between the stream's opening and the answer of its base`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const upgrade = match.server.upgrades.hold(match.stream);
    const board = match.open();
    await match.agrees(board, 'the first snapshot');
    const base = match.server.rest.hold(match.snapshot);
    upgrade.release();
    await base.arrived;
    match.score('home');
    await match.agrees(board, 'told by the stream');
    // This answer knows nothing of the score.
    base.release();
    await board.reaches('live');
    await match.agrees(board, 'after the base');
    match.heardExactly(board);
  });

  test(`${provider}: a score that both the base's answer and the stream tell`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const upgrade = match.server.upgrades.hold(match.stream);
    const board = match.open();
    await match.agrees(board, 'the first snapshot');
    const base = match.server.rest.hold(match.snapshot, { answerAt: 'release' });
    upgrade.release();
    await base.arrived;
    match.score('home');
    await match.agrees(board, 'one score');
    match.score('away');
    await match.agrees(board, 'two scores');
    match.score('home');
    base.release();
    await board.reaches('live');
    await match.agrees(board, 'after the base');
    assert.deepEqual(
      board
        .eventsOf('score-change')
        .map(({ home, away }) => [home, away])
        .at(-1),
      match.truthScore(),
    );
  });

  test(`${provider}: an answer from before the stream's opening is not called live`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const upgrade = match.server.upgrades.hold(match.stream);
    const old = match.server.rest.hold(match.snapshot);
    const base = match.server.rest.hold(match.snapshot, { answerAt: 'release' });
    const board = match.open();
    await old.arrived;
    match.score('home');
    upgrade.release();
    await base.arrived;
    old.release();
    const state = await board.waitFor(({ matches }) => matches.length === 1, 'the old answer');
    assert.equal(state.matches[0]?.home.score, 0);
    assert.notEqual(state.connection.state, 'live');
    base.release();
    await board.reaches('live');
    await match.agrees(board, 'after the base');
  });

  test(`${provider}: what is heard before the first snapshot`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const first = match.server.rest.hold(match.snapshot, { times: 2 });
    const board = match.open();
    await first.arrived;
    await match.streamOpened();
    match.score('home');
    first.release();
    await board.reaches('live');
    await match.agrees(board, 'the first snapshot');
    // At most what happened after that snapshot was made.
    if (board.eventsOf('score-change').length > 0) match.heardScores(board);
  });

  test(`${provider}: a score that is taken back at once`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const board = match.open();
    await board.reaches('live');
    match.score('home');
    await match.agrees(board, 'scored');
    match.world.correction('a1', { home: 0, away: 0 });
    await match.agrees(board, 'taken back');
    match.score('away');
    await match.agrees(board, 'scored by the others');
    match.heardExactly(board);
  });

  test(`${provider}: many scores in one breath`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const board = match.open();
    await board.reaches('live');
    for (let i = 0; i < 40; i += 1) match.score(i % 3 === 0 ? 'home' : 'away');
    await match.agrees(board, 'after all');
    // A page may be told of several at once, but never of a score that was not, and of each once.
    const told = board.eventsOf('score-change');
    assert.ok(told.length > 0);
    for (const { home, away, previous } of told) {
      assert.ok(match.world.wasTrue('a1', { home, away }), `${home}:${away} never was`);
      assert.ok(home + away > previous.home + previous.away, 'a score went back');
    }
  });

  test(`${provider}: a snapshot that is late is not shown over what came since`, async (t) => {
    const match = startedMatch(await setUp(t), kind);
    const board = match.open();
    await board.reaches('live');
    const late = match.server.rest.hold(match.snapshot);
    board.refresh();
    await late.arrived;
    match.score('home');
    await match.agrees(board, 'one score');
    match.score('away');
    await match.agrees(board, 'two scores');
    late.release();
    await until(
      () => match.server.requests.of(match.snapshot).every(({ status }) => status),
      'answers',
    );
    await match.agrees(board, 'after the late answer');
    match.heardExactly(board);
  });
}
