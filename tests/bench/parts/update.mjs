/** What a message costs the main thread, and how late its picture is. */

import { openBoards } from '../lib/boards.mjs';
import { launch, screen } from '../lib/browser.mjs';
import { scoreEvery } from '../lib/busy-world.mjs';
import { startPages } from '../lib/pages.mjs';
import { startProvider } from '../lib/providers.mjs';
import { bySubject } from '../lib/table.mjs';
import { startTraffic } from '../lib/traffic.mjs';

export const title = 'What updates cost';
export const how = `Boards of 320 px, one match each, on a page of ${screen.width} by ${screen.height}; messages spread over them in turn,
each with something new to show: football's (Scorelytics) a minute, one in ${scoreEvery.football} a goal; basketball's (Stats
API) a play, one in ${scoreEvery.basketball} a score. Main-thread ms a second by Chromium's own account (TaskDuration), less what
the same page takes at rest. Ours draws in the next frame, six times in a row and then ten times a second, is told in words
within half a second, and moves for a goal that no other came just before ("calm": a reader who has asked for reduced
motion); the baseline changes with each message and never moves. WebGL runs in software (SwiftShader), in
another process but on the same cores. Latency: from the message event to the end of the first frame that has
it, boards on the screen only.`;
export const table = bySubject;

/** @typedef {{name: string, subject: import('../lib/pages.mjs').Subject, reducedMotion?: boolean}} Way */
const calm = 'scoreline, calm';
/** @type {Way[]} */
const allWays = [
  { name: 'scoreline', subject: 'scoreline' },
  { name: calm, subject: 'scoreline', reducedMotion: true },
  { name: 'baseline', subject: 'baseline' },
];

/** @type {Way} */
const other = { name: 'scoreline, other build', subject: 'beside' };

/** @param {import('../main.mjs').Run} run */
export async function measure({ figures, isShort, beside }) {
  const cases = isShort
    ? [{ boards: 5, rate: 20 }]
    : [1, 20, 100].flatMap((boards) => [1, 20, 500].map((rate) => ({ boards, rate })));
  const windows = isShort ? 1 : 5;
  const windowMs = isShort ? 700 : 1000;
  const pages = await startPages(beside);
  const ways = beside ? [...allWays, other] : allWays;
  const browser = await launch();
  try {
    for (const name of /** @type {const} */ (['scorelytics', 'stats-api'])) {
      for (const { boards, rate } of cases) {
        // Without motion where it matters most.
        const isBusyPage = boards > 1 && rate === 20 && !isShort;
        for (const way of ways.filter(({ name }) => isBusyPage || name !== calm)) {
          const provider = await startProvider(name);
          const matches = provider.world.fill(boards, provider.sport);
          const { subject, reducedMotion = false } = way;
          const context = { reducedMotion };
          const open = await openBoards({ browser, pages, provider, subject, matches, context });
          const visible = await open.look();
          // What the start and the first word of the stream cause is over.
          await pause(isShort ? 500 : 1200);
          const rest = await open.busy(windowMs);
          const traffic = startTraffic(provider, matches, rate);
          await pause(isShort ? 300 : 500);
          /** @type {{task: number, script: number, layout: number}[]} */
          const busy = [];
          for (let left = windows; left > 0; left -= 1) busy.push(await open.busy(windowMs));
          const latencies = await open.latencies(windowMs);
          traffic.stop();
          await open.untilTrue();
          await open.close(open.where);
          await provider.close();

          const conditions = `${boards} boards, ${rate} msg/s`;
          figures.add(`${name}: on the screen`, way.name, 'boards', visible, conditions);
          const less = (/** @type {'task' | 'script' | 'layout'} */ what) =>
            busy.map((ms) => Math.max(0, ms[what] - rest[what]));
          figures.add(`${name}: main thread`, way.name, 'ms/s', less('task'), conditions);
          figures.add(`${name}: … script`, way.name, 'ms/s', less('script'), conditions);
          figures.add(`${name}: … style and layout`, way.name, 'ms/s', less('layout'), conditions);
          figures.add(
            `${name}: … a message`,
            way.name,
            'ms',
            less('task').map((ms) => ms / rate),
            conditions,
          );
          figures.add(`${name}: at rest`, way.name, 'ms/s', rest.task, conditions);
          if (latencies.length) {
            figures.add(`${name}: message to picture`, way.name, 'ms', latencies, conditions);
          }
          if (boards === 100 && rate === 20) {
            const share = less('task').map((ms) => ms / 10);
            figures.add(`${name}: of one core`, way.name, '%', share, conditions);
          }
        }
      }
    }
  } finally {
    await browser.close();
    pages.close();
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
