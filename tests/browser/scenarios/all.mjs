/**
 * The main scenarios, for each browser in turn: `in-chromium.test.mjs` and its neighbours. The one that
 * takes long has a file of its own, `alone/remount.test.mjs`.
 */

import { after, before, test } from 'node:test';
import { launch } from '../lib/browsers.mjs';
import { startSite } from '../lib/site.mjs';
import { attributes } from './attributes.mjs';
import { fullBoards } from './full-boards.mjs';
import { hundredBoards } from './hundred-boards.mjs';
import { lostContext } from './lost-context.mjs';
import { browserOffline, providerDown } from './offline.mjs';
import { otherWindow } from './other-window.mjs';
import { strictCsp } from './strict-csp.mjs';
import { wholeMatch } from './whole-match.mjs';
import { withoutWebGl } from './without-webgl.mjs';
import { zoomed } from './zoomed.mjs';

/** @typedef {import('../lib/page.mjs').Page} Page */
/** @typedef {(page: Page, site: import('../lib/site.mjs').Site) => Promise<void>} Scenario */

/**
 * @param {import('../lib/browsers.mjs').BrowserName} name
 * @param {{canBeSetOffline: boolean}} abilities of its automation
 */
export function runScenarios(name, { canBeSetOffline }) {
  /** @type {import('../lib/page.mjs').Browser | undefined} */
  let browser;

  before(async () => {
    browser = await launch(name);
  });
  after(async () => {
    await browser?.close();
  });

  /** @param {string} title @param {Scenario} scenario */
  const scenario = (title, scenario) =>
    test(`${name}: ${title}`, async () => {
      if (!browser) throw new Error('the browser did not start');
      await play(browser, scenario);
    });

  scenario('football on Scorelytics, kick-off to full time', (page, site) =>
    wholeMatch(page, site, 'scorelytics'),
  );
  scenario('basketball on the Stats API, tip-off to the last buzzer', (page, site) =>
    wholeMatch(page, site, 'stats-api'),
  );
  scenario('attributes change', attributes);
  scenario('the context is lost and comes back', lostContext);
  scenario('zoom and transforms', zoomed);
  scenario('in another window', otherWindow);
  scenario('a policy without wasm-unsafe-eval', strictCsp);
  scenario('the provider goes away and comes back', providerDown);
  if (canBeSetOffline) scenario('the browser goes offline and comes back', browserOffline);
  scenario('a hundred boards', hundredBoards);
  scenario('every board in a picture of the page, and on paper', fullBoards);

  test(`${name}: no WebGL`, async () => {
    const plain = await launch(name, { hasWebGl: false });
    try {
      await play(plain, withoutWebGl);
      await play(plain, fullBoards);
    } finally {
      await plain.close();
    }
  });
}

/**
 * A site and a reader of its own for each scenario.
 * @param {import('../lib/page.mjs').Browser} browser
 * @param {Scenario} scenario
 */
export async function play(browser, scenario) {
  const site = await startSite();
  const page = await browser.newPage();
  try {
    await scenario(page, site);
  } finally {
    await page.close();
    await site.close();
  }
}
