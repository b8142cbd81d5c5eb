/** How soon a board is drawn and told, where scores keep changing. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { makeClient, settled, setUp } from './engine-world.mjs';

/** @type {ReturnType<typeof setUp>} */
let world;
beforeEach(() => {
  world = setUp();
  world.core.matches = [{ id: 'a' }];
});

/** A board of one match, or of many, that shows it. @param {object} [options] */
async function openShown(options = { matches: ['a'] }) {
  const client = Object.assign(makeClient(), { options });
  const { board } = await world.open(client);
  await world.begin();
  world.core.calls.length = 0;
  client.shown = 0;
  return { board, client };
}

/** @param {number} ms until the frame, which comes only if one is asked for */
async function frameIn(ms) {
  world.now += ms;
  for (const run of world.frames.splice(0)) run();
  await settled();
}

/** Uses up the credit for frames that a quiet while leaves. @param {any} board */
async function spend(board) {
  world.now += 1000;
  for (let i = 0; i < 6; i += 1) {
    await change(board);
    await frameIn(0);
  }
  world.core.calls.length = 0;
  world.timers.clear(); // What is read is another test's.
}

/** @param {any} board */
async function change(board) {
  world.host.boardChanged(board.id);
  await settled();
}

const waits = () => [...world.timers.values()].map(({ ms }) => ms);
const drawn = () => world.core.calls.filter((call) => call.startsWith('draw')).length;

test('a change is drawn in the next frame, and one of many when there is credit for a frame', async () => {
  const { board } = await openShown();
  world.now += 100;
  await change(board);
  assert.equal(world.frames.length, 1);
  assert.deepEqual(waits(), []);
  await frameIn(16);
  await spend(board);
  await change(board);
  assert.equal(world.frames.length, 0);
  assert.deepEqual(waits(), [100]);
});

test('what the page changes is not held back', async () => {
  const { board } = await openShown();
  await spend(board);
  await change(board);
  assert.equal(world.frames.length, 0);
  world.page.resize(board, 600, 2);
  assert.equal(world.frames.length, 1);
});

test('nor is the first score, right after the frame that had none', async () => {
  world.core.matches = [];
  const { board, client } = await openShown();
  world.core.matches = [{ id: 'a' }];
  await change(board);
  assert.equal(world.frames.length, 1);
  await frameIn(16);
  assert.equal(client.shown, 1);
});

test('a frame of what moves takes along what waits', async () => {
  const { board } = await openShown();
  const moving = await openShown();
  await spend(board);
  await change(board);
  assert.equal(world.frames.length, 0);
  world.host.wakeBoard(moving.board.id, 0);
  await settled();
  assert.equal(world.frames.length, 1);
  await frameIn(16);
  assert.equal(drawn(), 2);
  world.elapse();
  assert.equal(world.frames.length, 0);
});

test('what is read follows the picture, once for many changes', async () => {
  const { board, client } = await openShown();
  for (let i = 0; i < 3; i += 1) {
    world.now += 100;
    await change(board);
    await frameIn(16);
  }
  assert.equal(drawn(), 3);
  assert.equal(client.shown, 0);
  assert.deepEqual(waits(), [500]);
  world.elapse();
  assert.equal(client.shown, 1);
  assert.deepEqual(waits(), []);
});

test('what is clicked is never that of another match: a list is told with its picture', async () => {
  for (const options of [{ matches: ['a', 'b'] }, { live: true }]) {
    const { board, client } = await openShown(options);
    world.now += 100;
    await change(board);
    await frameIn(16);
    assert.equal(client.shown, 1);
  }
});

test('a board that comes into sight before its turn is drawn', async () => {
  const { board, client } = await openShown();
  world.page.setVisible(board, false);
  world.now += 1000;
  await change(board);
  assert.equal(world.frames.length, 0);
  world.page.setVisible(board, true);
  await frameIn(16);
  assert.equal(drawn(), 1);
  assert.equal(client.shown, 1);
});

test('where there is no picture the words are not held back', async () => {
  const { board, client } = await openShown();
  world.gpu.onLost();
  await frameIn(16);
  assert.equal(client.shown, 1);
  world.now += 100;
  await change(board);
  await frameIn(16);
  assert.equal(client.shown, 2);
});

test("a clock's words come with its picture, and with no timer more", async () => {
  const { board, client } = await openShown();
  world.host.wakeBoard(board.id, 1000);
  await settled();
  world.now += 1000;
  world.elapse();
  // In a hidden tab that frame never comes: then nothing asks for the next second.
  assert.equal(client.shown, 0);
  assert.deepEqual(world.core.calls, []);
  await frameIn(16);
  assert.equal(client.shown, 1);
  assert.equal(drawn(), 1);
  assert.deepEqual(waits(), []);
});

test('clocks that keep ticking share a frame', async () => {
  const one = await openShown();
  const other = await openShown();
  world.now += 1000;
  await spend(one.board);
  world.host.wakeBoard(other.board.id, 40);
  await settled();
  world.elapse();
  assert.equal(world.frames.length, 0);
  assert.deepEqual(
    waits().map((ms) => Math.round(ms)),
    [60],
  );
});

test('nothing comes of the timers of a board that leaves', async () => {
  const { board } = await openShown();
  await spend(board);
  await change(board);
  assert.deepEqual(waits(), [100]);
  world.page.close(board);
  // That one is the page's. It is left to run out, and nothing comes of it.
  world.elapse();
  assert.equal(world.frames.length, 0);
  const other = await openShown();
  world.now += 100;
  await change(other.board);
  await frameIn(16);
  assert.deepEqual(waits(), [500]);
  world.page.close(other.board);
  assert.deepEqual(waits(), []);
});
