import assert from 'node:assert/strict';
import { addBoards, agrees, isConnected, scoreOf } from './boards.mjs';

/** @typedef {import('../lib/page.mjs').Page} Page */
/** @typedef {import('../lib/site.mjs').Site} Site */

/**
 * The provider goes away and comes back: the board no longer says that it is live, and then knows
 * what it missed.
 * @param {Page} page
 * @param {Site} site
 */
export async function providerDown(page, site) {
  await interrupt(page, site, {
    async leave() {
      site.scorelytics.stopAccepting();
      site.scorelytics.dropSockets('rst');
    },
    comeBack: () => site.scorelytics.acceptAgain(),
  });
}

/**
 * The same with the browser's own network, where the browser can be told.
 * @param {Page} page
 * @param {Site} site
 */
export async function browserOffline(page, site) {
  const { setOffline } = page;
  assert.ok(setOffline, 'this browser can be set offline');
  await interrupt(page, site, {
    async leave() {
      await setOffline(true);
      // Browsers leave open WebSockets alone when they are told to be offline; networks do not.
      site.scorelytics.dropSockets('rst');
    },
    whileGone: () =>
      page.waitFor(() => {
        const { state } = /** @type {any} */ (document.getElementById('board'));
        return state.connection.reason === 'offline';
      }),
    comeBack: () => setOffline(false),
  });
}

/**
 * @param {Page} page
 * @param {Site} site
 * @param {{leave(): Promise<void>, whileGone?(): Promise<void>, comeBack(): Promise<void>}} network
 */
async function interrupt(page, site, { leave, whileGone, comeBack }) {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  await page.goto(site.url);
  await addBoards(page, { board: site.options('scorelytics', match) });
  await isConnected(page, 'board');
  await leave();
  await page.waitFor(() => {
    const { state } = /** @type {any} */ (document.getElementById('board'));
    return state.connection.state !== 'live';
  });
  await whileGone?.();
  const known = scoreOf(site.world.truth(match.id));
  site.world.goal(match.id, 'home');
  await agrees(page, 'board', known, 'the goal cannot be known');
  await comeBack();
  await agrees(page, 'board', scoreOf(site.world.truth(match.id)), 'the goal is known');
  await isConnected(page, 'board');
  site.world.goal(match.id, 'away');
  await agrees(page, 'board', scoreOf(site.world.truth(match.id)), 'the stream goes on');
}
