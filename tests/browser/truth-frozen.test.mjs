/**
 * A server process that is stopped as `kill -STOP` stops it: its sockets stay open, the kernel takes what
 * is sent, and nothing comes back. A stream that spoke all the time is doubted within 5 s (the browser
 * sends something, or the board no longer says live), and is wrong for 10 s at most where REST answers,
 * for 20 s where that is stopped too or the stream was quiet.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startChild } from '../upstreams/faults/child.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { plentiful, providers, sportOf, startTruthSite } from './lib/truth-site.mjs';
import { now, openWatched, pass, Truth } from './lib/watched.mjs';

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

const halfASecond = 500;
const busyMs = 15_000;
const stoppedMs = 35_000;
const doubtedMs = 5_500;

/** @type {{name: string, isBusy: boolean, restAnswers: boolean, wrongMs: number}[]} */
const kinds = [
  { name: 'busy', isBusy: true, restAnswers: true, wrongMs: 10_000 },
  { name: 'busy, with REST', isBusy: true, restAnswers: false, wrongMs: 20_000 },
  { name: 'quiet', isBusy: false, restAnswers: true, wrongMs: 20_000 },
  { name: 'quiet, with REST', isBusy: false, restAnswers: false, wrongMs: 20_000 },
];

/**
 * Where the page sends something to, and when.
 * @param {import('playwright-core').Page} page
 */
function sentBy(page) {
  /** @type {{url: string, at: number}[]} */
  const sent = [];
  /** @param {string} url */
  const note = (url) => sent.push({ url, at: now() });
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => socket.on('framesent', () => note(socket.url())));
  return sent;
}

describe('a process that is stopped', { concurrency: true }, () => {
  for (const provider of providers) {
    test(`${provider}: SIGSTOP of the server`, async (t) => {
      const boards = kinds.map((kind) => {
        const match = site.addMatch(sportOf(provider));
        return { ...kind, match, truth: new Truth(site.world, provider, match.id) };
      });
      const rest = await site.standIn(provider);
      // Each has a process of its own: what tells of one must not tell of the others.
      const children = await Promise.all(
        boards.map(async () => {
          const child = await startChild(provider, plentiful[provider]);
          t.after(() => child.close());
          t.after(child.follow(site.world));
          return child;
        }),
      );
      const watched = await openWatched(browser, site);
      const sent = sentBy(watched.page);
      const options = boards.map(({ name, match, restAnswers }, index) => {
        const { url, wsUrl } = children[index] ?? assert.fail();
        return [name, rest.options(match, restAnswers ? { wsUrl } : { wsUrl, rest: url })];
      });
      await watched.add(Object.fromEntries(options));
      await watched.live(boards.map(({ name }) => name));
      const busy = boards.filter(({ isBusy }) => isBusy);
      const timer = setInterval(() => {
        for (const { match } of busy) match.score('home');
      }, halfASecond);
      t.after(() => clearInterval(timer));
      await pass(busyMs);
      await watched.live(boards.map(({ name }) => name));

      const stoppedAt = now();
      for (const child of children) child.stop();
      for (const { isBusy, match } of boards) if (!isBusy) match.score('home');
      await pass(stoppedMs);
      for (const [index, { name, isBusy, wrongMs, match, truth }] of boards.entries()) {
        const spans = await watched.spans(name);
        truth.wrongAtMost(name, spans, wrongMs, { from: stoppedAt });
        if (!isBusy) continue;
        const isMine = (/** @type {string} */ url) =>
          url.startsWith(children[index]?.wsUrl ?? '') ||
          url.endsWith(`/matches/${provider === 'scorelytics' ? match.id : match.number}`);
        const asked = sent.find(({ url, at }) => at > stoppedAt && isMine(url))?.at;
        const fell = spans.find(({ from, trust }) => from > stoppedAt && trust !== 'live')?.from;
        const doubt = Math.min(asked ?? Infinity, fell ?? Infinity) - stoppedAt;
        assert.ok(doubt <= doubtedMs, `${name}: no doubt for ${Math.round(doubt)} ms`);
      }

      for (const child of children) child.goOn();
      clearInterval(timer);
      for (const { name, truth } of boards) {
        await watched.reaches(name, ({ text }) => text === truth.text, 'right afterwards', 30_000);
      }
      await watched.page.close();
    });
  }
});
