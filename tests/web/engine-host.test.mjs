/** What the engine asks of a page and tells it. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { makeClient, settled, setUp } from './engine-world.mjs';

/** @type {ReturnType<typeof setUp>} */
let world;
beforeEach(() => {
  world = setUp();
});

test('events reach the page when the engine is no longer in the middle of something', async () => {
  const { board, client } = await world.open();
  world.host.boardEvent(board.id, 'score-change', '{"match":"m"}');
  assert.deepEqual(client.events, []);
  await settled();
  assert.deepEqual(client.events, [['score-change', { match: 'm' }]]);
});

test('a key is asked of the page, also while the board is being created', async () => {
  world.core.onCreate = (id) => world.host.askCredential(id, 7);
  const client = makeClient();
  client.functions.getCredential = async () => 'key';
  await world.open(client);
  assert.deepEqual(world.core.answers, [['credential', 7, 1, 'key']]);
  assert.deepEqual(client.warnings, []);
});

test('a key that no header takes is told to the page, and not repeated', async () => {
  const client = makeClient();
  const { board } = await world.open(client);
  for (const key of ['key\n', 'key\r\nX-Other: y', 'ключ', 'clé']) {
    client.functions.getCredential = async () => key;
    client.warnings = [];
    world.host.askCredential(board.id, 7);
    await settled();
    assert.deepEqual(client.warnings, [
      ['bad_options', { problem: 'getCredential: printable ASCII without line breaks' }],
    ]);
  }
});

test('a function that fails is an answer too', async () => {
  const client = makeClient();
  client.functions.authorize = () => Promise.reject(Object.assign(new Error(), { status: 403 }));
  const { board } = await world.open(client);
  world.host.askAuthorisation(board.id, 3, 'private-match.1', '1.2');
  world.host.askCredential(board.id, 4);
  await settled();
  assert.deepEqual(world.core.answers, [
    ['credential', 4, 0, ''],
    ['authorisation', 3, 403, ''],
  ]);
});

test('a match is mapped by the page, and left alone without a mapping', async () => {
  const client = makeClient();
  client.functions.mapMatch = (/** @type {{a: number}} */ match) => ({ b: match.a });
  const { board } = await world.open(client);
  const other = await world.open();
  assert.equal(world.host.mapMatch(board.id, '{"a":1}'), '{"b":1}');
  assert.equal(world.host.mapMatch(other.board.id, '{"a":1}'), '{"a":1}');
});

test('what a closed board still has to say is not heard', async () => {
  const { board, client } = await world.open();
  world.host.boardEvent(board.id, 'play', '{}');
  world.host.boardChanged(board.id);
  world.page.close(board);
  await settled();
  await world.frame();
  assert.deepEqual(client.events, []);
  assert.equal(client.shown, 0);
});

test('the engine takes an early answer by its ticket', async () => {
  await world.open();
  const body = new TextEncoder().encode('{"é":1}');
  world.early.set('u', Promise.resolve({ status: 200, headers: 'a: b\n', body }));
  assert.equal(world.host.takeEarly(4, 'other', ''), false);
  assert.equal(world.host.takeEarly(4, 'u', ''), true);
  await settled();
  assert.deepEqual(world.core.answers, [['early', 4, 200, 5, 'a: b\n{"é":1}']]);
});
