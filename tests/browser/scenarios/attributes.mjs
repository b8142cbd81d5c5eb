import assert from 'node:assert/strict';
import { changedBox } from '../lib/pixels.mjs';
import { addBoards, agrees, boxOf, complaintsOf, isConnected, scoreOf, shot } from './boards.mjs';

/**
 * Attributes change while a board is live: another match, another theme, no match at all.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function attributes(page, site) {
  const [first, second] = [site.addMatch('football'), site.addMatch('football')];
  site.world.kickoff(second.id);
  site.world.goal(second.id, 'away');
  const { match, ...access } = site.options('scorelytics', first);
  await page.goto(site.url);
  await addBoards(page, { board: { ...access, theme: 'light' } });
  await set(page, 'match', String(match));
  await isConnected(page, 'board');

  await set(page, 'match', second.id);
  await agrees(page, 'board', scoreOf(site.world.truth(second.id)), 'another match');
  await isConnected(page, 'board');

  const light = await shot(page);
  // Its routine asks from time to time: what a theme asked would be asked each time.
  const asked = [];
  for (const theme of ['dark', 'light', 'dark']) asked.push(await askedBy(page, site, theme));
  assert.ok(asked.includes(0), `a theme asks the provider nothing: ${asked}`);
  await page.waitFor(() => document.getElementById('board')?.getAttribute('theme') === 'dark');
  const changed = await changedBox(page, light, await shot(page));
  const { left, right } = await boxOf(page, 'board');
  assert.ok(
    changed && changed.right - changed.left > (right - left) / 2,
    'the whole board is dark',
  );

  await set(page, 'match', null);
  await page.waitFor(() =>
    /** @type {any} */ (window).probe.events.some(
      (/** @type {any} */ event) => event.detail.reason === 'match_missing',
    ),
  );
  await set(page, 'match', second.id);
  await isConnected(page, 'board');
  site.world.goal(second.id, 'away');
  await agrees(page, 'board', scoreOf(site.world.truth(second.id)), 'the match again');
  assert.deepEqual(await complaintsOf(page), []);
}

/**
 * How many requests come in the half second after the board is given another theme.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 * @param {string} theme
 */
async function askedBy(page, site, theme) {
  const before = site.scorelytics.requests.entries.length;
  await page.evaluate(async (theme) => {
    const board = /** @type {any} */ (document.getElementById('board'));
    board.options = { ...board.options, theme };
    await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, theme);
  return site.scorelytics.requests.entries.length - before;
}

/** @param {import('../lib/page.mjs').Page} page @param {string} name @param {string | null} value */
const set = (page, name, value) =>
  page.evaluate(
    ({ name, value }) => {
      const board = document.getElementById('board');
      if (value === null) board?.removeAttribute(name);
      else board?.setAttribute(name, value);
    },
    { name, value },
  );
