import assert from 'node:assert/strict';
import {
  addBoards,
  agrees,
  complaintsOf,
  contextCount,
  isConnected,
  isShownAs,
  scoreOf,
  shot,
} from './boards.mjs';

/**
 * Scrolls the page from its end to its top at 5,000 px a second, and names the boards that are in sight with
 * nothing in them, in any frame.
 * @param {import('../lib/page.mjs').Page} page @returns {Promise<string[]>}
 */
const emptyBoxesInScroll = (page) =>
  page.evaluate(async () => {
    const boards = [...document.querySelectorAll('score-board')];
    /** @type {Set<string>} */
    const empty = new Set();
    const look = () => {
      for (const board of boards) {
        const { top, bottom } = board.getBoundingClientRect();
        if (bottom <= 0 || top >= innerHeight) continue;
        const root = /** @type {ShadowRoot} */ (board.shadowRoot);
        const isFull = ['canvas', '.home'].some((selector) => {
          const box = root.querySelector(selector)?.getBoundingClientRect();
          const isSeen = root.querySelector(selector)?.checkVisibility({ opacityProperty: true });
          return isSeen && box && box.height > 10 && box.width > 10;
        });
        if (!isFull) empty.add(board.id);
      }
    };
    scrollTo(0, document.documentElement.scrollHeight);
    let before = performance.now();
    while (scrollY > 0) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      scrollBy({ top: -5 * (now - before), behavior: 'instant' });
      before = now;
      look();
    }
    return [...empty];
  });

/**
 * A hundred boards of a hundred matches: each shows its own, through one WebGL context and no more
 * sockets than a key may hold.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function hundredBoards(page, site) {
  const matches = Array.from({ length: 100 }, () => site.addMatch('football'));
  for (const match of matches) site.world.kickoff(match.id);
  await page.goto(site.url);
  await addBoards(
    page,
    Object.fromEntries(matches.map((match) => [match.id, site.options('scorelytics', match)])),
  );
  for (const match of matches) await isConnected(page, match.id);
  assert.equal(await contextCount(page), 1, 'one WebGL context');
  assert.ok(site.scorelytics.socketCount() <= 5, `${site.scorelytics.socketCount()} sockets`);

  // One goal at a time, on boards above, in and below the middle of the page.
  for (const index of [0, 50, 99]) {
    const match = /** @type {(typeof matches)[number]} */ (matches[index]);
    site.world.goal(match.id, 'home');
    const events = await agrees(page, match.id, scoreOf(site.world.truth(match.id)), match.id);
    assert.equal(events.filter(({ type }) => type === 'score-change').length, 1);
    const others = await page.evaluate(
      () =>
        /** @type {any} */ (window).probe.events.filter(
          (/** @type {any} */ event) => event.type === 'score-change',
        ).length,
    );
    assert.equal(others, 0, 'no other board hears of it');
  }

  const last = /** @type {(typeof matches)[number]} */ (matches.at(-1));
  await page.waitFor((id) => {
    const board = document.getElementById(id);
    // Again and again: boards above that nobody has seen yet get their height by and by.
    board?.scrollIntoView();
    const canvas = board?.shadowRoot?.querySelector('canvas');
    return canvas && canvas.width === Math.round(canvas.getBoundingClientRect().width);
  }, last.id);
  await shot(page);
  await isShownAs(page, last.id, 'picture');
  // Boards out of sight get their first HTML a few at a time.
  await page.waitFor(() =>
    [...document.querySelectorAll('score-board')].every(({ shadowRoot }) =>
      shadowRoot?.querySelector('.board[data-stage]:not([data-stage=waiting])'),
    ),
  );
  assert.deepEqual(await emptyBoxesInScroll(page), []);
  assert.deepEqual(await complaintsOf(page), []);
}
