import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { elementClient } = await load('element-client.ts');

/** @type {[string, object][]} */
let events;
/** @type {any} */
let element;
/** @type {any} */
let client;

const window = { innerHeight: 600 };
const rectangle = { top: -30, height: 100 };

beforeEach(() => {
  events = [];
  rectangle.height = 100;
  element = {
    view: {
      box: {
        getBoundingClientRect: () => rectangle,
        offsetHeight: 100,
        ownerDocument: { defaultView: window },
      },
      picture: null,
    },
    words: {
      texts: { live: 'Live' },
      language: undefined,
      sentence: (/** @type {string} */ reason, /** @type {object} */ values) =>
        `${reason} ${JSON.stringify(values)}`,
    },
    options: { given: { mapMatch: () => ({}) } },
    settings: () => element.now,
    /** @type {object | undefined} */
    now: undefined,
    look: () => ({ font: 1 }),
    show() {},
    fail() {},
    emit: (/** @type {string} */ name, /** @type {object} */ detail) => events.push([name, detail]),
  };
  client = elementClient(element);
});

test('the page sees what is so when it asks', () => {
  assert.equal(client.hasWords, false);
  assert.equal(client.options, undefined);
  element.words.language = 'en';
  element.now = { board: { provider: 'stats-api' }, kickoff: () => '20:45' };
  assert.equal(client.hasWords, true);
  assert.equal(client.options, element.now.board);
  assert.equal(client.kickoffText(0, false), '20:45');
  assert.equal(client.functions, element.options.given);
  assert.equal(client.words, element.words.texts);
});

test('where the board stands is asked of the screen', () => {
  assert.deepEqual(client.seen(), [30, 600]);
  assert.equal(client.screenHeight, 600);
  assert.equal(client.window, window);
  // Shown twice as large, by a zoom or a transform.
  rectangle.height = 200;
  assert.deepEqual(client.seen(), [15, 300]);
});

test('what the engine tells is passed on, and an error has a sentence besides', () => {
  client.emit('score-change', { match: '7' });
  client.emit('board-error', { reason: 'bad_row', match: '7', field: 'x' });
  client.emit('board-error', { reason: 'wrong_key' });
  assert.deepEqual(events, [
    ['score-change', { match: '7' }],
    [
      'board-error',
      {
        reason: 'bad_row',
        match: '7',
        field: 'x',
        message: 'bad_row {"reason":"bad_row","match":"7","field":"x"}',
      },
    ],
    [
      'board-error',
      { reason: 'wrong_key', message: 'wrong_key {"reason":"wrong_key","match":"?"}' },
    ],
  ]);
});

test('what the page warns of is told as an error of its reason alone', () => {
  client.warn('no_webgl');
  client.warn('connection_blocked', { source: 'wss://a.example' });
  assert.deepEqual(events, [
    ['board-error', { reason: 'no_webgl', message: 'no_webgl {}' }],
    [
      'board-error',
      {
        reason: 'connection_blocked',
        message: 'connection_blocked {"source":"wss://a.example"}',
      },
    ],
  ]);
});
