/** What an engine on a server has under way: when nothing is, and that nothing outlives its end. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { Work } = await load('server/work.ts');
const soon = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

function setUp() {
  /** @type {any} */
  const told = { idle: 0, failures: [], stopped: 0, answers: [] };
  const work = new Work(
    (/** @type {any} */ _request, /** @type {any} */ done) => {
      told.answers.push(done);
      return () => {
        told.stopped += 1;
      };
    },
    () => {
      told.idle += 1;
    },
    (/** @type {any} */ cause) => told.failures.push(cause),
  );
  return { work, told };
}

test('idle when a request is answered and nothing follows', async () => {
  const { work, told } = setUp();
  work.run(() => work.send({}, () => {}));
  await soon();
  assert.equal(told.idle, 0);
  told.answers[0]({});
  await soon();
  assert.equal(told.idle, 1);
});

test('not idle while the next step is soon, or a question is open', async () => {
  const { work, told } = setUp();
  work.run(() => work.setTimeout(() => {}, 40));
  await soon(10);
  assert.equal(told.idle, 0, 'a timer');
  await soon(80);
  assert.equal(told.idle, 1);
  /** @type {(answer: string) => void} */
  let answer = () => {};
  const asked = work.ask(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  work.run(() => {});
  await soon();
  assert.equal(told.idle, 1, 'a question');
  answer('key');
  assert.equal(await asked, 'key');
  await soon();
  assert.equal(told.idle, 2);
});

test('a timer that is far away does not count, and is gone at the end', async () => {
  const { work, told } = setUp();
  let rings = 0;
  work.run(() =>
    work.setTimeout(() => {
      rings += 1;
    }, 120),
  );
  await soon();
  assert.equal(told.idle, 1);
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  work.stop();
  assert.equal(timers(), before - 1, 'it does not keep the process');
  await soon(150);
  assert.equal(rings, 0);
});

test('an exception in the engine ends the engine, and is told', async () => {
  const { work, told } = setUp();
  const trap = new Error('unreachable');
  work.run(() =>
    work.send({}, () => {
      throw trap;
    }),
  );
  work.send({}, () => {});
  told.answers[0]({});
  assert.deepEqual(told.failures, [trap]);
  assert.equal(told.stopped, 1, 'the other request');
  work.run(() => assert.fail('it runs no more'));
  told.answers[1]({});
  await soon();
  assert.equal(told.idle, 0);
});
