/** Many boards, a long list, and more messages than anybody can read. */

import { openBoards } from '../lib/boards.mjs';
import { launch, openPage } from '../lib/browser.mjs';
import { startPages } from '../lib/pages.mjs';
import { providerNames, startProvider } from '../lib/providers.mjs';
import { bySubject } from '../lib/table.mjs';
import { startTraffic } from '../lib/traffic.mjs';

export const title = 'Scale';
export const how = `A hundred boards of a match each; a list of 500 matches in one board, 640 px wide; and 500 messages a
second over 20 boards. "Behind": how long after the last message every board shows the truth. Messages
that come within a frame share a picture, so boards are drawn at most once a frame.`;
export const table = bySubject;

/** @typedef {import('../main.mjs').Run} Run */

/** @param {Run} run */
export async function measure(run) {
  const pages = await startPages();
  const browser = await launch();
  try {
    for (const name of providerNames(run.isShort)) {
      await manyBoards(run, browser, pages, name);
      await flood(run, browser, pages, name);
    }
    await longList(run, browser, pages);
  } finally {
    await browser.close();
    pages.close();
  }
}

/**
 * @param {Run} run
 * @param {import('playwright-core').Browser} browser
 * @param {import('../lib/pages.mjs').Pages} pages
 * @param {import('../lib/pages.mjs').ProviderName} name
 */
async function manyBoards({ figures, isShort }, browser, pages, name) {
  const boards = isShort ? 20 : 100;
  for (const subject of /** @type {const} */ (['scoreline', 'baseline'])) {
    const provider = await startProvider(name);
    const matches = provider.world.fill(boards, provider.sport);
    const started = performance.now();
    const open = await openBoards({ browser, pages, provider, subject, matches });
    const liveMs = performance.now() - started;
    const task = ((await open.metrics()).TaskDuration ?? 0) * 1000;
    const contexts = await open.page.evaluate(
      () => /** @type {number} */ (/** @type {any} */ (window).probe.contexts),
    );
    const conditions = `${boards} boards`;
    figures.add(`${name}: WebGL contexts`, subject, 'contexts', contexts, conditions);
    figures.add(`${name}: sockets`, subject, 'sockets', provider.sockets, conditions);
    figures.add(`${name}: all live after`, subject, 'ms', liveMs, conditions);
    figures.add(`${name}: main thread until then`, subject, 'ms', task, conditions);
    await open.close(open.where);
    await provider.close();
  }
}

/**
 * @param {Run} run
 * @param {import('playwright-core').Browser} browser
 * @param {import('../lib/pages.mjs').Pages} pages
 * @param {import('../lib/pages.mjs').ProviderName} name
 */
async function flood({ figures, isShort, isLong }, browser, pages, name) {
  const seconds = isShort ? 2 : isLong ? 600 : 60;
  const [boards, rate] = [20, 500];
  for (const subject of /** @type {const} */ (['scoreline', 'baseline'])) {
    const provider = await startProvider(name);
    const matches = provider.world.fill(boards, provider.sport);
    const open = await openBoards({ browser, pages, provider, subject, matches });
    await open.look();
    const before = await open.counts();
    const frames = await countFrames(open.page);
    const traffic = startTraffic(provider, matches, rate);
    const busy = await open.busy(seconds * 900);
    const latencies = await open.latencies(seconds * 100);
    traffic.stop();
    const behindMs = await open.untilTrue();
    const after = await open.counts();
    const shown = await frames();
    await open.close(open.where);
    await provider.close();
    const conditions = `${seconds} s of ${rate} msg/s, ${boards} boards`;
    const perFrame = (after.draws - before.draws) / Math.max(1, shown);
    figures.add(`${name}: messages sent`, subject, 'messages', traffic.sent, conditions);
    figures.add(
      `${name}: messages heard`,
      subject,
      'messages',
      after.messages - before.messages,
      conditions,
    );
    figures.add(`${name}: frames of the page`, subject, 'a second', shown / seconds, conditions);
    if (subject === 'scoreline') {
      figures.add(
        `${name}: pictures of a board a frame`,
        subject,
        'pictures',
        perFrame / boards,
        conditions,
      );
    }
    figures.add(`${name}: main thread`, subject, 'ms/s', busy.task, conditions);
    figures.add(`${name}: message to picture at the end`, subject, 'ms', latencies, conditions);
    figures.add(`${name}: behind at the end`, subject, 'ms', behindMs, conditions);
  }
}

