/** When boards are drawn, and as what. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { makeClient, settled, setUp } from './engine-world.mjs';

/** @type {ReturnType<typeof setUp>} */
let world;
beforeEach(() => {
  world = setUp();
});

test('a board that changed often is drawn once, and nothing runs when nothing changes', async () => {
  const { board } = await world.open();
  await world.begin();
  world.core.calls.length = 0;
  for (let i = 0; i < 5; i += 1) world.host.boardChanged(board.id);
  await settled();
  assert.equal(world.frames.length, 1);
  await world.frame();
  assert.deepEqual(world.core.calls, ['state 1', 'layout 1 200 1.5', 'draw 1']);
  assert.equal(world.frames.length, 0);
});

test('a board is shown when its words have come, and follows its match before', async () => {
  const client = makeClient();
  client.hasWords = false;
  const { board } = await world.open(client);
  assert.equal(world.core.created.length, 1);
  await world.frame();
  assert.equal(client.shown, 0);
  client.hasWords = true;
  world.page.relook(board);
  await world.frame();
  assert.equal(client.shown, 1);
  await world.begin();
  assert.ok(world.core.calls.includes('draw 1'));
});

test('a board off screen shows its state as HTML and is painted when it comes back', async () => {
  const { board, client } = await world.open();
  await world.begin();
  world.page.setVisible(board, false);
  world.core.calls.length = 0;
  client.shown = 0;
  world.host.boardChanged(board.id);
  world.host.boardChanged(board.id);
  await settled();
  assert.equal(world.frames.length, 0);
  world.elapse();
  assert.deepEqual(world.core.calls, ['state 1', 'layout 1 200 1.5', 'boxes 1 1']);
  assert.equal(client.isDrawn.at(-1), false);
  assert.equal(client.shown, 1);
  assert.equal(world.timers.size, 0);
  world.page.setVisible(board, true);
  await world.frame();
  assert.ok(world.core.calls.includes('draw 1'));
});

test('boards off screen take turns', async () => {
  /** @type {any[]} */
  const clients = [];
  for (let i = 0; i < 25; i += 1) {
    const { board, client } = await world.open();
    world.page.setVisible(board, false);
    clients.push(client);
  }
  await world.frame();
  for (const client of clients) client.shown = 0;
  for (let id = 1; id <= 25; id += 1) world.host.boardChanged(id);
  await settled();
  const turns = [10, 20, 25].map(() => {
    world.elapse();
    return clients.filter(({ shown }) => shown === 1).length;
  });
  assert.deepEqual(turns, [10, 20, 25]);
  assert.equal(world.timers.size, 0);
});

test('a board off screen has its height, so that the page does not jump', async () => {
  const { board, client } = await world.open();
  world.page.setVisible(board, false);
  await world.frame();
  world.elapse();
  assert.deepEqual(client.places, [[80, { matches: [[0, 0, 200, 80]], groups: [] }]]);
  assert.ok(!world.core.calls.includes('draw 1'));
});

test('a clock wakes its board, and a later wish replaces the earlier one', async () => {
  const { board } = await world.open();
  await world.begin();
  world.host.wakeBoard(board.id, 1000);
  world.host.wakeBoard(board.id, 400);
  await settled();
  assert.deepEqual(
    [...world.timers.values()].map(({ ms }) => ms),
    [400],
  );
  world.core.calls.length = 0;
  world.host.wakeBoard(board.id, -1);
  await settled();
  // The timer is left to run out, and nothing comes of it.
  world.elapse();
  await world.frame();
  assert.deepEqual(world.core.calls, []);
  assert.equal(world.timers.size, 0);
});

test('a wish that moves to later sets no timer until the earlier one has run out', async () => {
  const { board } = await world.open();
  await world.begin();
  const waits = () => [...world.timers.values()].map(({ ms }) => ms);
  const wake = async (/** @type {number} */ ms) => {
    world.host.wakeBoard(board.id, ms);
    await settled();
  };
  await wake(1000);
  const [timer] = world.timers.keys();
  world.now += 300;
  await wake(1000);
  assert.deepEqual([...world.timers.keys()], [timer]);
  world.elapse();
  assert.equal(world.frames.length, 0);
  assert.deepEqual(waits(), [300]);
  world.elapse();
  assert.equal(world.frames.length, 1);
});

test('where nothing can move, the end of a motion is waited for', async () => {
  world.hasGpu = false;
  const { board, client } = await world.open();
  await world.begin();
  client.shown = 0;
  world.host.wakeBoard(board.id, 0);
  await settled();
  assert.equal(world.frames.length, 0);
  world.elapse();
  await world.frame();
  assert.equal(client.shown, 1);
});

test('the clock of a board off screen draws nothing until it is seen', async () => {
  const { board } = await world.open();
  await world.begin();
  world.page.setVisible(board, false);
  world.host.wakeBoard(board.id, 400);
  await settled();
  world.elapse();
  assert.equal(world.frames.length, 0);
  world.page.setVisible(board, true);
  assert.equal(world.frames.length, 1);
});

