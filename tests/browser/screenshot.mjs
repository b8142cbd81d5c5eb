/**
 * Takes the README's picture of the demo page: `node tests/browser/screenshot.mjs` after
 * `scripts/build`. Both providers are the servers of tests/upstreams.
 */

import { fileURLToPath } from 'node:url';
import { startDemo } from '../upstreams/demo.mjs';
import { launchChromium } from './lib/chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const demo = await startDemo({
  port: 0,
  distDir: `${root}dist`,
  pageDir: `${root}web/demo`,
  credentials: {},
});
const browser = await launchChromium();
const page = await browser.newPage({
  viewport: { width: 860, height: 620 },
  deviceScaleFactor: 2,
  locale: 'en-GB',
  timezoneId: 'Europe/Madrid',
});
await page.goto(demo.url);
// A few minutes of each match, so that there is something to see.
await page.waitForTimeout(12_000);
await page.locator('#scorelytics').screenshot({ path: `${root}web/demo/screenshot.png` });
await browser.close();
await demo.close();
