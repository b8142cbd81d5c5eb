import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { DrawQueue } = await load('draw-queue.ts');

let now = 0;
/** @type {(() => void)[]} */
let frames;
/** @type {{run: () => void, ms: number}[]} */
let timers;
/** @type {string[]} */
let drawn;
/** @type {any} */
let queue;

beforeEach(() => {
  [now, frames, timers, drawn] = [0, [], [], []];
  queue = new DrawQueue(
    {
      now: () => now,
      requestFrame: (/** @type {() => void} */ run) => frames.push(run),
      setTimer: (/** @type {() => void} */ run, /** @type {number} */ ms) =>
        timers.push({ run, ms }),
      clearTimer: () => assert.fail('no timer is cleared'),
    },
    (/** @type {string} */ item) => drawn.push(item),
  );
});

/** @param {number} [ms] until the frame */
function frame(ms = 16) {
  now += ms;
  for (const run of frames.splice(0)) run();
}

/** Uses the credit of a quiet while up. */
function spend() {
  for (let i = 0; i < 6; i += 1) {
    queue.addPaced('a');
    frame(0);
  }
  drawn.length = 0;
}

test('a change while all is calm is in the next frame, and so are some that follow', () => {
  for (let i = 0; i < 6; i += 1) {
    queue.addPaced('a');
    assert.equal(frames.length, 1);
    frame();
  }
  assert.deepEqual([drawn.length, timers], [6, []]);
});

test('then there is a frame each 100 ms, which changes share', () => {
  spend();
  queue.addPaced('a');
  now += 30;
  queue.addPaced('b');
  queue.addPaced('a');
  assert.equal(frames.length, 0);
  assert.deepEqual(
    timers.map(({ ms }) => ms),
    [100],
  );
  now += 70;
  timers[0]?.run();
  frame(0);
  assert.deepEqual(drawn, ['a', 'b']);
});

test('credit comes back with calm, and no more of it than at first', () => {
  spend();
  now += 60_000;
  spend();
  queue.addPaced('a');
  assert.deepEqual([frames.length, timers.length], [0, 1]);
});

test('after a frame that was missed there is no credit', () => {
  queue.addPaced('a');
  frame(51);
  queue.addPaced('a');
  assert.deepEqual([frames.length, timers.length], [0, 1]);
});

test('what is not paced is in the next frame, and takes along what waits', () => {
  spend();
  queue.addPaced('a');
  queue.add('b');
  frame();
  assert.deepEqual(drawn, ['a', 'b']);
  timers[0]?.run();
  assert.equal(frames.length, 0);
});

test('what is deleted is not drawn', () => {
  queue.add('a');
  queue.addPaced('b');
  queue.delete('a');
  assert.equal(queue.has('a'), false);
  frame();
  assert.deepEqual(drawn, ['b']);
});
