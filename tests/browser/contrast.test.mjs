/**
 * Every ink against its background (WCAG 2 AA), in each theme of the gallery: as the page's CSS computes
 * it, and as it is in the boards' pixels. And a score that is out of date does not look like a live one.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { coloursOf } from './lib/boards.mjs';
import { launchAtRatio } from './lib/chromium.mjs';
import { openGallery, sectionPicture, startGallerySite } from './lib/gallery.mjs';

/** Small text; large text and marks would need 3. All roles are used for small text. */
const least = 4.5;

/** @type {Awaited<ReturnType<typeof startGallerySite>>} */
let site;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
before(async () => {
  site = await startGallerySite();
  browser = await launchAtRatio(2);
  ({ page } = await openGallery(browser, site.url));
  for (const section of ['matches', 'connection', 'themes']) await sectionPicture(page, section);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {number} colour 0xRRGGBBAA */
function luminance(colour) {
  const [r = 0, g = 0, b = 0] = [24, 16, 8].map((shift) => {
    const share = ((colour >>> shift) & 255) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {number} a @param {number} b */
function contrast(a, b) {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** A board's inks, as its CSS computes them. @param {string} figure @returns {Promise<Record<string, number>>} */
const inksOf = (figure) =>
  page.evaluate((figure) => {
    const board = document.querySelector(`#${figure} score-board`);
    const part = (/** @type {string} */ selector) =>
      /** @type {Element} */ (board?.shadowRoot?.querySelector(selector));
    const style = getComputedStyle(part('.look'));
    const frame = getComputedStyle(part('.board'), '::before');
    const number = (/** @type {string} */ css) => {
      const [r = 0, g = 0, b = 0] = (css.match(/[\d.]+/g) ?? []).map(Number);
      return ((r << 24) | (g << 16) | (b << 8) | 255) >>> 0;
    };
    return {
      background: number(frame.backgroundColor),
      foreground: number(style.color),
      muted: number(style.borderTopColor),
      accent: number(style.borderRightColor),
      live: number(style.borderBottomColor),
      warning: number(style.borderLeftColor),
    };
  }, figure);

const hex = (/** @type {number} */ colour) => `#${(colour >>> 8).toString(16).padStart(6, '0')}`;

for (const theme of ['light', 'dark', 'brand']) {
  test(`${theme}: every text role has contrast, in the CSS and in the pixels`, async (t) => {
    const { background = 0, ...inks } = await inksOf(`themes-${theme}-list`);
    for (const [role, ink] of Object.entries(inks)) {
      const ratio = contrast(ink, background);
      t.diagnostic(`${role} ${hex(ink)} on ${hex(background)}: ${ratio.toFixed(2)}`);
      assert.ok(ratio >= least, `${role}: ${ratio.toFixed(2)}`);
    }
    // A letter's stem is the ink itself. (Nothing in these boards is a heading, so no accent.)
    const list = await coloursOf(page, `#themes-${theme}-list score-board`);
    const trouble = await coloursOf(page, `#themes-${theme}-trouble score-board`);
    for (const [role, colours] of /** @type {[string, Map<number, number>][]} */ ([
      ['foreground', list],
      ['muted', list],
      ['live', list],
      ['warning', trouble],
    ])) {
      const ink = inks[role] ?? 0;
      assert.ok((colours.get(ink) ?? 0) > 10, `${role} ${hex(ink)} is drawn`);
    }
  });
}

test('a score that may be out of date looks it', async () => {
  const { foreground = 0, muted = 0, live = 0, warning = 0 } = await inksOf('connection-followed');
  const followed = await coloursOf(page, '#connection-followed score-board');
  const doubted = await coloursOf(page, '#connection-revoked score-board');
  const count = (/** @type {Map<number, number>} */ colours, /** @type {number} */ ink) =>
    colours.get(ink) ?? 0;
  assert.ok(count(followed, live) > 20 && !count(doubted, live), 'nothing in it is live');
  assert.ok(count(doubted, muted) > count(followed, muted) + 100, 'the score is greyed');
  assert.ok(count(doubted, foreground) < count(followed, foreground), 'and not in full ink');
  assert.ok(count(doubted, warning) > 20 && !count(followed, warning), 'and it says why');
});
