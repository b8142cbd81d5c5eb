/**
 * A hundred boards of forty matches on one page, and a thousand boards one after the other, in Chromium
 * with the real engine: sockets, contexts, memory and the main thread's time, measured by the browser.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchChromium } from '../lib/chromium.mjs';
import { crowdTable, measureCrowd, openMeasuredPage } from '../lib/crowd.mjs';
import { startSite } from '../lib/site.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;

before(async () => {
  site = await startSite();
  browser = await launchChromium(['--enable-precise-memory-info']);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

test('a hundred boards of forty matches', async (t) => {
  const measured = await openMeasuredPage(browser, site);
  const figures = await measureCrowd(measured, site);
  for (const line of crowdTable(figures).split('\n')) t.diagnostic(line);
  assert.equal(figures.contexts, 1);
  assert.ok(figures.sockets <= 5, `${figures.sockets} sockets`);
  assert.ok(figures.rest.taskMs < 200, 'nothing runs when nothing changes');
  assert.deepEqual(measured.complaints, []);
  await measured.page.close();
});

// The engine's own memory and its sockets: `scenarios/remount.mjs`, in every browser.
test('a thousand boards one after the other leave nothing behind in the page', async (t) => {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  const { page, complaints, times, memory } = await openMeasuredPage(browser, site);
  const options = site.options('scorelytics', match);
  /** Adds a board, lets it be drawn, and removes it. @param {number} times */
  const remount = (times) =>
    page.evaluate(
      async ({ options, times }) => {
        const { scoreline } = /** @type {any} */ (window);
        const main = /** @type {Element} */ (document.querySelector('main'));
        const task = () => new Promise((done) => setTimeout(done));
        for (let time = 0; time < times; time += 1) {
          scoreline.createScoreboard(main, options);
          if (time % 50 === 0) await new Promise((done) => requestAnimationFrame(done));
          await task();
          main.replaceChildren();
          await task();
        }
      },
      { options, times },
    );
  await page.evaluate(() => /** @type {any} */ (window).scoreline.defineScoreBoard());
  await remount(100);
  await page.waitForTimeout(500);
  const before = await memory();
  await remount(1000);
  await page.waitForTimeout(500);
  const after = await memory();
  t.diagnostic(
    `after 1,000: JS heap ${(after.heapMb - before.heapMb).toFixed(2)} MB more, nodes ${after.nodes - before.nodes}, ` +
      `listeners ${after.listeners - before.listeners}`,
  );
  assert.ok(after.heapMb - before.heapMb < 1, 'less than a kilobyte a board');
  assert.ok(after.nodes - before.nodes < 100, `${after.nodes - before.nodes} nodes`);
  assert.ok(after.listeners - before.listeners < 20, 'listeners');
  assert.deepEqual(complaints, []);

  // Nothing runs without a board: no timer, no frame, no request.
  const asked = site.scorelytics.requests.entries.length;
  const idle = await times();
  await page.waitForTimeout(2000);
  const later = await times();
  assert.ok(later.scriptMs - idle.scriptMs < 20, `${later.scriptMs - idle.scriptMs} ms of script`);
  assert.equal(site.scorelytics.requests.entries.length, asked);
  await page.close();
});
