/** One engine for all boards: how it comes, what it is told, how it goes. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { makeClient, settled, setUp } from './engine-world.mjs';

/** @type {ReturnType<typeof setUp>} */
let world;
beforeEach(() => {
  world = setUp();
});

test('one engine serves all boards, and loads with the first', async () => {
  assert.equal(world.loads, 0);
  await world.open();
  await world.open();
  assert.equal(world.loads, 1);
  assert.deepEqual(world.core.created, [{ provider: 'a' }, { provider: 'a' }]);
});

test('without an engine every board hears why, and a later try may succeed', async () => {
  world.failure = Object.assign(new Error('no'), { reason: 'wasm_not_found' });
  const { board, client } = await world.open();
  assert.deepEqual(client.failures, ['wasm_not_found']);
  world.failure = undefined;
  world.page.refresh(board);
  await settled();
  assert.equal(board.id, 1);
});

test('options that the engine refuses leave no board behind', async () => {
  const { board, client } = await world.open();
  world.core.refuses = true;
  world.page.configure(board);
  assert.deepEqual(client.failures, ['bad_options']);
  assert.ok(world.core.calls.includes('destroy 1'));
  assert.equal(world.page.state(board), undefined);
});

test('the page is listened to only while there are boards', async () => {
  const first = await world.open();
  const second = await world.open();
  assert.equal(world.watched.size, 1);
  world.page.close(first.board);
  assert.equal(world.watched.size, 1);
  world.page.close(second.board);
  assert.equal(world.watched.size, 0);
  assert.equal(world.timers.size, 0);
});

test('snapshots are asked for while the engine loads, and only then', async () => {
  await world.open();
  await world.open();
  assert.deepEqual(world.asked, [{ provider: 'a' }]);
});

test('early answers are forgotten with the last board', async () => {
  const { board } = await world.open();
  world.early.set('u', Promise.resolve({}));
  world.page.close(board);
  assert.equal(world.early.size, 0);
});

test('the engine is told whether there is a network, also when it came late', async () => {
  const opening = world.open();
  world.signals.online(false);
  await opening;
  assert.ok(world.core.calls.includes('online 0'));
  world.signals.online(true);
  assert.equal(world.core.calls.at(-1), 'online 1');
});

test('a download that failed is tried again with the network', async () => {
  world.failure = Object.assign(new Error('no'), { reason: 'wasm_not_found' });
  const { board } = await world.open();
  world.failure = undefined;
  world.signals.online(true);
  await settled();
  assert.equal(board.id, 1);
});

test('an engine that traps is given up, in words, and another one is loaded on demand', async (t) => {
  const reported = t.mock.fn();
  Object.assign(globalThis, { reportError: reported });
  const { board, client } = await world.open();
  const other = await world.open();
  const draw = world.core._sl_board_draw;
  world.core._sl_board_draw = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  await world.begin();
  assert.deepEqual([client.failures, other.client.failures], [['wasm_failed'], ['wasm_failed']]);
  assert.equal(reported.mock.callCount(), 1);
  assert.equal(world.timers.size, 0);
  assert.ok(world.core.calls.includes('gpu destroyed'));
  world.core._sl_board_draw = draw;
  world.page.refresh(board);
  await settled();
  await world.begin();
  assert.equal(world.loads, 2);
  assert.ok(world.core.calls.includes(`draw ${board.id}`));
});

test('a connection that the policy blocks is named once', async () => {
  const client = makeClient();
  client.options = { restUrl: 'https://a.example', wsUrl: 'wss://a.example' };
  await world.open(client);
  const violation = { effectiveDirective: 'connect-src', blockedURI: 'https://a.example/v1' };
  world.signals.blocked(violation);
  world.signals.blocked(violation);
  world.signals.blocked({ ...violation, blockedURI: 'https://b.example/' });
  assert.deepEqual(client.warnings, [['connection_blocked', { source: 'https://a.example' }]]);
});

test('a board in another window is drawn by the frames of that one', async () => {
  const { board, client } = await world.open();
  await world.begin();
  const popup = { name: 'popup' };
  client.window = popup;
  world.page.move(board);
  assert.deepEqual([...world.watched.keys()], [popup]);
  assert.deepEqual([world.frames.length, world.otherFrames.length], [0, 1]);
  world.core.calls.length = 0;
  for (const run of world.otherFrames.splice(0)) run();
  assert.ok(world.core.calls.includes('draw 1'));
  world.host.boardChanged(board.id);
  await settled();
  assert.deepEqual([world.frames.length, world.otherFrames.length], [0, 1]);
  world.page.close(board);
  assert.equal(world.watched.size, 0);
});
