import assert from 'node:assert/strict';
import { patienceMs } from '../lib/patience.mjs';
import { addBoards, agrees, complaintsOf, contextCount, isConnected, scoreOf } from './boards.mjs';

const times = 1_000;

/**
 * A board is removed and added again a thousand times: nothing stays behind, and the last one is live.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function remount(page, site) {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  const options = site.options('scorelytics', match);
  await page.goto(site.url);
  await addBoards(page, { first: options });
  await isConnected(page, 'first');
  const memory = await page.evaluate(
    async ({ options, times }) => {
      const { scoreline, probe } = /** @type {any} */ (window);
      const main = /** @type {Element} */ (document.querySelector('main'));
      const task = () => new Promise((done) => setTimeout(done));
      const bytes = () => probe.memories[0].buffer.byteLength;
      /** @type {number[]} */
      const memory = [];
      for (let time = 1; time <= times; time += 1) {
        main.replaceChildren();
        // An element that is out for a whole task is removed, not moved.
        await task();
        scoreline.createScoreboard(main, options).id = 'again';
        await task();
        if (time === times / 5 || time === times) memory.push(bytes());
      }
      return memory;
    },
    { options, times },
  );
  assert.equal(memory[1], memory[0], 'the engine needs no more memory after the first 200');
  await isConnected(page, 'again');
  site.world.goal(match.id, 'home');
  await agrees(page, 'again', scoreOf(site.world.truth(match.id)), 'the last board is live');
  assert.equal(await contextCount(page), 1, 'one WebGL context');
  await hasSockets(site, 1);
  // To connect and leave at once is not an error of the page; some browsers write it down as one.
  const complaints = await complaintsOf(page);
  assert.deepEqual(
    complaints.filter((text) => !/WebSocket|can.t establish a connection|interrupted/i.test(text)),
    [],
  );

  await page.evaluate(() => document.querySelector('main')?.replaceChildren());
  await hasSockets(site, 0);
}

/** @param {import('../lib/site.mjs').Site} site @param {number} count */
async function hasSockets({ scorelytics }, count) {
  const end = Date.now() + patienceMs;
  while (scorelytics.socketCount() !== count && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(scorelytics.socketCount(), count, 'sockets');
}
