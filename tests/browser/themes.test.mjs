/**
 * The page's CSS decides how a board looks, at any time: what changes above the board is seen in the
 * board's own pixels, in Chromium with the real engine.
 */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { status } from '../upstreams/world.mjs';
import { addBoard, coloursOf, openSite } from './lib/boards.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { decodePng } from './lib/png.mjs';
import { startSite } from './lib/site.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  site = await startSite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(async () => {
  page = await openSite(browser, site, { deviceScaleFactor: 2, reducedMotion: 'reduce' });
  // What is transparent in a board shows the page's white otherwise.
  await page.addStyleTag({ content: 'body{background:none}' });
});
afterEach(() => page.close());

/** A board of two matches, one in play and one over: it has every ink but the warning's. */
async function openList() {
  const [live, over] = [site.addMatch('football'), site.addMatch('football')];
  site.world.kickoff(live.id);
  site.world.tick(live.id, { minutes: 45 });
  site.world.kickoff(over.id);
  site.world.goal(over.id, 'home');
  site.world.status(over.id, status.finished);
  const options = { ...site.options('scorelytics', live), match: undefined };
  await addBoard(page, 'board', { ...options, matches: [live.id, over.id], layout: 'list' });
}

/** Waits until the board has this colour in it, so and so often. @param {number} colour @param {number} [least] px */
async function has(colour, least = 20) {
  const end = Date.now() + 5000;
  let count = 0;
  while (Date.now() < end) {
    count = (await coloursOf(page, '#board')).get(colour) ?? 0;
    if (count >= least) return;
  }
  assert.fail(`${count} px of #${colour.toString(16).padStart(8, '0')}`);
}

/** @param {string} name @param {string} value */
const setAbove = (name, value) =>
  page.locator('main').evaluate(
    (main, [name, value]) => {
      main.style.setProperty(name ?? '', value ?? '');
    },
    [name, value],
  );

test('each property is one ink, and may change while the board is shown', async () => {
  await openList();
  /** @type {[string, number][]} */
  const inks = [
    ['--score-board-bg', 0x102030ff],
    ['--score-board-fg', 0xf0e0d0ff],
    ['--score-board-muted', 0xa0b0c0ff],
    ['--score-board-live', 0x40ff80ff],
    ['--score-board-border', 0x805040ff],
  ];
  for (const [name, colour] of inks) {
    await setAbove(name, `#${(colour >>> 8).toString(16).padStart(6, '0')}`);
    await has(colour);
  }
  // The old ones are gone.
  const colours = await coloursOf(page, '#board');
  for (const old of [0xffffffff, 0x14171cff, 0x5c6570ff, 0xc4161cff, 0xdfe3e8ff]) {
    assert.equal(colours.get(old), undefined);
  }
});

test('the warning has a property too', async () => {
  const match = site.addMatch('football');
  await addBoard(page, 'board', site.options('scorelytics', match));
  await setAbove('--score-board-warning', '#2040a0');
  await page.evaluate(
    (options) => Object.assign(/** @type {any} */ (document.getElementById('board')), { options }),
    { ...site.options('scorelytics', match), match: 'nobody-knows-it' },
  );
  await has(0x2040a0ff);
});

test('a class on an ancestor, the attribute and the media are followed', async () => {
  await page.addStyleTag({ content: '.brand{--score-board-bg:#2a0a3c;--score-board-radius:0}' });
  await openList();
  await has(0xffffffff, 1000);
  await page.evaluate(() => document.documentElement.classList.add('brand'));
  await has(0x2a0a3cff, 1000);
  await page.evaluate(() => document.documentElement.classList.remove('brand'));
  await has(0xffffffff, 1000);
  await page.emulateMedia({ colorScheme: 'dark' });
  await has(0x14181fff, 1000);
  await page.evaluate(() => document.getElementById('board')?.setAttribute('theme', 'light'));
  await has(0xffffffff, 1000);
  await page.evaluate(() => document.getElementById('board')?.setAttribute('theme', 'dark'));
  await has(0x14181fff, 1000);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await has(0xffffffff, 1000);
});

test('without a background a board is text on whatever is behind it', async () => {
  await openList();
  await setAbove('--score-board-bg', 'transparent');
  await setAbove('--score-board-border', 'transparent');
  const counts = [...(await coloursOf(page, '#board')).values()];
  const total = counts.reduce((sum, count) => sum + count, 0);
  await has(0, total * 0.8);
  const colours = [...(await coloursOf(page, '#board')).keys()];
  assert.ok(colours.includes(0x14171cff), 'the text is opaque');
  // What the page has behind is seen between the letters, as it is.
  await page.locator('main').evaluate((main) => {
    main.style.background = 'rgb(12, 200, 34)';
  });
  const { width, height, data } = decodePng(await page.locator('#board').screenshot());
  let behind = 0;
  for (let i = 0; i < width * height; i += 1) {
    if (data[i * 4] === 12 && data[i * 4 + 1] === 200 && data[i * 4 + 2] === 34) behind += 1;
  }
  assert.ok(behind > width * height * 0.8, `${behind} of ${width * height} px`);
});

test('corners, font and text size are the page’s', async () => {
  await openList();
  /** A pixel of the outermost corner: outside of a round one, and the border of a square one. */
  const corner = async () => {
    const { data } = decodePng(await page.locator('#board').screenshot({ omitBackground: true }));
    return data.subarray(0, 4).join();
  };
  const height = () =>
    page.evaluate(
      () => document.getElementById('board')?.shadowRoot?.querySelector('canvas')?.height ?? 0,
    );
  const before = await height();
  assert.equal(await corner(), '0,0,0,0', 'round');
  await setAbove('--score-board-radius', '0');
  assert.equal(await corner(), '223,227,232,255', 'square');
  await page.locator('main').evaluate((main) => {
    main.style.fontSize = '24px';
  });
  await page.waitForFunction((height) => {
    const root = document.getElementById('board')?.shadowRoot;
    return (root?.querySelector('canvas')?.height ?? 0) > height * 1.3;
  }, before);
});

test('a web font that arrives late replaces the fallback, and nothing jumps', async () => {
  const file = '/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf';
  let arrive = () => {};
  const arrived = new Promise((resolve) => {
    arrive = () => resolve(undefined);
  });
  await page.route('**/late.ttf', async (route) => {
    await arrived;
    await route.fulfill({ path: file, contentType: 'font/ttf' });
  });
  await page.addStyleTag({
    content: `@font-face{font-family:Late;src:url(/late.ttf);font-display:swap}
      main{--score-board-font:Late,"Noto Sans"}`,
  });
  await openList();
  const board = page.locator('#board');
  const rows = () =>
    board.evaluate((element) => ({
      height: element.getBoundingClientRect().height,
      tops: [...(element.shadowRoot?.querySelectorAll('li') ?? [])].map((item) =>
        Math.round(item.getBoundingClientRect().top),
      ),
    }));
  // Not a screenshot: that would wait for the font.
  const picture = () =>
    board.evaluate((element) => element.shadowRoot?.querySelector('canvas')?.toDataURL());
  const [fallback, before] = [await picture(), await rows()];
  arrive();
  await page.evaluate(() => document.fonts.load('16px Late').then(() => document.fonts.ready));
  await page.waitForTimeout(500);
  assert.deepEqual(await rows(), before);
  assert.notEqual(await picture(), fallback, 'the board is drawn in the new font');
});
