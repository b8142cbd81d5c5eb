import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { kickoffFormatter } = await load('kickoff.ts');
const noon = Date.UTC(2025, 2, 12, 12); // a Wednesday
const hour = 3_600_000;

test('today it is the time alone', () => {
  assert.equal(kickoffFormatter('en-GB', 'UTC')(noon + 8.75 * hour, noon), '20:45');
});

test('this week it has the weekday', () => {
  assert.equal(kickoffFormatter('en-GB', 'UTC')(noon + 72 * hour, noon), 'Sat 12:00');
});

test('farther away, or past, it has the date', () => {
  assert.match(kickoffFormatter('en-GB', 'UTC')(noon + 240 * hour, noon), /^22 Mar,? .*12:00$/);
  assert.match(kickoffFormatter('en-GB', 'UTC')(noon - 72 * hour, noon), /^9 Mar,? .*12:00$/);
});

test('which day it is depends on the zone', () => {
  const kickoff = noon + 11 * hour; // 23:00 UTC, 08:00 of the next day in Tokyo
  assert.equal(kickoffFormatter('en-GB', 'UTC')(kickoff, noon), '23:00');
  assert.equal(kickoffFormatter('en-GB', 'Asia/Tokyo')(kickoff, noon), 'Thu 08:00');
});

test('of a day without a time it is the date, wherever the reader is', () => {
  const midnight = Date.UTC(2025, 2, 14);
  for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Auckland']) {
    assert.equal(kickoffFormatter('en-GB', zone)(midnight, noon, true), '14 Mar');
    assert.equal(kickoffFormatter('en-GB', zone)(midnight, midnight, true), '14 Mar');
  }
});

test('nothing is made ready before a kick-off is told', (t) => {
  const made = t.mock.method(Intl, 'DateTimeFormat');
  const format = kickoffFormatter('en-GB', 'Europe/London');
  assert.equal(made.mock.callCount(), 0);
  format(0, 0, true);
  format(0, 0, true);
  assert.equal(made.mock.callCount(), 1);
});
