/** A board of `lib/relay-site.mjs` in Chromium, and what it ever showed as live. */

import assert from 'node:assert/strict';
import { patienceMs } from './patience.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Adds a board, and writes down each score that it shows with the trust of live.
 * @param {Page} page
 * @param {object} options
 */
export const addBoard = (page, options) =>
  page.evaluate(async (options) => {
    const { createScoreboard } = await import(String('/dist/scoreline.js'));
    const main = /** @type {Element} */ (document.querySelector('main'));
    const board = createScoreboard(main, options);
    /** @type {string[]} */
    const shown = [];
    /** @type {object[]} */
    const errors = [];
    board.addEventListener('board-error', (/** @type {any} */ { detail }) => errors.push(detail));
    Object.assign(window, { board, shown, errors });
    setInterval(() => {
      const [match] = board.state.matches;
      if (match?.trust !== 'live') return;
      const score = `${match.home.score}-${match.away.score}`;
      if (shown.at(-1) !== score) shown.push(score);
    }, 20);
  }, options);

/** @param {Page} page @returns {Promise<string[]>} */
const shownAsLive = (page) => page.evaluate(() => /** @type {any} */ (window).shown);

/** Waits until this is what was shown as live, one after the other. @param {Page} page @param {string[]} scores */
export async function showed(page, ...scores) {
  const wanted = scores.join(' ');
  try {
    await page.waitForFunction(
      (wanted) => /** @type {any} */ (window).shown.join(' ') === wanted,
      wanted,
      { timeout: patienceMs },
    );
  } catch {
    assert.equal((await shownAsLive(page)).join(' '), wanted);
  }
}

/** @param {Page} page @param {string} state @param {string} reason */
export const ends = (page, state, reason) =>
  page.waitForFunction(
    ([state, reason]) => {
      const { connection } = /** @type {any} */ (window).board.state;
      return connection.state === state && connection.reason === reason;
    },
    [state, reason],
  );

/** Asks everything again, as a reader may. @param {Page} page */
export const refresh = (page) => page.evaluate(() => /** @type {any} */ (window).board.refresh());
