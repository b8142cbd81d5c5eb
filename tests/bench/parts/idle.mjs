/** What runs while nothing changes. */

import { openBoards } from '../lib/boards.mjs';
import { launch } from '../lib/browser.mjs';
import { startPages } from '../lib/pages.mjs';
import { providerNames, startProvider } from '../lib/providers.mjs';
import { bySubject } from '../lib/table.mjs';

export const title = 'What runs when nothing changes';
export const how = `One board whose match is in play. Pictures (ours) or changes of the DOM, callbacks of timers and of
animation frames, and messages heard, counted in the page over a window that the conditions
name, and scaled to a minute. A hidden page is one that is told so and gets no frames; Chromium under
automation has no hidden tabs, so its own throttling of their timers is not in these figures.`;
export const table = bySubject;

const cases = [
  { name: 'nothing moves', sport: 'football', fill: { minute: 90 }, hidden: false },
  { name: 'a clock that runs', sport: 'basketball', fill: { clockRuns: true }, hidden: false },
  { name: 'that clock, hidden page', sport: 'basketball', fill: { clockRuns: true }, hidden: true },
];

/** @param {import('../main.mjs').Run} run */
export async function measure({ figures, isShort, isLong }) {
  const seconds = isShort ? 3 : isLong ? 60 : 20;
  const pages = await startPages();
  const browser = await launch();
  /** @type {(() => Promise<() => void>)[]} */
  const waiting = [];
  try {
    for (const name of providerNames(isShort)) {
      for (const { name: what, sport, fill, hidden } of cases) {
        // The Stats API has basketball alone, and tells no running clock.
        if (name === 'stats-api' && fill.clockRuns) continue;
        for (const subject of /** @type {const} */ (['scoreline', 'baseline'])) {
          const provider = await startProvider(name);
          const kind =
            name === 'stats-api' ? 'basketball' : /** @type {'football' | 'basketball'} */ (sport);
          const matches = provider.world.fill(1, kind, fill);
          const options = { clockUnit: 'seconds' };
          const open = await openBoards({ browser, pages, provider, subject, matches, options });
          await open.page.evaluate(() => /** @type {any} */ (window).probe.watchDom());
          if (hidden) await hide(open.page);
          // All wait together: nothing of it costs anything.
          waiting.push(async () => {
            const before = await open.counts();
            const task = (await open.metrics()).TaskDuration ?? 0;
            await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
            const after = await open.counts();
            const taskAfter = (await open.metrics()).TaskDuration ?? 0;
            await open.close(open.where);
            await provider.close();
            return () => {
              const add = (
                /** @type {string} */ of,
                /** @type {number} */ value,
                unit = 'a minute',
              ) => figures.add(`${name}, ${what}: ${of}`, subject, unit, value, `${seconds} s`);
              const scaled = (/** @type {keyof typeof before} */ of) =>
                Math.round(((after[of] - before[of]) * 60) / seconds);
              add('pictures or changes', scaled('draws'));
              add('timers', scaled('timers'));
              add('frames', scaled('frames'));
              add('messages', scaled('messages'));
              add('main thread', ((taskAfter - task) * 1000) / seconds, 'ms/s');
            };
          });
        }
      }
    }
    // After the start has come to rest; a stream that is heard for the first time moves a little.
    await new Promise((resolve) => setTimeout(resolve, isShort ? 1500 : 4000));
    const counted = await Promise.all(waiting.map((run) => run()));
    for (const tell of counted) tell();
  } finally {
    await browser.close();
    pages.close();
  }
}

/** @param {import('playwright-core').Page} page */
function hide(page) {
  return page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.defineProperty(document, 'hidden', { get: () => true });
    window.requestAnimationFrame = () => 0;
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