test('while something moves only the picture changes, and at rest all is told again', async () => {
  const { board, client } = await world.open();
  await world.begin();
  world.core.calls.length = 0;
  client.shown = 0;
  const wake = (/** @type {number} */ ms) => world.host.wakeBoard(board.id, ms);
  const frame = async () => {
    await settled();
    await world.frame();
  };
  wake(0);
  await frame();
  wake(0);
  await frame();
  assert.deepEqual(world.core.calls, ['layout 1 200 1.5', 'draw 1', 'layout 1 200 1.5', 'draw 1']);
  assert.equal(client.shown, 0);

  // What changes meanwhile is told at once, whichever comes first.
  world.core.calls.length = 0;
  world.host.boardChanged(board.id);
  wake(0);
  await frame();
  wake(0);
  world.host.boardChanged(board.id);
  await frame();
  assert.equal(client.shown, 2);
  wake(0);
  await frame();
  assert.equal(client.shown, 2);

  wake(700);
  await frame();
  assert.equal(client.shown, 3);
  wake(-1);
  await settled();
  assert.equal(world.frames.length, 0);
});

test('without a GPU the state is shown as text', async () => {
  world.hasGpu = false;
  const { client } = await world.open();
  await world.begin();
  assert.deepEqual(client.isDrawn, [false]);
});

test('the score is shown as text before WebGL begins, and a frame passes in between', async () => {
  const { client } = await world.open();
  assert.equal(world.gpu, undefined, 'not while the engine is on its way');
  await world.frame();
  assert.deepEqual(client.isDrawn, [false]);
  assert.deepEqual(client.places, [[80, { matches: [[0, 0, 200, 80]], groups: [] }]]);
  assert.equal(world.gpu, undefined);
  assert.deepEqual(client.warnings, []);
  await world.frame();
  assert.equal(world.gpu, undefined, 'not before that frame is painted');
  world.elapse();
  assert.notEqual(world.gpu, undefined);
  await world.frame();
  assert.deepEqual(client.isDrawn, [false, true]);
});

test('WebGL does not begin for boards that nobody sees, or that have nothing to show', async () => {
  const waiting = makeClient();
  waiting.hasSomething = false;
  const { board } = await world.open();
  world.page.setVisible(board, false);
  await world.open(waiting);
  await world.begin();
  world.elapse();
  assert.equal(world.gpu, undefined);
  world.page.setVisible(board, true);
  await world.begin();
  assert.notEqual(world.gpu, undefined);
});

test('while the context is lost the state is shown as text', async () => {
  const { client } = await world.open();
  await world.begin();
  world.gpu.onLost();
  await world.frame();
  world.gpu.onRestored();
  await world.frame();
  assert.deepEqual(client.isDrawn.slice(1), [true, false, true]);
});

test('after a lost context every board is painted anew', async () => {
  await world.open();
  await world.open();
  await world.begin();
  world.core.calls.length = 0;
  world.gpu.onRestored();
  await world.frame();
  assert.deepEqual(
    world.core.calls.filter((call) => !call.startsWith('state') && !call.startsWith('layout')),
    ['gpu lost', 'draw 1', 'draw 2'],
  );
});

test('the places of the matches are told when they change', async () => {
  const { board, client } = await world.open();
  await world.begin();
  world.host.boardChanged(board.id);
  await settled();
  await world.frame();
  assert.deepEqual(client.places, [[80, { matches: [[0, 0, 200, 80]], groups: [] }]]);
  world.core.boxes = '{"matches":[[0,0,100,80]],"groups":[]}';
  world.host.boardChanged(board.id);
  await settled();
  await world.frame();
  assert.equal(client.places.length, 2);
});

test('why there is no picture is said once a board', async () => {
  world.hasGpu = false;
  const { client } = await world.open();
  const later = await world.open();
  await world.begin();
  await world.frame();
  assert.deepEqual([client.warnings, later.client.warnings], [['no_webgl'], ['no_webgl']]);
});

test('a board without a canvas context is text', async () => {
  const client = makeClient();
  client.picture = null;
  await world.open(client);
  await world.begin();
  assert.deepEqual(client.isDrawn, [false, false]);
});

test('of a long board the part in sight is drawn, and another when that is scrolled out of it', async () => {
  const world = setUp();
  const client = makeClient();
  /** @type {number[][]} */
  const parts = [];
  let top = 0;
  client.seen = () => [top, 600];
  world.core._sl_board_layout = () => 10_000;
  world.core._sl_board_draw = (/** @type {number} */ _, /** @type {number[]} */ ...part) =>
    parts.push(part);
  const { board } = await world.open(client);
  await world.begin();
  assert.deepEqual(parts, [[0, 900]]);
  top = 300;
  world.signals.scrolled();
  assert.equal(parts.length, 1);
  top = 5000;
  world.signals.scrolled();
  assert.deepEqual(parts[1], [4700, 1200]);
  assert.equal(world.frames.length, 0);
  world.page.setVisible(board, false);
  top = 0;
  world.signals.scrolled();
  assert.equal(parts.length, 2);
});
