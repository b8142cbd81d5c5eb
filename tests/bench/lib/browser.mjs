/** Chromium's pages as the bench sees them. What goes wrong in one has a name and ends the bench. */

import { readFileSync } from 'node:fs';
import { launchChromium } from '../../browser/lib/chromium.mjs';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {Awaited<ReturnType<typeof openPage>>} BenchPage */

const probe = readFileSync(new URL('../pages/probe.js', import.meta.url), 'utf8');

export const launch = () =>
  launchChromium(['--enable-precise-memory-info', '--js-flags=--expose-gc']);

export const screen = { width: 1400, height: 1000 };

/**
 * An empty page of a context of its own: nothing is in its cache.
 * @param {Browser} browser
 * @param {{slowdown?: number, reducedMotion?: boolean, before?: string}} [options] before: more script of
 *   before the page's own
 */
export async function openPage(browser, { slowdown = 1, reducedMotion = false, before } = {}) {
  const context = await browser.newContext({
    viewport: screen,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('crash', () => complaints.push('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.addInitScript(probe);
  if (before) await page.addInitScript(before);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  if (slowdown > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });

  const metrics = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  /** Throws by name what went wrong in the page. @param {string} where */
  const check = async (where) => {
    const own = await page.evaluate(() => /** @type {any} */ (window).probe.complaints);
    const all = [...complaints, ...own];
    if (all.length) throw new Error(`${where}: the page says: ${all.join('; ')}`);
  };
  return {
    page,
    session,
    metrics,
    check,
    /** Waits for something in the page, and says by name what never came. @param {() => unknown} isTrue @param {string} what */
    async until(isTrue, what, timeout = 60_000) {
      try {
        await page.waitForFunction(isTrue, undefined, { timeout, polling: 50 });
      } catch (cause) {
        await check(what);
        throw new Error(`never came: ${what}`, { cause });
      }
    },
    /** Ends the page, if nothing went wrong in it. @param {string} where */
    async close(where) {
      await check(where);
      await context.close();
    },
  };
}
