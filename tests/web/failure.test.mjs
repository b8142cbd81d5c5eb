import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { failureSentence, stateWithoutEngine } = await load('failure.ts');

/** As a board's words find it. */
const words = {
  texts: { connecting: 'Connecting…' },
  sentence: (
    /** @type {string} */ reason,
    /** @type {{problem: string}} */ { problem },
    /** @type {string} */ otherwise,
  ) => `${reason} or ${otherwise}: ${problem}`,
};
const failure = { reason: 'match_missing', message: 'match is needed' };

test('a failure without words of its own is a mistake in the options', () => {
  assert.equal(failureSentence(failure, words), 'match_missing or bad_options: match is needed');
});

test('an element without an engine is idle, connecting, or says why it is refused', () => {
  const idle = { connection: { state: 'idle' }, notice: 'Connecting…', matches: [] };
  assert.deepEqual(stateWithoutEngine(undefined, words, false), idle);
  assert.deepEqual(stateWithoutEngine(undefined, words, true), {
    ...idle,
    connection: { state: 'connecting' },
  });
  assert.deepEqual(stateWithoutEngine(failure, words, true), {
    connection: { state: 'refused', reason: 'match_missing' },
    notice: 'match_missing or bad_options: match is needed',
    matches: [],
  });
});
