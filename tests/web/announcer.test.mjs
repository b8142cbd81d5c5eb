import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { load } from './load.mjs';

const { Announcer, goalSentence, statusSentence } = await load('announcer.ts');
const { en } = await load('words/en.ts');

/** @param {Record<string, string>} [words] @param {string} [locale] */
const language = (words = {}, locale = 'en') => ({
  words: { ...en, ...words },
  plural: new Intl.PluralRules(locale),
  list: new Intl.ListFormat(locale),
});

/** @param {number} home @param {number} away @param {string} [sport] */
const match = (home, away, sport = 'football') => ({
  id: 'm',
  sport,
  home: { name: 'Arsenal', score: home },
  away: { name: 'Leeds', score: away },
  status: 'live',
  text: "63'",
});

/** @param {[number | null, number | null]} from @param {[number, number]} to @param {string} [sport] */
const said = (from, to, sport) =>
  goalSentence(
    match(...to, sport),
    { match: 'm', home: to[0], away: to[1], previous: { home: from[0], away: from[1] } },
    language(),
  );

test('a goal is one sentence with the whole score', () => {
  assert.equal(said([0, 1], [1, 1]), 'Goal for Arsenal: Arsenal 1, Leeds 1');
  assert.equal(said([1, 0], [1, 1]), 'Goal for Leeds: Arsenal 1, Leeds 1');
});

test('several goals that came at once are counted', () => {
  assert.equal(said([0, 0], [2, 0]), '2 goals for Arsenal: Arsenal 2, Leeds 0');
  assert.equal(said([0, 0], [1, 2]), 'Arsenal and Leeds have scored: Arsenal 1, Leeds 2');
});

test('a goal that is taken back is a correction, not a goal', () => {
  assert.equal(said([2, 0], [1, 0]), 'Score corrected: Arsenal 1, Leeds 0');
});

test('basketball has points, and an unknown sport neither', () => {
  assert.equal(said([9, 4], [10, 4], 'basketball'), '1 point for Arsenal: Arsenal 10, Leeds 4');
  assert.equal(said([9, 4], [12, 4], 'basketball'), '3 points for Arsenal: Arsenal 12, Leeds 4');
  assert.equal(said([9, 4], [10, 4], 'unknown'), 'New score: Arsenal 10, Leeds 4');
});

test('a language has its own plural forms', () => {
  const polish = {
    said_goals_one: '{n} gol',
    said_goals_few: '{n} gole',
    said_goals_many: '{n} goli',
  };
  const forms = [1, 2, 5].map((n) =>
    goalSentence(
      match(n, 0),
      { match: 'm', home: n, away: 0, previous: { home: 0, away: 0 } },
      language(polish, 'pl'),
    ),
  );
  assert.deepEqual(forms, ['1 gol', '2 gole', '5 goli']);
});

test('a status is said in words, never as a clock', () => {
  const finished = { ...match(1, 0), status: 'finished', text: 'FT' };
  assert.equal(statusSentence(finished, en), 'Arsenal 1, Leeds 0: full time');
  const postponed = { ...match(0, 0), status: 'postponed', text: 'Postponed' };
  assert.equal(statusSentence(postponed, en), 'Arsenal – Leeds: Postponed');
});

test('what comes together is read together, once; baskets are rationed', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    /** @type {string[]} */
    const read = [];
    const region = {
      /** @param {string} text */
      set textContent(text) {
        read.push(text);
      },
    };
    let now = 0;
    const announcer = new Announcer(region, () => now);
    announcer.say('One.');
    announcer.say('Two.');
    mock.timers.tick(1000);
    assert.deepEqual(read, ['One. Two.']);
    for (now = 0; now < 120_000; now += 1000) {
      announcer.sayScore(match(now, 0, 'basketball'), `${now}`);
      mock.timers.tick(1000);
    }
    assert.deepEqual(read.slice(1), ['0', '60000']);
    announcer.say('Three.');
    announcer.clear();
    mock.timers.tick(1000);
    assert.equal(read.at(-1), '', 'what is no longer true is not read');
  } finally {
    mock.timers.reset();
  }
});
