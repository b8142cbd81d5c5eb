/** The comparer of the golden pictures, on one of them: what it must catch and what it must not. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { seededRandom } from '../upstreams/prng.mjs';
import { differencePicture, differences } from './lib/compare-pictures.mjs';
import { decodePng, encodePng } from './lib/png.mjs';

const golden = readFileSync(new URL('golden/matches-light-320-1x.png', import.meta.url));
const sheet = decodePng(golden);
const { width, height } = sheet;

/** @param {(data: Uint8Array) => void} change */
function changed(change) {
  const data = sheet.data.slice();
  change(data);
  return { width, height, data };
}

/** Moves a part of the picture down by one row. @param {number} left @param {number} top @param {number} right @param {number} bottom */
const movedDown = (left, top, right, bottom) =>
  changed((data) => {
    for (let y = top + 1; y < bottom; y += 1) {
      const from = ((y - 1) * width + left) * 4;
      data.set(sheet.data.subarray(from, from + (right - left) * 4), (y * width + left) * 4);
    }
  });

/** The box of what is not background, right of and below a point: the first board's first ink. */
function firstInk() {
  // Row by row of the first stage, whose top left is known by its white.
  const isWhite = (/** @type {number} */ i) =>
    sheet.data[i] === 255 && sheet.data[i + 1] === 255 && sheet.data[i + 2] === 255;
  const y = Array.from({ length: height }, (_, each) => each).find(
    (each) => isWhite((each * width + 150) * 4) && isWhite(((each + 10) * width + 150) * 4),
  );
  assert.ok(y);
  return { left: 16, top: y, right: 300, bottom: y + 34 };
}

test('a picture is itself, also after it was written and read', () => {
  assert.deepEqual(differences(sheet, decodePng(encodePng(sheet))), []);
  assert.deepEqual(differences(sheet, decodePng(golden)), []);
});

test('all of it moved by a row is found', () => {
  assert.ok(differences(sheet, movedDown(0, 0, width, height)).length > 50);
});

test('one short line of text moved by a row is found', () => {
  const { left, top, right, bottom } = firstInk();
  const tiles = differences(sheet, movedDown(left, top, right, bottom));
  assert.ok(tiles.length > 0);
  assert.ok(tiles.length < 20, 'and nothing else');
});

test('noise of two in 255 on every pixel is not a difference', () => {
  const random = seededRandom(5);
  const noisy = changed((data) => {
    for (let i = 0; i < data.length; i += 1) {
      data[i] = Math.max(0, Math.min(255, (data[i] ?? 0) + Math.floor(random() * 5) - 2));
    }
  });
  assert.deepEqual(differences(sheet, noisy), []);
});

test('single edge pixels far apart are not a difference', () => {
  const noisy = changed((data) => {
    for (let i = 0; i < width * height; i += 331) data[i * 4] = 255 - (data[i * 4] ?? 0);
  });
  assert.deepEqual(differences(sheet, noisy), []);
});

test('another size is a difference, and can be drawn', () => {
  const shorter = { width, height: height - 1, data: sheet.data.slice(0, -width * 4) };
  assert.equal(differences(sheet, shorter).length, 1);
  const drawn = differencePicture(sheet, shorter);
  assert.deepEqual([drawn.width, drawn.height], [width, height]);
});
