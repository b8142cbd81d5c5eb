/**
 * Boards of `lib/site.mjs` in Chromium, with what Playwright can do that the other browsers cannot:
 * pixel ratios, media, visibility.
 */

import { frame } from './page.mjs';
import { decodePng } from './png.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Counts what a board shows: its picture comes by one `drawImage` a frame. */
const countFrames = () => {
  const { prototype } = CanvasRenderingContext2D;
  const draw = /** @type {(...call: any[]) => void} */ (prototype.drawImage);
  const counted = { frames: 0 };
  Object.assign(window, { counted });
  prototype.drawImage = /** @type {any} */ (
    /** @this {any} @param {any[]} call */
    function (...call) {
      counted.frames += 1;
      draw.apply(this, call);
    }
  );
};

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('./site.mjs').Site} site
 * @param {import('playwright-core').BrowserContextOptions} [context]
 */
export async function openSite(browser, site, context) {
  const page = await browser.newPage({
    viewport: { width: 900, height: 700 },
    colorScheme: 'light',
    bypassCSP: true,
    ...context,
  });
  await page.addInitScript(countFrames);
  await page.goto(site.url);
  await page.waitForFunction(() => 'scoreline' in window);
  return page;
}

/**
 * Adds a board and waits until it shows its match, and is drawn.
 * @param {Page} page @param {string} id @param {object} options @param {Record<string, string>} [style] of the element
 */
export async function addBoard(page, id, options, style = {}) {
  await page.evaluate(
    ({ id, options, style }) => {
      const { scoreline } = /** @type {any} */ (window);
      const board = document.createElement('score-board');
      board.id = id;
      for (const [name, value] of Object.entries(style)) board.style.setProperty(name, value);
      scoreline.createScoreboard(board, options);
      document.querySelector('main')?.append(board);
    },
    { id, options, style },
  );
  await page.waitForFunction((id) => {
    const board = /** @type {any} */ (document.getElementById(id));
    const { connection, matches } = board.state;
    const canvas = board.shadowRoot.querySelector('canvas');
    const isThere = matches.length > 0 && ['live', 'over'].includes(connection.state);
    return isThere && canvas.checkVisibility() && canvas.width > 1 && canvas.height > 1;
  }, id);
  await page.waitForTimeout(100);
}

/** How many pictures the boards of the page have shown since it was opened. @param {Page} page @returns {Promise<number>} */
export const framesOf = (page) => page.evaluate(() => /** @type {any} */ (window).counted.frames);

/** How many pictures come in so many ms. @param {Page} page @param {number} ms */
export async function framesIn(page, ms) {
  const before = await framesOf(page);
  await page.waitForTimeout(ms);
  return (await framesOf(page)) - before;
}

/**
 * The colours of a board as its reader sees it, frame, HTML and picture together, 0xRRGGBBAA, by how often
 * each is there. Where neither the board nor the page has a background they are transparent.
 * @param {Page} page @param {string} selector of the board @returns {Promise<Map<number, number>>}
 */
export async function coloursOf(page, selector) {
  await frame(page);
  const { data } = decodePng(await page.locator(selector).screenshot({ omitBackground: true }));
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = view.getUint32(i);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

/**
 * Makes the window of a page without a viewport so large, and leaves the screen's ratio as it is.
 * @param {Page} page @param {number} width CSS px @param {number} height CSS px
 */
export async function resizeWindow(page, width, height) {
  const session = await page.context().newCDPSession(page);
  const size = { width, height, deviceScaleFactor: 0, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', size);
}
