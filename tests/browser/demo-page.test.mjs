/**
 * The demo page on a screen with two pixels a CSS pixel, in Chromium, with the real engine and servers that
 * behave as the two providers do. (What boards make of a whole match, in every browser, is in
 * `scenarios/whole-match.mjs`.)
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ScorelyticsServer } from '../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../upstreams/stats-api/server.mjs';
import { World } from '../upstreams/world.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { serveDemoPage } from './lib/demo-page.mjs';
import { changedBox } from './lib/pixels.mjs';

const football = 'el-clasico';
const basketball = 'derbi';
const basketballNumber = 123;

/** @type {World} */
let world;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {{close(): void | Promise<void>}[]} */
const servers = [];
/** @type {string[]} */
const complaints = [];

before(async () => {
  world = new World();
  world.add({
    id: football,
    number: 7,
    sport: 'football',
    home: 'Real Madrid',
    away: 'FC Barcelona',
  });
  world.add({
    id: basketball,
    number: basketballNumber,
    sport: 'basketball',
    home: 'Crvena zvezda',
    away: 'Partizan',
  });
  // In play, with a clock that stands: nothing moves by itself.
  world.kickoff(football);
  world.tick(football, { minutes: 45 });
  const scorelytics = await new ScorelyticsServer({ world }).listen();
  const statsApi = await new StatsApiServer({ world }).listen();
  const demo = await serveDemoPage({
    scorelytics: {
      restUrl: scorelytics.url,
      wsUrl: scorelytics.wsUrl,
      apiKey: 'sk_test_demo',
      matches: [{ id: football, sport: 'football' }],
    },
    statsApi: {
      restUrl: `${statsApi.url}/api/v1`,
      wsUrl: statsApi.wsUrl,
      appKey: 'stats-admin-public-key',
      authUrl: `${statsApi.url}/api/v1/broadcasting/auth`,
      authHeaders: { Authorization: 'Bearer 12|demo-token' },
      matches: [String(basketballNumber)],
    },
  });
  servers.push(scorelytics, statsApi, demo);

  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1200, height: 900 }, deviceScaleFactor: 2 });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(demo.url);
  await Promise.all([follows('scorelytics'), follows('stats-api')]);
});

after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.close()));
});

/** The demo's board of one provider. @param {string} place */
const board = (place) => page.locator(`#${place} score-board`).first();

/** Waits until the board follows its stream, and its picture stands in place of its HTML. @param {string} place */
const follows = (place) =>
  page.waitForFunction((place) => {
    const board = /** @type {any} */ (document.querySelector(`#${place} score-board`));
    const isLive = board?.state?.connection.state === 'live' && board.state.matches.length === 1;
    return isLive && board.shadowRoot.querySelector('canvas').checkVisibility();
  }, place);

/** The board as it is on the screen, after what is due was drawn. @param {string} place */
async function shot(place) {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
  );
  return board(place).screenshot({ animations: 'disabled' });
}

test('both boards are drawn, sharp, and say what they show to assistive technology', async () => {
  for (const place of ['scorelytics', 'stats-api']) {
    const canvas = board(place).locator('canvas');
    const [width, cssWidth] = await canvas.evaluate((element) => [
      /** @type {HTMLCanvasElement} */ (element).width,
      element.getBoundingClientRect().width,
    ]);
    assert.equal(
      width,
      Math.round((cssWidth ?? 0) * 2),
      'one pixel of the canvas is one of the screen',
    );
  }
  assert.match(await board('scorelytics').ariaSnapshot(), /button "Real Madrid .*FC Barcelona/);
  assert.match(await board('stats-api').ariaSnapshot(), /button "Crvena zvezda .*Partizan/);
});

test('a goal is drawn, and its line in the log names it', async () => {
  const before = await shot('scorelytics');
  world.goal(football, 'away');
  await page.locator('#events').getByText('Real Madrid – FC Barcelona: 0–1').waitFor();
  assert.ok(await changedBox(page, before, await shot('scorelytics')));
});

test('nothing is drawn when nothing changes', async () => {
  await page.waitForTimeout(2000); // the goal is felt for a while
  const first = await shot('scorelytics');
  await page.waitForTimeout(300);
  assert.equal(await changedBox(page, first, await shot('scorelytics')), null);
});

test('no key is left in the page, and nothing went wrong on the way', async () => {
  assert.doesNotMatch(await page.content(), /sk_test_demo|demo-token/);
  assert.deepEqual(complaints, []);
});
