import assert from 'node:assert/strict';
import { addBoards, agrees, complaintsOf, isConnected, scoreOf } from './boards.mjs';

/**
 * A board that is moved into another window, as a popup or a picture in a picture is one, is drawn there
 * while the page that it came from is hidden.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function otherWindow(page, site) {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  await page.goto(site.url);
  await addBoards(page, { board: site.options('scorelytics', match) });
  await isConnected(page, 'board');
  await isPicture(page);

  await page.evaluate(() => {
    const board = /** @type {any} */ (document.getElementById('board'));
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument?.body.append(board);
    // Nothing is drawn by the frames of a hidden page.
    Object.assign(window, { requestAnimationFrame: () => 0 });
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    // Where the scenarios look for a board.
    document.getElementById = () => board;
  });
  await isPicture(page);
  const before = await picture(page);
  site.world.goal(match.id, 'home');
  await agrees(page, 'board', scoreOf(site.world.truth(match.id)), 'a goal');
  await page.waitFor(
    (before) => {
      const { shadowRoot } = /** @type {any} */ (document.getElementById('board'));
      return shadowRoot.querySelector('canvas').toDataURL() !== before;
    },
    before,
    'a new picture',
  );
  await isConnected(page, 'board');
  assert.deepEqual(await complaintsOf(page), []);
}

/** The canvas shows the board as wide as it is. @param {import('../lib/page.mjs').Page} page */
const isPicture = (page) =>
  page.waitFor(
    () => {
      const root = /** @type {any} */ (document.getElementById('board')).shadowRoot;
      const canvas = root.querySelector('canvas');
      const width = root.querySelector('.board').getBoundingClientRect().width * devicePixelRatio;
      return canvas.checkVisibility() && width > 100 && Math.abs(canvas.width - width) <= 1;
    },
    undefined,
    'a picture',
  );

/** @param {import('../lib/page.mjs').Page} page @returns {Promise<string>} */
const picture = (page) =>
  page.evaluate(() =>
    /** @type {any} */ (document.getElementById('board')).shadowRoot
      .querySelector('canvas')
      .toDataURL(),
  );
