/**
 * Devices whose clock is wrong by any amount, or is set during the match: the minute is at most 1 off and
 * the game clock at most 2 s. A row that is minutes old is not carried on beyond two minutes and not live.
 * Only `Date` is wrong there, from before the component is loaded; timers and `performance.now` are right.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { startTruthSite } from './lib/truth-site.mjs';
import { isLive, now, openWatched, pass } from './lib/watched.mjs';

/** @typedef {import('./lib/watched.mjs').Span} Span */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./lib/truth-site.mjs').TruthSite} */
let site;

before(async () => {
  site = await startTruthSite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const minute = 60_000;
const hour = 60 * minute;
const setAfterMs = 20_000;
const watchedMs = 65_000;
const tickMs = 10_000;
const startMinute = 30;
const startSeconds = 200;

/** @type {{name: string, deviceAhead?: number, isSetTo?: number}[]} */
const devices = [
  { name: '1 min ahead', deviceAhead: minute },
  { name: '10 min ahead', deviceAhead: 10 * minute },
  { name: '3 h ahead', deviceAhead: 3 * hour },
  { name: '10 min behind', deviceAhead: -10 * minute },
  { name: '3 h behind', deviceAhead: -3 * hour },
  { name: 'set ahead in play', isSetTo: 10 * minute },
  { name: 'set back in play', isSetTo: -10 * minute },
];

/**
 * The most that a span differs at any moment from its first on, by looks of half a second.
 * @param {Span[]} spans
 * @param {number} to
 * @param {(span: Span, at: number) => number} difference
 */
function worst(spans, to, difference) {
  const shown = spans.filter(({ text }) => text !== '');
  assert.ok(shown.length > 0, 'the match was shown');
  let most = 0;
  for (let at = shown[0]?.from ?? to; at < to; at += 500) {
    const span = shown.findLast(({ from }) => from <= at);
    if (span) most = Math.max(most, difference(span, at));
  }
  return most;
}

test('clocks of a match on devices whose own is wrong', async (t) => {
  const { world } = site;
  const scorelytics = await site.standIn('scorelytics');
  const statsApi = await site.standIn('stats-api');
  const football = site.addMatch('football');
  const basketball = site.addMatch('basketball');
  // Of the page's own origin the browser lets an answer's Date be read. Of another it does not: there a
  // device that is ahead may doubt a match until the stream tells a change of it.
  /** @type {Record<string, object>} */
  const told = {
    football: scorelytics.options(football, { origin: 'own' }),
    basketball: scorelytics.options(basketball, { origin: 'own' }),
    'stats-api': statsApi.options(basketball, { origin: 'own' }),
  };
  /** @type {Record<string, object>} */
  const untold = {
    'football, foreign': scorelytics.options(football),
    'basketball, foreign': scorelytics.options(basketball),
  };
  const old = [
    { name: 'football, 10 min old', standIn: scorelytics, match: site.addMatch('football') },
    { name: 'basketball, 40 min old', standIn: statsApi, match: site.addMatch('basketball') },
  ];
  const [first, second] = old.map(({ match }) => match);
  world.tick(first?.id ?? '', { minutes: startMinute });
  scorelytics.faults.rows.areStale(10 * minute, { match: first?.id ?? '' });
  statsApi.faults.rows.areStale(40 * minute, { match: second?.number ?? 0 });
  const stale = Object.fromEntries(
    old.map(({ name, standIn, match }) => [name, standIn.options(match, { origin: 'own' })]),
  );

  world.tick(football.id, { minutes: startMinute });
  world.tick(basketball.id, { seconds: startSeconds });
  const secondsAtStart = world.truth(basketball.id).clockSeconds ?? 0;
  const startedAt = now();
  const timers = [
    setInterval(() => world.tick(football.id), minute),
    setInterval(() => world.tick(basketball.id, { seconds: tickMs / 1_000 }), tickMs),
  ];
  t.after(() => timers.map(clearInterval));
  await pass(4_000);

  const opened = await Promise.all(
    devices.map(async (device) => {
      const watched = await openWatched(browser, site, device);
      await watched.add({ ...told, ...untold, ...stale });
      // Two answers show that their Date goes on; on a busy machine not always the first two.
      await watched.live(Object.keys(told), 40_000);
      return { ...device, watched };
    }),
  );
  await pass(setAfterMs);
  for (const { isSetTo, watched } of opened) if (isSetTo) await watched.setClock(isSetTo);
  await pass(watchedMs - setAfterMs);
  const endedAt = now();

  for (const { name, watched } of opened) {
    for (const board of ['football', 'football, foreign']) {
      const minutes = worst(await watched.spans(board), endedAt, ({ minute: shown }, at) =>
        Math.abs((shown ?? Number.NaN) - (startMinute + Math.floor((at - startedAt) / minute))),
      );
      assert.ok(minutes <= 1, `${name}, ${board}: ${minutes} minutes off`);
    }
    for (const board of ['basketball', 'basketball, foreign']) {
      // Where nobody can tell when a row was read, its clock is left out until the stream tells one.
      const spans = await watched.spans(board);
      const first = spans.findIndex(({ secondsLeft }) => secondsLeft !== undefined);
      assert.ok(first >= 0, `${name}, ${board}: no clock`);
      let looksWithout = 0;
      const seconds = worst(spans.slice(first), endedAt, ({ secondsLeft }, at) => {
        // One that was running while the device's clock was set is left out until somebody tells it anew.
        if (secondsLeft === undefined) looksWithout += 1;
        if (secondsLeft === undefined) return 0;
        const truth = secondsAtStart - (at - startedAt) / 1_000;
        // A clock tells whole seconds.
        return Math.max(0, Math.abs(secondsLeft - truth) - 1);
      });
      assert.ok(seconds <= 2, `${name}, ${board}: ${seconds.toFixed(1)} s off`);
      const without = (looksWithout * 500) / tickMs;
      assert.ok(without <= 1.2, `${name}, ${board}: without a clock for ${without} messages`);
    }
    for (const board of Object.keys(untold)) {
      const spans = await watched.spans(board);
      assert.ok(spans.some(isLive), `${name}, ${board}: never live`);
    }
    for (const { name: which, match } of old) {
      const spans = await watched.spans(which);
      assert.ok(spans.at(-1)?.text, `${name}: ${which} is shown`);
      const live = spans.filter(({ trust }) => trust === 'live');
      assert.deepEqual(live, [], `${name}: ${which} is live`);
      if (match.sport !== 'football') continue;
      const ahead = worst(spans, endedAt, ({ minute = Number.NaN }) => minute - startMinute);
      assert.ok(ahead <= 2, `${name}: ${which} carried on by ${ahead} minutes`);
    }
    await watched.page.close();
  }
});
