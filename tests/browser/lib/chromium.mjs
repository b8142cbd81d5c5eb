import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { patienceMs } from './patience.mjs';

export const chromiumProgram = process.env.CHROMIUM ?? '/usr/bin/chromium';

/**
 * Chromium with WebGL 2 in software, and quiet about everything that is not the page.
 * @param {string[]} [moreArguments]
 * @param {Record<string, string>} [moreEnvironment]
 */
export async function launchChromium(moreArguments = [], moreEnvironment = {}) {
  const browser = await chromium.launch({
    executablePath: chromiumProgram,
    env: { .../** @type {Record<string, string>} */ (process.env), ...moreEnvironment },
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
  browser.on('context', (context) => context.setDefaultTimeout(patienceMs));
  return browser;
}

/**
 * Chromium on a screen of this ratio, for pages without a viewport of their own (`viewport: null`). Where
 * automation only pretends a ratio, boxes are put on whole CSS px, and a picture of 106.5 is stretched.
 * Text has no colours of a screen's subpixels: those are for opaque layers, which a canvas is not.
 *
 * On such a screen Chromium asks for no hinting, but a script's fallback font that it meets early may get it
 * all the same, and then it differs from one start to the next. So there nothing is hinted.
 * @param {number} ratio
 */
export const launchAtRatio = (ratio) =>
  launchChromium(
    ['--disable-lcd-text', `--force-device-scale-factor=${ratio}`],
    ratio > 1 ? { FONTCONFIG_FILE: unhintedFonts } : {},
  );

const unhintedFonts = fileURLToPath(new URL('unhinted-fonts.conf', import.meta.url));
