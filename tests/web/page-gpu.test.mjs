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

beforeEach(() => {
  calls = [];
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
    onLost: () => calls.push(`lost, can draw: ${gpu.canDraw}`),
    onRestored: () => calls.push(`restored, can draw: ${gpu.canDraw}`),
  });
});

test('nothing can be drawn before WebGL is taken, nor where there is none', () => {
  assert.equal(gpu.canDraw, false);
  hasWebGl = false;
  gpu.take();
  assert.deepEqual([gpu.host, gpu.canDraw], [null, false]);
  hasWebGl = true;
  gpu.take();
  assert.equal(gpu.canDraw, true);
});

test('a lost context is of no use until it is back, which the page hears afterwards', () => {
  gpu.take();
  renderer?.onLost();
  assert.equal(gpu.canDraw, false);
  assert.notEqual(gpu.host, null);
  renderer?.onRestored();
  assert.equal(gpu.canDraw, true);
  assert.deepEqual(calls, ['lost, can draw: false', 'restored, can draw: true']);
});

test('what is dropped gives its memory back, and the next one is not lost', () => {
  gpu.take();
  renderer?.onLost();
  gpu.drop();
  assert.deepEqual(calls.slice(1), ['destroyed']);
  assert.equal(gpu.host, null);
  gpu.take();
  assert.equal(gpu.canDraw, true);
});
