/**
 * Prints what a page with many boards costs, by Chromium's own account, after `scripts/build`:
 *
 *     node tests/browser/measure-crowd.mjs [boards] [matches of each] [updates a second]
 *
 * The machine's load is printed too: compare only figures of a machine that had nothing else to do.
 */

import { cpus, loadavg } from 'node:os';
import { launchChromium } from './lib/chromium.mjs';
import { crowdTable, measureCrowd, openMeasuredPage } from './lib/crowd.mjs';
import { startSite } from './lib/site.mjs';

const [boards = 100, matchesEach = 40, updatesPerSecond = 20] = process.argv.slice(2).map(Number);
console.log(`load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors before the start`);
const site = await startSite();
const browser = await launchChromium(['--enable-precise-memory-info']);
try {
  const measured = await openMeasuredPage(browser, site);
  const load = { boards, matchesEach, updatesPerSecond, restSeconds: 10 };
  console.log(crowdTable(await measureCrowd(measured, site, load)));
} finally {
  await browser.close();
  await site.close();
}
