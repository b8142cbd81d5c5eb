/**
 * A browser's HTTP cache and answers that it may keep: it never answers a board. Of the page's own origin
 * and of another, at a reload, at `refresh()` and after a goal by the stream.
 */

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { startRelaySite } from './lib/relay-site.mjs';
import { addBoard, refresh, showed } from './lib/shown.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./lib/relay-site.mjs').RelaySite} */
let site;

before(async () => {
  site = await startRelaySite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(() => {
  for (const server of Object.values(site.servers)) server.rest.clear();
});

const cacheable = {
  'a minute': { 'cache-control': 'public, max-age=60' },
  'four hours': { 'cache-control': 'public, max-age=14400' },
  'as long as the browser thinks': {
    'last-modified': new Date(Date.now() - 24 * 3_600_000).toUTCString(),
  },
};

for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
  for (const [howLong, headers] of Object.entries(cacheable)) {
    test(`${provider}: an answer that may be kept for ${howLong} is asked anew`, async () => {
      const server = site.servers[provider];
      server.rest.headers = headers;
      /** @param {'own' | 'foreign'} origin */
      const reader = async (origin) => {
        const match = site.addMatch(provider);
        const options = site.options(provider, match, origin);
        for (const side of /** @type {const} */ (['home', 'home', 'away'])) match.score(side);
        const page = await browser.newPage();
        await page.goto(site.url);
        await addBoard(page, options);
        await showed(page, '2-1');

        // A reload after a goal that nobody saw.
        await page.goto('about:blank');
        match.score('home');
        let asked = match.asked();
        await page.goto(site.url);
        await addBoard(page, options);
        await showed(page, '3-1');
        assert.ok(match.asked() > asked, 'the reload reached the server');

        // A goal that no stream told, and a reader who asks.
        server.muted = true;
        match.score('home');
        server.muted = false;
        asked = match.asked();
        await refresh(page);
        await showed(page, '3-1', '4-1');
        assert.ok(match.asked() > asked, 'the refresh reached the server');

        // A goal by the stream, then snapshots: none of them takes it back.
        match.score('away');
        await showed(page, '3-1', '4-1', '4-2');
        asked = match.asked();
        for (let time = 0; time < 3; time += 1) {
          await refresh(page);
          await page.waitForTimeout(300);
        }
        assert.ok(match.asked() > asked, 'the snapshots reached the server');
        await showed(page, '3-1', '4-1', '4-2');
        await page.close();
      };
      await Promise.all([reader('own'), reader('foreign')]);
    });
  }
}

// A stream that has been silent for 20 s is proven by a snapshot.
test('a goal by the stream is not taken back when a snapshot proves it later', async () => {
  site.servers.scorelytics.rest.headers = cacheable['four hours'];
  const match = site.addMatch('scorelytics');
  const page = await browser.newPage();
  await page.goto(site.url);
  await addBoard(page, site.options('scorelytics', match, 'foreign'));
  await showed(page, '0-0');
  match.score('home');
  await showed(page, '0-0', '1-0');
  const asked = match.asked();
  await page.waitForTimeout(23_000);
  assert.ok(match.asked() > asked, 'it was proven');
  await showed(page, '0-0', '1-0');
  await page.close();
});
