/**
 * The browsers that the scenarios run in. One that is missing fails the run, by name.
 */

import { existsSync } from 'node:fs';
import { chromiumProgram, launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { pageOf } from './page.mjs';
import { launchWebKit } from './webkit.mjs';

/**
 * @typedef {object} Kind
 * @property {string} program
 * @property {(program: string, hasWebGl: boolean) => Promise<import('./page.mjs').Browser>} launch
 */

/** @satisfies {Record<string, Kind>} */
const kinds = {
  Chromium: { program: chromiumProgram, launch: launchChromiumAs },
  Firefox: { program: process.env.FIREFOX ?? '/usr/bin/firefox-esr', launch: launchFirefox },
  WebKitGTK: {
    program: process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver',
    launch: launchWebKit,
  },
};

/** @typedef {keyof typeof kinds} BrowserName */

export const browserNames = /** @type {BrowserName[]} */ (Object.keys(kinds));

/** @param {BrowserName} name @param {{hasWebGl: boolean}} [options] */
export function launch(name, { hasWebGl } = { hasWebGl: true }) {
  const { program, launch } = kinds[name];
  if (!existsSync(program)) {
    throw new Error(`${name} is missing, there is no ${program}: run scripts/setup test`);
  }
  return launch(program, hasWebGl);
}

/** @type {Kind['launch']} */
async function launchChromiumAs(_, hasWebGl) {
  const browser = await launchChromium(hasWebGl ? [] : ['--disable-3d-apis']);
  return {
    close: () => browser.close(),
    async newPage(viewport = { width: 1000, height: 800 }) {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      /** @type {string[]} */
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      return pageOf({
        complaints,
        async goto(url) {
          await page.goto(url);
        },
        evaluate: (run, argument) =>
          page.evaluate(/** @type {any} */ (run), /** @type {any} */ (argument)),
        screenshot: () => page.screenshot(),
        wholePage: () => page.screenshot({ fullPage: true }),
        setOffline: (isOffline) => context.setOffline(isOffline),
        close: () => context.close(),
      });
    },
  };
}
