import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

test('on a server the script can be imported and does nothing', async () => {
  const { defineScoreBoard, createScoreboard } = await load('index.ts');
  assert.equal(defineScoreBoard(), undefined);
  assert.equal(typeof createScoreboard, 'function');
});
