import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { PageGpu } = await load('gpu/page-gpu.ts');

/** @type {string[]} */
let calls;
/** @type {{ onLost(): void, onRestored(): void } | undefined} */
let renderer;
let hasWebGl = true;
/** @type {any} */
let gpu;
/** @type {(() => void)[]} */
let frames;
/** @type {(() => void)[]} */
let timers;

/** Asks for WebGL. */
const ask = () => gpu.begin((/** @type {() => void} */ run) => frames.push(run));
/** Lets the frame and the timer pass that WebGL waits for. */
function pass() {
  for (const run of frames.splice(0)) run();
  for (const run of timers.splice(0)) run();
}
function begin() {
  ask();
  pass();
}

beforeEach(() => {
  [calls, frames, timers] = [[], [], []];
  renderer = undefined;
  hasWebGl = true;
  gpu = new PageGpu({
    memory: () => new Uint8Array(),
    target: () => undefined,
    /** @param {{ onLost(): void, onRestored(): void }} options */
    create(options) {
      renderer = options;
      return hasWebGl ? { destroy: () => calls.push('destroyed') } : null;
    },
    frames: { setTimer: (/** @type {() => void} */ run) => timers.push(run) },
    onBegun: () => calls.push('begun'),
    onLost: () => calls.push(`lost, can draw: ${gpu.canDraw}`),
    onRestored: () => calls.push(`restored, can draw: ${gpu.canDraw}`),
  });
});

test('nothing can be drawn before WebGL has begun, nor where there is none', () => {
  assert.deepEqual([gpu.host, gpu.canDraw], [undefined, false]);
  hasWebGl = false;
  begin();
  assert.deepEqual([gpu.host, gpu.canDraw], [null, false]);
  assert.deepEqual(calls, ['begun'], 'that there is none is told too');
  gpu.drop();
  hasWebGl = true;
  begin();
  assert.equal(gpu.canDraw, true);
});

test('it begins once, after a frame', () => {
  ask();
  ask();
  assert.equal(frames.length, 1);
  frames.splice(0)[0]?.();
  assert.equal(renderer, undefined);
  pass();
  assert.notEqual(renderer, undefined);
  ask();
  assert.equal(frames.length, 0);
});

test('what is dropped before it begins does not begin', () => {
  ask();
  gpu.drop();
  pass();
  assert.equal(renderer, undefined);
});

test('a lost context is of no use until it is back, which the page hears afterwards', () => {
  begin();
  renderer?.onLost();
  assert.equal(gpu.canDraw, false);
  assert.notEqual(gpu.host, null);
  renderer?.onRestored();
  assert.equal(gpu.canDraw, true);
  assert.deepEqual(calls.slice(1), ['lost, can draw: false', 'restored, can draw: true']);
});

test('what is dropped gives its memory back, and the next one is not lost', () => {
  begin();
  renderer?.onLost();
  gpu.drop();
  assert.deepEqual(calls.slice(2), ['destroyed']);
  assert.equal(gpu.host, undefined);
  begin();
  assert.equal(gpu.canDraw, true);
});
