/**
 * What the scenarios do with the boards of a page from `lib/site.mjs`, in any browser. A board is
 * named by its element's id.
 */

import assert from 'node:assert/strict';
import { frame } from '../lib/page.mjs';
import { patienceMs } from '../lib/patience.mjs';
import { changedBox } from '../lib/pixels.mjs';

/** @typedef {import('../lib/page.mjs').Page} Page */
/** @typedef {{status: string | undefined, home: number | null, away: number | null, minute: number | null}} Score */

/** @param {Page} page @param {Record<string, object>} boards options by id */
export async function addBoards(page, boards) {
  // WebKitGTK's driver may call a page loaded whose module scripts have yet to run.
  await page.waitFor(() => 'scoreline' in window);
  await page.evaluate((boards) => {
    const { scoreline } = /** @type {any} */ (window);
    for (const [id, options] of Object.entries(boards)) {
      const board = document.createElement('score-board');
      board.id = id;
      scoreline.createScoreboard(board, options);
      document.querySelector('main')?.append(board);
    }
  }, boards);
}

/** Waits until the board's connection is in this state. @param {Page} page @param {string} id @param {string} [state] */
export const isConnected = (page, id, state = 'live') =>
  page.waitFor(
    ({ id, state }) => {
      const board = /** @type {any} */ (document.getElementById(id));
      const { connection, matches } = board.state;
      return connection.state === state && matches.length > 0;
    },
    { id, state },
    `board ${id} is ${state}`,
  );

const statusNames = ['', 'scheduled', 'live', 'finished'];

/** @param {import('../../upstreams/world.mjs').Match} match @returns {Score} */
export const scoreOf = (match) => ({
  status: statusNames[match.statusCode],
  home: match.homeScore,
  away: match.awayScore,
  minute: match.minute,
});

/**
 * Waits until the board's state is this; returns what the page heard of the board since the last time.
 * @param {Page} page
 * @param {string} id
 * @param {Score} score
 * @param {string} [step] for the message when it never is
 * @returns {Promise<{type: string, detail: any}[]>}
 */
export async function agrees(page, id, score, step = id) {
  const { seen, events } = await page.evaluate(
    async ({ id, score, patienceMs }) => {
      const board = /** @type {any} */ (document.getElementById(id));
      const { probe } = /** @type {any} */ (window);
      const end = Date.now() + patienceMs;
      for (;;) {
        const [match] = board.state.matches;
        const seen = match && {
          status: match.status,
          home: match.home.score,
          away: match.away.score,
          minute: match.minute ?? null,
        };
        if (JSON.stringify(seen) === JSON.stringify(score) || Date.now() > end) {
          // Events come in the task in which the state changes, but after it.
          await new Promise((done) => setTimeout(done));
          const isMine = (/** @type {any} */ event) => event.board === id;
          const events = probe.events.filter(isMine);
          probe.events = probe.events.filter((/** @type {any} */ event) => !isMine(event));
          return { seen, events };
        }
        await new Promise((done) => setTimeout(done, 5));
      }
    },
    { id, score, patienceMs },
  );
  assert.deepEqual(seen, score, step);
  return events;
}

/** @param {Page} page */
export async function shot(page) {
  await frame(page);
  return page.screenshot();
}

/** Where the board is in a picture of the viewport. @param {Page} page @param {string} id */
export const boxOf = (page, id) =>
  page.evaluate((id) => {
    const box = /** @type {Element} */ (document.getElementById(id)).getBoundingClientRect();
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom };
  }, id);

/**
 * Something changed on the screen since the picture was taken: within the board, and not all of it,
 * because its frame stays.
 * @param {Page} page
 * @param {string} id
 * @param {Buffer} before
 * @param {string} step
 */
export async function isDrawnAnew(page, id, before, step) {
  const box = await changedBox(page, before, await shot(page));
  assert.ok(box, `${step}: pixels changed`);
  const board = await boxOf(page, id);
  const where = `${step}: ${JSON.stringify(box)} in ${JSON.stringify(board)}`;
  assert.ok(box.left >= board.left - 1 && box.right <= board.right + 1, where);
  assert.ok(box.top >= board.top - 1 && box.bottom <= board.bottom + 1, where);
  const area = (box.right - box.left) * (box.bottom - box.top);
  assert.ok(area < (board.right - board.left) * (board.bottom - board.top) * 0.85, where);
}

/**
 * What of a board is on the screen: the picture, or the same as HTML.
 * @param {Page} page @param {string} id @returns {Promise<'picture' | 'text' | 'nothing'>}
 */
export const shown = (page, id) =>
  page.evaluate((id) => {
    const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
    // What only assistive technology reads is there too, but one pixel large.
    const isSeen = (/** @type {string} */ selector) => {
      const element = root.querySelector(selector);
      const box = element?.getBoundingClientRect();
      const isThere = element?.checkVisibility({ opacityProperty: true });
      return Boolean(isThere && box && box.height > 10 && box.width > 10);
    };
    if (isSeen('canvas')) return 'picture';
    return isSeen('.home') ? 'text' : 'nothing';
  }, id);

/**
 * Waits until a board is on the screen in that way: the state is known before anything is painted, and the
 * picture comes after the HTML.
 * @param {Page} page @param {string} id @param {'picture' | 'text'} how
 */
export async function isShownAs(page, id, how) {
  const end = Date.now() + patienceMs;
  while ((await shown(page, id)) !== how && Date.now() < end) {
    // Boards above it that get their height may push it away.
    await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), id);
    await frame(page);
  }
  assert.equal(await shown(page, id), how);
}

/**
 * Waits until the board's texts are so on the screen: a change comes with a frame that there is credit for.
 * @param {Page} page @param {string} id @param {RegExp} wanted
 */
export async function reads(page, id, wanted) {
  const end = Date.now() + patienceMs;
  while (!wanted.test(await textOf(page, id)) && Date.now() < end) await frame(page);
  assert.match(await textOf(page, id), wanted);
}

/** The texts of a board as they are on the screen. @param {Page} page @param {string} id @returns {Promise<string>} */
export const textOf = (page, id) =>
  page.evaluate((id) => {
    const root = document.getElementById(id)?.shadowRoot;
    return [...(root?.querySelectorAll('li bdi') ?? [])]
      .filter((part) => part.checkVisibility({ opacityProperty: true }))
      .map(({ textContent }) => textContent)
      .join(' ');
  }, id);

/** What went wrong in the page, by its own account and by the browser's. @param {Page} page */
export async function complaintsOf(page) {
  const own = await page.evaluate(() => /** @type {any} */ (window).probe.complaints);
  return [...page.complaints, ...own];
}

/** @param {Page} page @returns {Promise<number>} WebGL 2 contexts that the page has made */
export const contextCount = (page) =>
  page.evaluate(() => /** @type {any} */ (window).probe.contexts.length);
