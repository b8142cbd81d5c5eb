import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from './load.mjs';

const { Voice } = await load('voice.ts');
const { en } = await load('words/en.ts');

const region = { textContent: '' };
/** @type {any} */
let voice;
const match = {
  id: 'm1',
  sport: 'football',
  status: 'finished',
  home: { name: 'Arsenal', score: 2 },
  away: { name: 'Chelsea', score: 1 },
};
const state = () => ({ matches: [match] });
const goal = { match: 'm1', home: 2, away: 1, previous: { home: 1, away: 1 } };

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  region.textContent = '';
  voice = new Voice(region);
  voice.setWords(en, 'en');
});
afterEach(() => mock.timers.reset());

/** What is said after these events. @param {[string, object][]} events */
function said(...events) {
  for (const [name, detail] of events) voice.hear(name, detail, state);
  mock.timers.tick(1000);
  return region.textContent;
}

test('nothing is said unless it was asked for', () => {
  assert.equal(said(['score-change', goal]), '');
});

test('goals are said, and a status only where all is', () => {
  const end = { match: 'm1', status: 'finished', previous: 'live' };
  voice.announce = 'goals';
  const first = said(['score-change', goal], ['status-change', end]);
  assert.equal(first, 'Goal for Arsenal: Arsenal 2, Chelsea 1');
  voice.announce = 'all';
  assert.equal(said(['status-change', end]), 'Arsenal 2, Chelsea 1: full time');
});

test('the first score of a match that has just begun is no goal', () => {
  voice.announce = 'goals';
  const begun = { match: 'm1', home: 0, away: 0, previous: { home: null, away: null } };
  assert.equal(said(['score-change', begun]), '');
});

test('a match that is gone is not spoken of', () => {
  voice.announce = 'all';
  assert.equal(said(['score-change', { ...goal, match: 'm2' }]), '');
});

test('before there are words nothing is said', () => {
  voice = new Voice(region);
  voice.announce = 'all';
  assert.equal(said(['score-change', goal]), '');
});

test('the rules of a language are asked for with a goal, not with the words', (t) => {
  const rules = t.mock.method(Intl, 'PluralRules');
  const lists = t.mock.method(Intl, 'ListFormat');
  voice.setWords(en, 'en');
  assert.equal(rules.mock.callCount() + lists.mock.callCount(), 0);
  voice.announce = 'goals';
  said(['score-change', goal]);
  assert.equal(rules.mock.callCount(), 1);
});
