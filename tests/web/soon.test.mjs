import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { soon } = await load('soon.ts');

test('what is asked for several times in one go is done once, afterwards', async () => {
  let runs = 0;
  const run = soon(() => {
    runs += 1;
  });
  run();
  run();
  assert.equal(runs, 0);
  await Promise.resolve();
  assert.equal(runs, 1);
  run();
  await Promise.resolve();
  assert.equal(runs, 2);
});

test('what asks again while it is done is done again', async () => {
  let runs = 0;
  const run = soon(() => {
    runs += 1;
    if (runs === 1) run();
  });
  run();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(runs, 2);
});
