import assert from 'node:assert/strict';
import {
  addBoards,
  agrees,
  complaintsOf,
  isConnected,
  isDrawnAnew,
  isShownAs,
  reads,
  scoreOf,
  shot,
} from './boards.mjs';

/**
 * The browser takes the WebGL context away and gives it back: the score goes on as text meanwhile.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function lostContext(page, site) {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  await page.goto(site.url);
  await addBoards(page, { board: site.options('scorelytics', match) });
  await isConnected(page, 'board');
  await shot(page);
  await isShownAs(page, 'board', 'picture');

  await page.evaluate(() => {
    const [context] = /** @type {any} */ (window).probe.contexts;
    // Once the context is lost, it has no extensions any more.
    const extension = context.getExtension('WEBGL_lose_context');
    Object.assign(window, { giveBack: () => extension.restoreContext() });
    extension.loseContext();
  });
  await page.waitFor(() => {
    const root = document.getElementById('board')?.shadowRoot;
    return root?.querySelector('canvas')?.checkVisibility() === false;
  });
  await isShownAs(page, 'board', 'text');
  site.world.goal(match.id, 'home');
  await agrees(page, 'board', scoreOf(site.world.truth(match.id)), 'a goal without a context');
  await shot(page);
  await reads(page, 'board', /Home \d+ 1 Away \d+ 0/);

  await page.evaluate(() => /** @type {any} */ (window).giveBack());
  await page.waitFor(() => {
    const root = document.getElementById('board')?.shadowRoot;
    return root?.querySelector('canvas')?.checkVisibility();
  });
  await isShownAs(page, 'board', 'picture');
  const picture = await shot(page);
  site.world.goal(match.id, 'away');
  await agrees(page, 'board', scoreOf(site.world.truth(match.id)), 'a goal with the new context');
  await isDrawnAnew(page, 'board', picture, 'drawn again');
  // Firefox warns of every lost context.
  const complaints = await complaintsOf(page);
  assert.deepEqual(
    complaints.filter((text) => !/WebGL context was lost/.test(text)),
    [],
  );
}
