import assert from 'node:assert/strict';
import {
  addBoards,
  agrees,
  complaintsOf,
  contextCount,
  isConnected,
  isShownAs,
  reads,
  scoreOf,
} from './boards.mjs';

/**
 * A browser without WebGL 2 shows the same score as text.
 * @param {import('../lib/page.mjs').Page} page of a browser that has none
 * @param {import('../lib/site.mjs').Site} site
 */
export async function withoutWebGl(page, site) {
  const match = site.addMatch('basketball');
  site.world.kickoff(match.id);
  await page.goto(site.url);
  await addBoards(page, { board: site.options('stats-api', match) });
  await isConnected(page, 'board');
  for (const step of /** @type {const} */ (['home', 'away', 'home'])) {
    site.world.play(match.id, { type: '2pt_made', side: step });
    await agrees(page, 'board', scoreOf(site.world.truth(match.id)), `points: ${step}`);
  }
  await isShownAs(page, 'board', 'text');
  await reads(page, 'board', /Home \d+ 4 Away \d+ 2/);
  assert.equal(await contextCount(page), 0);
  const complaints = await complaintsOf(page);
  assert.deepEqual(
    complaints.filter((text) => !/WebGL/.test(text)),
    [],
  );
}
