import assert from 'node:assert/strict';
import { frame } from '../lib/page.mjs';
import { patienceMs } from '../lib/patience.mjs';
import { decodePng } from '../lib/png.mjs';
import { addBoards, isConnected } from './boards.mjs';

/** @typedef {import('../lib/page.mjs').Page} Page */
/** @typedef {{board: string, text: string, left: number, top: number, right: number, bottom: number}} Text */

/** Of 255: how far the lightest and the darkest pixel around a text differ at least. */
const leastContrast = 60;
const boardCount = 8;

/**
 * Every text that the boards show as HTML, or behind their picture, by where it stands in the page. A board that
 * was a picture from the start has no place for its texts yet: there the names are in the outer thirds of the
 * picture, and the scores between them.
 */
const textsOf = (/** @type {Page} */ page) =>
  page.evaluate(() => {
    const texts = [];
    for (const board of document.querySelectorAll('score-board')) {
      const root = /** @type {ShadowRoot} */ (board.shadowRoot);
      const parts = root.querySelectorAll('.mirror :is(p,bdi)');
      const canvas = root.querySelector('canvas');
      if (canvas?.checkVisibility() && !root.querySelector('.mirror li bdi[style]')) {
        const { left, top, width, bottom } = canvas.getBoundingClientRect();
        for (const third of [0, 1, 2]) {
          texts.push({
            board: board.id,
            text: `(third ${third + 1} of the picture)`,
            left: left + 10 + (third * (width - 20)) / 3,
            top: top + scrollY + 10,
            right: left + 10 + ((third + 1) * (width - 20)) / 3,
            bottom: bottom + scrollY - 10,
          });
        }
        continue;
      }
      for (const element of parts) {
        const isForEars = getComputedStyle(element).clipPath !== 'none';
        if (isForEars || element.querySelector('bdi') || !element.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        const text = range.toString().trim();
        const { left, top, right, bottom } = range.getBoundingClientRect();
        if (!text || right - left < 2) continue;
        texts.push({
          board: board.id,
          text,
          left,
          top: top + scrollY,
          right,
          bottom: bottom + scrollY,
        });
      }
    }
    return texts;
  });

/** @param {Text[]} texts */
const boardsOf = (texts) => new Set(texts.map(({ board }) => board));

/**
 * Names the texts that a picture of the page shows nothing of.
 * @param {Buffer} png @param {Text[]} texts @param {number} ratio pixels a CSS pixel
 */
function blankTexts(png, texts, ratio) {
  const { width, height, data } = decodePng(png);
  return texts.filter(({ left, top, right, bottom }) => {
    let [lightest, darkest] = [0, 255];
    for (let y = Math.floor(top * ratio); y < Math.min(height, bottom * ratio); y += 1) {
      for (let x = Math.floor(left * ratio); x < Math.min(width, right * ratio); x += 1) {
        const at = (y * width + x) * 4;
        const light = ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) / 3;
        lightest = Math.max(lightest, light);
        darkest = Math.min(darkest, light);
      }
    }
    return lightest - darkest < leastContrast;
  });
}

/**
 * The texts, and a picture in which they stand there: a play that comes meanwhile moves what is below it.
 * The text of a board comes with a frame, and a busy machine has few.
 * @param {Page} page @returns {Promise<[Text[], Buffer]>}
 */
async function atRest(page) {
  const end = Date.now() + patienceMs;
  for (;;) {
    const texts = await textsOf(page);
    if (boardsOf(texts).size < boardCount && Date.now() < end) {
      await frame(page);
      continue;
    }
    const picture = await page.wholePage();
    if (JSON.stringify(await textsOf(page)) === JSON.stringify(texts)) return [texts, picture];
  }
}

/** @param {Page} page @param {string} where */
async function everyTextIsSeen(page, where) {
  const [texts, picture] = await atRest(page);
  assert.equal(boardsOf(texts).size, boardCount, `${where}: boards with texts`);
  for (const board of boardsOf(texts)) {
    const own = texts.filter((text) => text.board === board).map(({ text }) => text);
    // Two names, two scores and a status, or the picture with all of them.
    const isPicture = own[0]?.endsWith('of the picture)');
    assert.ok(own.length >= (isPicture ? 3 : 5), `${where}: ${board}: ${own}`);
  }
  const ratio = await page.evaluate(() => devicePixelRatio);
  const blank = blankTexts(picture, texts, ratio);
  assert.deepEqual(
    blank.map(({ board, text }) => `${board}: ${text}`),
    [],
    where,
  );
}

/** The boards' style as on paper: not every browser's automation prints. @param {Page} page */
const styleAsPrinted = (page) =>
  page.evaluate(() => {
    const sheets = new Set(
      [...document.querySelectorAll('score-board')].flatMap(
        ({ shadowRoot }) => shadowRoot?.adoptedStyleSheets ?? [],
      ),
    );
    let changed = 0;
    for (const sheet of sheets) {
      for (const rule of sheet.cssRules) {
        if (!(rule instanceof CSSMediaRule) || !rule.media.mediaText.includes('print')) continue;
        rule.media.mediaText = rule.media.mediaText.includes('not') ? 'not all' : 'all';
        changed += 1;
      }
    }
    return changed;
  });

/**
 * A picture of the whole page shows every text of every board, on the screen or not, and so does paper.
 * @param {Page} page taller than the browser's window
 * @param {import('../lib/site.mjs').Site} site
 */
export async function fullBoards(page, site) {
  await page.goto(site.url);
  /** @type {Record<string, object>} */
  const boards = {};
  for (let i = 0; i < boardCount; i += 1) {
    const match = site.addMatch(i % 2 ? 'basketball' : 'football');
    site.world.kickoff(match.id);
    boards[`b${i}`] = site.options(i % 2 ? 'stats-api' : 'scorelytics', match);
  }
  await addBoards(page, boards);
  // Most of them are out of sight.
  await page.evaluate(() => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.style.gap = '250px';
  });
  for (const id of Object.keys(boards)) await isConnected(page, id);
  await everyTextIsSeen(page, 'the whole page');
  assert.equal(await styleAsPrinted(page), 2);
  await everyTextIsSeen(page, 'on paper');
}
