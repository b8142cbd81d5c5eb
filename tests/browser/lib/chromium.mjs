import { chromium } from 'playwright-core';

export const chromiumProgram = process.env.CHROMIUM ?? '/usr/bin/chromium';

/**
 * Chromium with WebGL 2 in software, and quiet about everything that is not the page.
 * @param {string[]} [moreArguments]
 */
export function launchChromium(moreArguments = []) {
  return chromium.launch({
    executablePath: chromiumProgram,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...moreArguments,
    ],
  });
}
