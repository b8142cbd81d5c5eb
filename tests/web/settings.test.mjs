import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { parseSettings } = await load('settings.ts');

const base = 'https://page.example/';
const stats = { provider: 'stats-api', match: 1, timeZone: 'Asia/Tokyo', locale: 'en-GB' };

test('options come apart by who needs them', () => {
  const { board, announce, locale, kickoff } = parseSettings(stats, base);
  assert.deepEqual([board.provider, board.matches], ['stats-api', ['1']]);
  assert.deepEqual([announce, locale], ['goals', 'en-GB']);
  const noon = Date.UTC(2026, 2, 14, 12);
  assert.equal(kickoff(noon, noon), '21:00');
});

test('one mistake anywhere is enough', () => {
  for (const mistake of [{ match: '' }, { timeZone: 'Mars' }, { announce: 'loudly' }]) {
    assert.throws(() => parseSettings({ ...stats, ...mistake }, base), /is needed|IANA|announce/);
  }
});
