/**
 * A project's files as a site, a provider with a match in play, and Chromium to look at them.
 */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { launchChromium } from '../../browser/lib/chromium.mjs';
import { staticFile } from '../../upstreams/demo/static-files.mjs';
import { ScorelyticsServer } from '../../upstreams/scorelytics/server.mjs';
import { World } from '../../upstreams/world.mjs';

/** The match that all these sites show. */
export const match = { id: 'abc123', home: 'Real Madrid', away: 'Barcelona' };

export async function startSites() {
  const world = new World();
  world.add({ ...match, sport: 'football' });
  world.kickoff(match.id);
  const provider = await new ScorelyticsServer({ world }).listen();
  const browser = await launchChromium();
  /** @type {import('node:http').Server[]} */
  const servers = [];

  return {
    world,
    /** What a board needs to show the match. */
    options: {
      provider: 'scorelytics',
      sport: 'football',
      match: match.id,
      restUrl: provider.url,
      wsUrl: provider.wsUrl,
      apiKey: 'sk_test_demo',
    },
    /** @param {string} folder @param {Record<string, string>} [headers] @returns {Promise<string>} its URL */
    async serve(folder, headers = {}) {
      const server = createServer(async (request, response) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const answer = await staticFile(folder, path.replace(/\/$/, '/index.html').slice(1));
        response.writeHead(answer.status, { ...answer.headers, ...headers });
        response.end(answer.bytes ?? answer.body);
      });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
      servers.push(server);
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      return `http://127.0.0.1:${port}/`;
    },
    open: (/** @type {string} */ url) => openPage(browser, url),
    /**
     * Opens a page and waits until its board is drawn, live, and follows a goal.
     * @param {string} url
     */
    async showsLiveScore(url) {
      const { page, complaints } = await this.open(url);
      const frame = page.mainFrame();
      await followsGoals(world, frame, complaints);
      await page.close();
    },
    /**
     * Opens a page and waits until its board's list is named in its language.
     * @param {string} url @param {string} lang @param {string} label
     */
    async speaks(url, lang, label) {
      const { page, complaints } = await this.open(url);
      await page.locator(`score-board [lang="${lang}"] [aria-label="${label}"]`).first().waitFor({
        state: 'attached',
      });
      assert.deepEqual(complaints, []);
      await page.close();
    },
    async close() {
      await browser.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await provider.close();
    },
  };
}

/** @param {import('playwright-core').Browser} browser @param {string} url */
export async function openPage(browser, url) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/**
 * @param {World} world
 * @param {import('playwright-core').Frame} frame with one board
 * @param {string[]} complaints what went wrong so far
 * @param {() => {after: {homeScore: number | null}}} [score] another match's than the one that all show
 */
export async function followsGoals(
  world,
  frame,
  complaints,
  score = () => world.goal(match.id, 'home'),
) {
  const live = frame.waitForFunction(() => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    const canvas = board?.shadowRoot?.querySelector('canvas');
    return board?.state?.connection.state === 'live' && canvas?.checkVisibility();
  });
  await live.catch((error) => assert.deepEqual(complaints, [], String(error)));
  const { after } = score();
  await frame.waitForFunction((score) => {
    const { state } = /** @type {any} */ (document.querySelector('score-board'));
    return state.matches[0]?.home.score === score;
  }, after.homeScore);
  assert.deepEqual(complaints, []);
}
