/** What boards hold, what stays behind of them, and what a day of messages leaves. */

import { openBoards } from '../lib/boards.mjs';
import { launch, openPage } from '../lib/browser.mjs';
import { startPages } from '../lib/pages.mjs';
import { providerNames, startProvider } from '../lib/providers.mjs';
import { ShimmedEngine } from '../lib/shimmed-engine.mjs';
import { bySubject } from '../lib/table.mjs';
import { namedCore } from '../wasm/named.mjs';

export const title = 'Memory';
export const how = `Chromium's JS heap after a collection; the wasm's memory, which only grows; DOM nodes and listeners as
Chromium counts them. Remounting: a board is removed and another one added, each in a task of its own;
growth from the first tenth to the end. A day: the engine in Node.js, one message a second over 20
matches, with time that passes as fast as the messages are read; what is in use by its allocator, from
the first hour to the last moment. GPU memory, textures and canvases are in none of these.`;
export const table = bySubject;

/** @typedef {import('../main.mjs').Run} Run */

/** @param {Run} run */
export async function measure(run) {
  const pages = await startPages();
  const browser = await launch();
  try {
    await heldByBoards(run, browser, pages);
    await leftByRemounting(run, browser, pages);
  } finally {
    await browser.close();
    pages.close();
  }
  await leftByADay(run);
}

/**
 * @param {Run} run
 * @param {import('playwright-core').Browser} browser
 * @param {import('../lib/pages.mjs').Pages} pages
 */
async function heldByBoards({ figures, isShort }, browser, pages) {
  for (const name of providerNames(isShort)) {
    for (const boards of isShort ? [1] : [1, 20, 100]) {
      for (const subject of /** @type {const} */ (['scoreline', 'baseline'])) {
        const provider = await startProvider(name);
        const matches = provider.world.fill(boards, provider.sport);
        const open = await openBoards({ browser, pages, provider, subject, matches });
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const held = await heldBy(open);
        await open.close(open.where);
        await provider.close();
        const conditions = `${boards} boards`;
        figures.add(`${name}: JS heap`, subject, 'MB', held.heap / 1e6, conditions);
        if (held.wasm) figures.add(`${name}: wasm`, subject, 'MB', held.wasm / 1e6, conditions);
        figures.add(`${name}: DOM nodes`, subject, 'nodes', held.nodes, conditions);
      }
    }
  }
}

/**
 * @param {Run} run
 * @param {import('playwright-core').Browser} browser
 * @param {import('../lib/pages.mjs').Pages} pages
 */
async function leftByRemounting({ figures, isShort, isLong }, browser, pages) {
  const times = isShort ? 100 : isLong ? 10_000 : 1_000;
  const provider = await startProvider('scorelytics');
  const matches = provider.world.fill(1, 'football');
  const subject = 'scoreline';
  const open = await openBoards({ browser, pages, provider, subject, matches });
  const options = provider.options(matches);
  const remount = (/** @type {number} */ count) =>
    open.page.evaluate(
      async ({ options, count }) => {
        const { probe, start } = /** @type {any} */ (window);
        const channel = new MessageChannel();
        const task = () =>
          new Promise((done) => {
            channel.port1.onmessage = done;
            channel.port2.postMessage(0);
          });
        for (let time = 0; time < count; time += 1) {
          probe.end();
          await task();
          probe.end = start(options);
          await task();
        }
        probe.shown.clear();
      },
      { options, count },
    );
  await remount(times / 10);
  await open.untilTrue();
  const before = await heldBy(open);
  const started = performance.now();
  await remount(times - times / 10);
  const perBoard = (performance.now() - started) / (times * 0.9);
  await open.untilTrue();
  const after = await heldBy(open);
  // To connect and to leave at once is told in the console, as a warning of the browser's own.
  await open.page.context().close();
  await provider.close();
  const conditions = `${times} times`;
  const add = (
    /** @type {string} */ what,
    /** @type {string} */ unit,
    /** @type {number} */ value,
  ) => figures.add(`remounting: ${what}`, subject, unit, value, conditions);
  add('growth of the JS heap', 'KB', (after.heap - before.heap) / 1e3);
  add('growth of the wasm', 'KB', (after.wasm - before.wasm) / 1e3);
  add('growth of DOM nodes', 'nodes', after.nodes - before.nodes);
  add('growth of listeners', 'listeners', after.listeners - before.listeners);
  add('a board', 'ms', perBoard);
}

/** @param {Awaited<ReturnType<typeof openBoards>> | Awaited<ReturnType<typeof openPage>>} open */
async function heldBy({ page, session, metrics }) {
  // What is freed by finalisers goes with the next collection.
  for (let time = 0; time < 3; time += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0 } = await metrics();
  const wasm = await page.evaluate(
    () =>
      /** @type {number} */ (/** @type {any} */ (window).probe.memories[0]?.buffer.byteLength ?? 0),
  );
  return { heap: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners, wasm };
}

/** @param {Run} run */
async function leftByADay({ figures, isShort }) {
  const hours = isShort ? 0.2 : 24;
  const { folder } = namedCore();
  for (const name of providerNames(isShort)) {
    const engine = await ShimmedEngine.start(name, { matches: 20, folder });
    const live = async (/** @type {number} */ seconds) => {
      for (let second = 0; second < seconds; second += 1) {
        for (const text of engine.messages(1)) engine.deliver(text);
        await engine.pass(1000);
      }
    };
    const seconds = hours * 3600;
    const first = seconds / 24;
    await live(first);
    const before = engine.memory();
    await live(seconds - first);
    const after = engine.memory();
    await engine.check();
    const conditions = `${hours} h, ${seconds.toLocaleString('en')} messages`;
    figures.add(`${name}, a day: in use after`, 'scoreline', 'KB', after.inUse / 1e3, conditions);
    figures.add(
      `${name}, a day: growth of it`,
      'scoreline',
      'KB',
      (after.inUse - before.inUse) / 1e3,
      conditions,
    );
    figures.add(
      `${name}, a day: growth of the wasm`,
      'scoreline',
      'KB',
      (after.total - before.total) / 1e3,
      conditions,
    );
  }
}
