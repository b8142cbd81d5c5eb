/**
 * A hundred boards of forty matches on one page, and a thousand boards one after the other, in Chromium
 * with the real engine: sockets, contexts, memory and the main thread's time, measured by the browser.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { startSite } from './lib/site.mjs';

const boards = 100;
const matchesEach = 40;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;

before(async () => {
  site = await startSite();
  browser = await launchChromium(['--enable-precise-memory-info']);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function openPage() {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(site.url);
  await page.waitForFunction(() => 'scoreline' in window);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const named = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  /** The main thread's time until now, in ms. */
  const times = async () => {
    const { TaskDuration, ScriptDuration } = await named();
    return { taskMs: (TaskDuration ?? 0) * 1000, scriptMs: (ScriptDuration ?? 0) * 1000 };
  };
  /** What the page holds when its garbage is gone. */
  const memory = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize, Nodes, JSEventListeners } = await named();
    const wasmBytes = await page.evaluate(
      () => /** @type {any} */ (window).probe.memories[0]?.buffer.byteLength ?? 0,
    );
    return {
      heapMb: (JSHeapUsedSize ?? 0) / 2 ** 20,
      wasmMb: wasmBytes / 2 ** 20,
      nodes: Nodes ?? 0,
      listeners: JSEventListeners ?? 0,
    };
  };
  return { page, complaints, times, memory };
}

test('a hundred boards of forty matches', async (t) => {
  const matches = Array.from({ length: matchesEach + boards - 1 }, () => site.addMatch('football'));
  for (const { id } of matches) site.world.kickoff(id);
  const { page, complaints, times, memory } = await openPage();
  const start = await times();
  const startedAt = Date.now();
  await page.evaluate(
    ({ options, lists }) => {
      const { scoreline } = /** @type {any} */ (window);
      for (const ids of lists) {
        const board = { ...options, match: undefined, matches: ids };
        scoreline.createScoreboard(document.querySelector('main'), board);
      }
    },
    {
      options: site.options('scorelytics', /** @type {any} */ (matches[0])),
      // Each has other matches, and neighbours share most of theirs.
      lists: Array.from({ length: boards }, (_, index) =>
        matches.slice(index, index + matchesEach).map(({ id }) => id),
      ),
    },
  );
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('score-board')].every((board) => {
        const { connection, matches } = /** @type {any} */ (board).state;
        return connection.state === 'live' && matches.length === count;
      }),
    matchesEach,
    { timeout: 90_000, polling: 500 },
  );
  const loadedMs = Date.now() - startedAt;
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).probe.contexts.length), 1);
  assert.ok(site.scorelytics.socketCount() <= 5, `${site.scorelytics.socketCount()} sockets`);
  const ready = await times();

  // Ten seconds of a busy afternoon: twenty goals or minutes a second, somewhere.
  const seconds = 10;
  const goals = setInterval(() => {
    const { id } = /** @type {any} */ (matches[Math.floor(Math.random() * matches.length)]);
    site.world.tick(id, { minutes: 1 });
    if (Math.random() < 0.2) site.world.goal(id, 'home');
  }, 50);
  await page.waitForTimeout(seconds * 1000);
  clearInterval(goals);
  const busy = await times();

  const last = /** @type {any} */ (matches.at(-1));
  site.world.goal(last.id, 'away');
  const { awayScore } = site.world.truth(last.id);
  await page.waitForFunction(
    ({ id, awayScore }) =>
      /** @type {any} */ (document.querySelector('score-board:last-child')).state.matches.find(
        (/** @type {any} */ match) => match.id === id,
      ).away.score === awayScore,
    { id: last.id, awayScore },
  );
  await page.waitForTimeout(2000);
  const idleFrom = await times();
  await page.waitForTimeout(3000);
  const idle = await times();
  const { heapMb, wasmMb, nodes } = await memory();

  /** @param {number} ms @param {number} span in s */
  const share = (ms, span) => `${(ms / span / 10).toFixed(1)} %`;
  t.diagnostic(`all live after ${loadedMs} ms, ${site.scorelytics.socketCount()} sockets`);
  t.diagnostic(`main thread until then: ${Math.round(ready.taskMs - start.taskMs)} ms`);
  t.diagnostic(
    `20 updates a second: main thread ${share(busy.taskMs - ready.taskMs, seconds)}, ` +
      `script ${share(busy.scriptMs - ready.scriptMs, seconds)}`,
  );
  t.diagnostic(`idle: main thread ${share(idle.taskMs - idleFrom.taskMs, 3)}`);
  t.diagnostic(`JS heap ${heapMb.toFixed(1)} MB, wasm ${wasmMb.toFixed(1)} MB, ${nodes} nodes`);
  assert.ok(idle.taskMs - idleFrom.taskMs < 600, 'nothing runs when nothing changes');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a thousand boards one after the other leave nothing behind', async (t) => {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  const { page, complaints, times, memory } = await openPage();
  const options = site.options('scorelytics', match);
  /** Adds a board, lets it be drawn, and removes it. @param {number} times */
  const remount = (times) =>
    page.evaluate(
      async ({ options, times }) => {
        const { scoreline } = /** @type {any} */ (window);
        const main = /** @type {Element} */ (document.querySelector('main'));
        const task = () => new Promise((done) => setTimeout(done));
        for (let time = 0; time < times; time += 1) {
          scoreline.createScoreboard(main, options);
          if (time % 50 === 0) await new Promise((done) => requestAnimationFrame(done));
          await task();
          main.replaceChildren();
          await task();
        }
      },
      { options, times },
    );
  await page.evaluate(() => /** @type {any} */ (window).scoreline.defineScoreBoard());
  await remount(100);
  await page.waitForTimeout(500);
  const before = await memory();
  await remount(1000);
  await page.waitForTimeout(500);
  const after = await memory();
  t.diagnostic(
    `after 1,000: JS heap ${(after.heapMb - before.heapMb).toFixed(2)} MB more, wasm ` +
      `${after.wasmMb - before.wasmMb}, nodes ${after.nodes - before.nodes}, ` +
      `listeners ${after.listeners - before.listeners}`,
  );
  assert.equal(after.wasmMb, before.wasmMb);
  assert.ok(after.heapMb - before.heapMb < 1, 'less than a kilobyte a board');
  assert.ok(after.nodes - before.nodes < 100, `${after.nodes - before.nodes} nodes`);
  assert.ok(after.listeners - before.listeners < 20, 'listeners');
  assert.equal(site.scorelytics.socketCount(), 0);
  assert.deepEqual(complaints, []);

  // Nothing runs without a board: no timer, no frame, no request.
  const asked = site.scorelytics.requests.entries.length;
  const idle = await times();
  await page.waitForTimeout(2000);
  const later = await times();
  assert.ok(later.scriptMs - idle.scriptMs < 20, `${later.scriptMs - idle.scriptMs} ms of script`);
  assert.equal(site.scorelytics.requests.entries.length, asked);
  await page.close();
});
