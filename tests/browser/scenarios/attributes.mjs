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
  const asked = site.scorelytics.requests.entries.length;
  await page.evaluate(() => {
    const board = /** @type {any} */ (document.getElementById('board'));
    board.options = { ...board.options, theme: 'dark' };
  });
  await page.waitFor(() => document.getElementById('board')?.getAttribute('theme') === 'dark');
  const changed = await changedBox(page, light, await shot(page));
  const { left, right } = await boxOf(page, 'board');
  assert.ok(
    changed && changed.right - changed.left > (right - left) / 2,
    'the whole board is dark',
  );
  assert.equal(
    site.scorelytics.requests.entries.length,
    asked,
    'a theme asks the provider nothing',
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