/** Counts the frames that the page makes until the result is asked. @param {import('playwright-core').Page} page */
async function countFrames(page) {
  await page.evaluate(() => {
    const counted = Object.assign(window, { framesMade: 0 });
    const again = () => {
      counted.framesMade += 1;
      requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
  });
  return () => page.evaluate(() => /** @type {any} */ (window).framesMade);
}

/**
 * One board that has them all. The baseline has a board each: it is no list.
 * @param {Run} run
 * @param {import('playwright-core').Browser} browser
 * @param {import('../lib/pages.mjs').Pages} pages
 */
async function longList({ figures, isShort }, browser, pages) {
  const rows = isShort ? 50 : 500;
  const runs = isShort ? 1 : 5;
  /** @type {Record<string, number[]>} */
  const taken = { first: [], scroll: [], update: [], goal: [] };
  const provider = await startProvider('scorelytics');
  const matches = provider.world.fill(rows, 'football');
  for (let run = 0; run < runs; run += 1) {
    const open = await openPage(browser);
    const { page } = open;
    await page.goto(`http://127.0.0.1:${pages.port}/scoreline`);
    await page.waitForFunction(() => 'start' in window);
    const task = async () => ((await open.metrics()).TaskDuration ?? 0) * 1000;
    const settled = () => new Promise((resolve) => setTimeout(resolve, 1500));
    await page.evaluate(({ matches: _, ...options }) => {
      const main = /** @type {Element} */ (document.querySelector('main'));
      main.className = 'wide';
      /** @type {any} */ (window).start({ ...options, league: 'DEf456', matches: [undefined] });
    }, provider.options(matches));
    await page.evaluate((rows) => Object.assign(window, { rows }), rows);
    await open.until(() => {
      const { probe, rows } = /** @type {any} */ (window);
      const board = /** @type {any} */ (document.querySelector('score-board'));
      return board.state.matches.length === rows && probe.counts.draws > 0;
    }, `a list of ${rows}`);
    await settled();
    taken.first?.push(await task());

    // From top to end in steps that a wheel makes.
    const beforeScroll = await task();
    const steps = await page.evaluate(async () => {
      const end = document.documentElement.scrollHeight - innerHeight;
      let steps = 0;
      for (let at = 0; at < end; at += 240) {
        scrollTo(0, at);
        steps += 1;
        await new Promise((done) => requestAnimationFrame(done));
      }
      scrollTo(0, 0);
      return steps;
    });
    taken.scroll?.push(((await task()) - beforeScroll) / steps);

    await settled();
    const quiet = await task();
    await settled();
    const rest = (await task()) - quiet;
    const beforeUpdate = await task();
    provider.world.message(/** @type {import('../../upstreams/world.mjs').Match} */ (matches[1]));
    await settled();
    taken.update?.push(Math.max(0, (await task()) - beforeUpdate - rest));
    await open.close('a long list');
  }
  await provider.close();
  const conditions = `${rows} rows`;
  const add = (/** @type {string} */ what, /** @type {number[]} */ values) =>
    figures.add(`list: ${what}`, 'scoreline', 'ms', values, conditions);
  add('main thread until it is drawn, the page and its scripts included', taken.first ?? []);
  add('main thread for a step of 240 px when it is scrolled', taken.scroll ?? []);
  add('main thread for a message, its motion included', taken.update ?? []);
}
