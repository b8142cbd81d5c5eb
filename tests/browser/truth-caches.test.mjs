/**
 * A CDN or a company's proxy in front of REST, in a real browser, which lets a page read the age of an
 * answer of its own origin, and of another only if that is exposed. What the stream told is never undone,
 * a late reader calls no old answer live whose age can be read, and where nothing tells the age the first
 * message that contradicts it settles it.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { providers, sportOf, startTruthSite } from './lib/truth-site.mjs';
import { now, openWatched, pass, Truth } from './lib/watched.mjs';

/** @typedef {import('../upstreams/faults/cdn.mjs').CdnOptions} CdnOptions */
/** @typedef {import('./lib/truth-site.mjs').Origin} Origin */

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

const ttlMs = 30_000;

/** isTold: can a page read the age? @type {Record<string, {origin: Origin, isTold: boolean, cdn: CdnOptions}>} */
const caches = {
  'own, Age and Date': { origin: 'own', isTold: true, cdn: { ttlMs } },
  'own, Date alone': { origin: 'own', isTold: true, cdn: { ttlMs, tellsAge: false } },
  'own, no bound, Age': {
    origin: 'own',
    isTold: true,
    cdn: { ttlMs: 5_000, staleWhileRevalidate: true },
  },
  'foreign, Age exposed': { origin: 'foreign', isTold: true, cdn: { ttlMs, exposes: true } },
  'foreign, Age hidden': { origin: 'foreign', isTold: false, cdn: { ttlMs } },
  'own, a Date of the cache': {
    origin: 'own',
    isTold: false,
    cdn: { ttlMs, tellsAge: false, date: 'now' },
  },
  'foreign, no bound, no word': {
    origin: 'foreign',
    isTold: false,
    cdn: { ttlMs: 5_000, staleWhileRevalidate: true, tellsAge: false, date: 'none' },
  },
};

/**
 * One server behind such a cache, a match that a reader knows and one whose goal a late reader missed.
 * @param {import('./lib/truth-site.mjs').Provider} provider
 * @param {keyof typeof caches} name
 */
async function cachedMatches(provider, name) {
  const { origin, isTold, cdn } = caches[name] ?? assert.fail(name);
  const standIn = await site.standIn(provider);
  const match = () => {
    const added = site.addMatch(sportOf(provider));
    const truth = new Truth(site.world, provider, added.id);
    return { ...added, truth, options: standIn.options(added, { origin }) };
  };
  return { name, isTold, cdn, standIn, known: match(), missed: match() };
}

describe('a cache in front of REST', { concurrency: true }, () => {
  for (const provider of providers) {
    test(`${provider}: a reader who was there, and one who comes late`, async () => {
      const names = Object.keys(caches);
      const worlds = await Promise.all(names.map((name) => cachedMatches(provider, name)));
      /** @param {'known' | 'missed'} which */
      const boards = (which) =>
        Object.fromEntries(worlds.map((world) => [world.name, world[which].options]));

      const reader = await openWatched(browser, site);
      await reader.add(boards('known'));
      await reader.live(names);
      for (const { standIn, cdn } of worlds) standIn.faults.cdn.caches(cdn);
      await reader.refresh();
      // One who fills the caches.
      const early = await openWatched(browser, site);
      await early.add(boards('missed'));
      for (const name of names) await early.reaches(name, ({ text }) => text !== '', 'shown');
      for (const { standIn } of worlds) await until(() => standIn.streams() === 2, 'two readers');
      for (const { known, missed } of worlds) {
        known.score('home');
        missed.score('home');
      }
      for (const { name, known } of worlds) {
        await reader.reaches(name, ({ text }) => text === known.truth.text, 'right by the stream');
      }
      await early.page.close();
      for (const { standIn } of worlds) await until(() => standIn.streams() === 1, 'one reader');
      await pass(6_000);

      const late = await openWatched(browser, site);
      await late.add(boards('missed'));
      for (const { standIn } of worlds) await until(() => standIn.streams() === 2, 'two readers');
      await pass(3_000);
      const spokenAt = now();
      for (const { isTold, missed } of worlds) if (!isTold) missed.score('away');
      for (let asked = 0; asked < 6; asked += 1) {
        await pass(4_000);
        await reader.refresh();
      }

      for (const { name, isTold, known, missed } of worlds) {
        const spans = await reader.spans(name);
        known.truth.wrongAtMost(name, spans, 0);
        known.truth.neverUndone(name, spans);
        const which = `${name}, late`;
        const isRight = (/** @type {import('./lib/watched.mjs').Span} */ { text }) =>
          text === missed.truth.text;
        await late.reaches(name, isRight, `late: ${missed.truth.text}`, 30_000);
        const lateSpans = await late.spans(name);
        missed.truth.neverUndone(which, lateSpans);
        if (isTold) missed.truth.wrongAtMost(which, lateSpans, 0);
        else missed.truth.wrongAtMost(which, lateSpans, 3_000, { from: spokenAt });
      }
      await late.page.close();
      await reader.page.close();
    });
  }
});
