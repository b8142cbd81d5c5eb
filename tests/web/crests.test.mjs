/** The teams' crests: what is asked, once, and what counts as none; with pictures that a test lets come. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { Crests } = await load('crests.ts');
const url = 'https://logos.example/real.png';

function setUp() {
  /** @type {any[]} */ const images = [];
  /** @type {unknown[]} */ const arrived = [];
  /** @type {number[][]} */ const drawn = [];
  /** @type {Map<number, () => void>} */ const timers = new Map();
  const world = { isReadable: true };
  const crests = new Crests({
    createImage() {
      const image = { naturalWidth: 100, naturalHeight: 50, decode: async () => {} };
      images.push(image);
      return image;
    },
    context: () => ({
      canvas: { width: 0, height: 0 },
      clearRect() {},
      drawImage: (/** @type {unknown} */ _, /** @type {number[]} */ ...box) => drawn.push(box),
      getImageData(/** @type {number[]} */ ...box) {
        if (!world.isReadable) throw new Error('tainted');
        return { data: new Uint8ClampedArray((box[2] ?? 0) * (box[3] ?? 0) * 4).fill(7) };
      },
    }),
    setTimer: (/** @type {() => void} */ run) => timers.set(timers.size + 1, run).size,
    clearTimer: (/** @type {number} */ timer) => timers.delete(timer),
    arrived: (/** @type {unknown} */ asker) => arrived.push(asker),
  });
  return { crests, images, arrived, drawn, timers, world };
}

test('a crest is asked for once, and everybody who asked is told when it comes', async () => {
  const { crests, images, arrived, drawn, timers } = setUp();
  assert.equal(crests.has(url, 'a'), false);
  assert.equal(crests.has(url, 'b'), false);
  assert.equal(crests.has(url, 'a'), false);
  assert.equal(images.length, 1);
  const [image] = images;
  assert.equal(image.src, url);
  assert.equal(image.crossOrigin, 'anonymous');
  assert.equal(image.referrerPolicy, 'no-referrer');
  await image.onload();
  assert.deepEqual(arrived, ['a', 'b']);
  assert.equal(timers.size, 0);
  assert.equal(crests.has(url, 'a'), true);
  // Whole, and in the middle of its square.
  const pixels = crests.pixels(url, 20);
  assert.equal(pixels.length, 20 * 20 * 4);
  assert.equal(pixels[0], 7);
  assert.deepEqual(drawn.at(-1), [0, 5, 20, 10]);
});

/** @type {[string, (setting: ReturnType<typeof setUp>) => unknown][]} */
const failures = [
  ['missing or refused', ({ images }) => images[0].onerror()],
  ['slow', ({ timers }) => timers.get(1)?.()],
  ['huge', ({ images }) => images[0].onload.call(Object.assign(images[0], { naturalWidth: 1e6 }))],
  [
    'broken',
    ({ images }) =>
      Object.assign(images[0], { decode: () => Promise.reject(new Error('broken')) }).onload(),
  ],
  [
    'unreadable',
    ({ images, world }) => {
      world.isReadable = false;
      return images[0].onload();
    },
  ],
];
for (const [name, fail] of failures) {
  test(`a crest that is ${name} is none, and not asked for again`, async () => {
    const setting = setUp();
    const { crests, images, arrived } = setting;
    crests.has(url, 'a');
    await fail(setting);
    assert.equal(crests.has(url, 'a'), false);
    assert.equal(images.length, 1);
    assert.deepEqual(arrived, []);
    assert.equal(crests.pixels(url, 4).length, 64);
  });
}

test('only pictures from the web are asked for', () => {
  const { crests, images } = setUp();
  for (const refused of [
    'http://logos.example/real.png',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'blob:https://a/b',
    'data:text/html,x',
    '//logos.example/real.png',
    'real.png',
    '',
  ]) {
    assert.equal(crests.has(refused, 'a'), false, refused);
  }
  assert.equal(images.length, 0);
  for (const allowed of [
    url,
    'http://localhost:8080/a.png',
    'http://[::1]/a',
    'data:image/png;,',
  ]) {
    crests.has(allowed, 'a');
  }
  assert.equal(images.length, 4);
});

test('a page asks for so many crests and no more', () => {
  const { crests, images } = setUp();
  for (let i = 0; i < 2000; i++) crests.has(`https://logos.example/${i}`, 'a');
  assert.equal(images.length, 1024);
});
