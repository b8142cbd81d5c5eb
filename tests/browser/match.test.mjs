/**
 * The demo page in Chromium, with the real engine and servers that behave as the two providers do:
 * a scripted match from kick-off to full time on each, checked at every step.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ScorelyticsServer } from '../upstreams/scorelytics/server.mjs';
import { basketballScript, footballScript, Player } from '../upstreams/scripts.mjs';
import { StatsApiServer } from '../upstreams/stats-api/server.mjs';
import { World } from '../upstreams/world.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { serveDemoPage } from './lib/demo-page.mjs';
import { changedBox } from './lib/pixels.mjs';

const football = 'el-clasico';
const basketball = 'derbi';
const basketballNumber = 123;
const statusNames = ['', 'scheduled', 'live', 'finished'];

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
  await page.addInitScript(() => {
    /** @type {{type: string, place: string | undefined, detail: any}[]} */
    const heard = [];
    Object.assign(window, { heard });
    for (const type of ['score-change', 'status-change', 'play', 'board-error']) {
      addEventListener(type, (event) => {
        const { target, detail } = /** @type {CustomEvent} */ (event);
        const place = /** @type {Element} */ (target).parentElement?.id;
        heard.push({ type, place, detail });
      });
    }
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

/** Waits until the board shows a match and follows its stream. @param {string} place */
const follows = (place) =>
  page.waitForFunction((place) => {
    const state = /** @type {any} */ (document.querySelector(`#${place} score-board`))?.state;
    return state?.connection.state === 'live' && state.matches.length === 1;
  }, place);

/**
 * Waits until the board's state is this.
 * @param {string} place
 * @param {{status: string | undefined, home: number | null, away: number | null, minute: number | null}} truth
 * @param {string} step for the message when it never is
 */
async function agrees(place, truth, step) {
  const seen = () =>
    board(place).evaluate((element) => {
      const [match] = /** @type {any} */ (element).state.matches;
      return {
        status: match.status,
        home: match.home.score,
        away: match.away.score,
        minute: match.minute ?? null,
      };
    });
  const end = Date.now() + 10_000;
  let state = await seen();
  while (JSON.stringify(state) !== JSON.stringify(truth) && Date.now() < end) {
    await page.waitForTimeout(5);
    state = await seen();
  }
  assert.deepEqual(state, truth, step);
}

/** @param {import('../upstreams/world.mjs').Match} match */
const truthOf = (match) => ({
  status: statusNames[match.statusCode],
  home: match.homeScore,
  away: match.awayScore,
  minute: match.minute,
});

/** What the page heard since it was asked last. @param {string} place */
const heard = (place) =>
  page.evaluate((place) => {
    const { heard } = /** @type {any} */ (window);
    const mine = heard.filter((/** @type {any} */ event) => event.place === place);
    heard.splice(0);
    return mine;
  }, place);

/**
 * Plays a script to its end and compares board and events with what is true after each step.
 * @param {string} place
 * @param {string} id
 * @param {import('../upstreams/scripts.mjs').Script} script
 */
async function playThrough(place, id, script) {
  const player = new Player(world, id, script);
  await heard(place);
  let pictures = 0;
  for (let number = 1; !player.done; number += 1) {
    const start = world.truth(id);
    // Steps that change the score and nothing else that is drawn: a free throw stops no clock.
    const { do: name, type } = script[number - 1]?.step ?? {};
    const isPlain = name === 'goal' || type === 'ft_made';
    const picture = isPlain && pictures < 2 ? await shot(place) : null;
    const change = await player.next();
    if (!change) break;
    const truth = truthOf(change.after);
    const step = `step ${number}: ${change.step.do}`;
    await agrees(place, truth, step);

    const events = await heard(place);
    const scores = events.filter((/** @type {any} */ event) => event.type === 'score-change');
    const statuses = events.filter((/** @type {any} */ event) => event.type === 'status-change');
    const hasScored =
      start.homeScore !== change.after.homeScore || start.awayScore !== change.after.awayScore;
    assert.equal(scores.length, hasScored ? 1 : 0, `${step}: one event a score`);
    if (hasScored) {
      assert.equal(scores[0].detail.home, truth.home, step);
      assert.equal(scores[0].detail.away, truth.away, step);
    }
    const hasTurned = start.statusCode !== change.after.statusCode;
    assert.equal(statuses.length, hasTurned ? 1 : 0, `${step}: one event a status`);
    if (hasTurned) assert.equal(statuses[0].detail.status, truth.status, step);

    if (picture && hasScored) {
      pictures += 1;
      await isDrawnWhereTheScoreIs(place, picture, step);
    }
  }
  assert.ok(pictures > 0, 'a score was compared as a picture');
}

/** The board as it is on the screen, after what is due was drawn. @param {string} place */
async function shot(place) {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
  );
  return board(place).screenshot({ animations: 'disabled' });
}

/**
 * The picture changed, and only in a part of it: names and frame stay as they were.
 * @param {string} place
 * @param {Buffer} before
 * @param {string} step
 */
async function isDrawnWhereTheScoreIs(place, before, step) {
  const box = await changedBox(page, before, await shot(place));
  assert.ok(box, `${step}: pixels changed`);
  const size = await board(place).boundingBox();
  const width = (size?.width ?? 0) * 2;
  const height = (size?.height ?? 0) * 2;
  const area = (box.right - box.left) * (box.bottom - box.top);
  assert.ok(area < (width * height) / 2, `${step}: ${JSON.stringify(box)} of ${width}x${height}`);
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

test('football on Scorelytics, kick-off to full time', async () => {
  await playThrough('scorelytics', football, footballScript);
  const state = await board('scorelytics').evaluate(
    (element) => /** @type {any} */ (element).state,
  );
  assert.equal(state.connection.state, 'over');
  assert.equal(state.matches[0].text, 'FT');
});

test('basketball on the Stats API, tip-off to the last buzzer', async () => {
  await playThrough('stats-api', basketball, basketballScript);
  const state = await board('stats-api').evaluate((element) => /** @type {any} */ (element).state);
  assert.equal(state.connection.state, 'over');
  assert.equal(state.matches[0].text, 'FT');
});

test('nothing is drawn when nothing changes', async () => {
  const first = await shot('scorelytics');
  await page.waitForTimeout(300);
  assert.equal(await changedBox(page, first, await shot('scorelytics')), null);
});

test('no key is left in the page, and nothing went wrong on the way', async () => {
  assert.doesNotMatch(await page.content(), /sk_test_demo|demo-token/);
  assert.deepEqual(complaints, []);
});
