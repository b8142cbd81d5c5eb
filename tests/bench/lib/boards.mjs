/** A page with boards that all follow their match, in Chromium. */

import { openPage } from './browser.mjs';

/** @typedef {import('./pages.mjs').Subject} Subject */
/** @typedef {Awaited<ReturnType<typeof openBoards>>} OpenBoards */

/**
 * @param {object} given
 * @param {import('playwright-core').Browser} given.browser
 * @param {import('./pages.mjs').Pages} given.pages
 * @param {import('./providers.mjs').Provider} given.provider
 * @param {Subject} given.subject
 * @param {import('../../upstreams/world.mjs').Match[]} given.matches one board each
 * @param {object} [given.options] of the boards, beside those of the provider
 * @param {Parameters<typeof openPage>[1]} [given.context]
 */
export async function openBoards({ browser, pages, provider, subject, matches, options, context }) {
  const opened = await openPage(browser, context);
  const { page } = opened;
  const where = `${matches.length} boards of ${subject}, ${provider.name}`;
  await page.goto(
    `http://127.0.0.1:${pages.port}${pages.path(subject, provider.name, provider.port)}`,
  );
  await page.waitForFunction(() => 'start' in window);
  await page.evaluate(
    (options) => {
      const { probe, start } = /** @type {any} */ (window);
      probe.end = start(options);
    },
    { ...provider.options(matches), ...options },
  );
  await opened.until(() => {
    const { probe } = /** @type {any} */ (window);
    const boards = [...document.querySelectorAll('score-board, .dom-board')];
    return (
      boards.length &&
      boards.every((board) => {
        const { state } = /** @type {any} */ (board);
        return (
          /^\d+:\d+$/.test(probe.scoreOf(board)) && (!state || state.connection.state === 'live')
        );
      })
    );
  }, `all of ${where}`);

  /** The main thread's time until now, ms. */
  const times = async () => {
    const found = await opened.metrics();
    const ms = (/** @type {string} */ name) => (found[name] ?? 0) * 1000;
    return {
      at: performance.now(),
      task: ms('TaskDuration'),
      script: ms('ScriptDuration'),
      layout: ms('LayoutDuration') + ms('RecalcStyleDuration'),
    };
  };
  return {
    ...opened,
    where,
    /** Boards on the screen. */
    look: () =>
      page.evaluate(() => /** @type {number} */ (/** @type {any} */ (window).probe.look())),
    /** What the main thread does in so many ms: ms a second. @param {number} ms */
    async busy(ms) {
      const before = await times();
      await new Promise((resolve) => setTimeout(resolve, ms));
      const after = await times();
      const seconds = (after.at - before.at) / 1000;
      return {
        task: (after.task - before.task) / seconds,
        script: (after.script - before.script) / seconds,
        layout: (after.layout - before.layout) / seconds,
      };
    },
    /** From a message to its picture, ms, for so long. @param {number} ms @returns {Promise<number[]>} */
    async latencies(ms) {
      await page.evaluate(() => {
        const { probe } = /** @type {any} */ (window);
        probe.latencies = [];
        probe.isTiming = true;
        probe.watchDom();
      });
      await new Promise((resolve) => setTimeout(resolve, ms));
      return page.evaluate(() => {
        const { probe } = /** @type {any} */ (window);
        probe.isTiming = false;
        probe.unwatchDom();
        return probe.latencies;
      });
    },
    /** Waits until every board shows the truth; how long that took, ms. */
    async untilTrue() {
      const started = performance.now();
      const scores = Object.fromEntries(
        matches.map((match) => {
          const { homeScore, awayScore } = provider.world.truth(match.number);
          return [provider.idOf(match), `${homeScore}:${awayScore}`];
        }),
      );
      await page.evaluate((scores) => Object.assign(window, { scores }), scores);
      await opened.until(() => {
        const { probe, scores } = /** @type {any} */ (window);
        return Object.entries(scores).every(([match, score]) => {
          const board = document.getElementById(probe.idOf(match));
          return board && probe.scoreOf(board) === score;
        });
      }, `the truth on ${where}`);
      return performance.now() - started;
    },
    counts: () => page.evaluate(() => ({ .../** @type {any} */ (window).probe.counts })),
  };
}
