/**
 * The gallery page in Chromium, with all that it shows at rest.
 */

import { fileURLToPath } from 'node:url';
import { startDemo } from '../../upstreams/demo.mjs';
import { resizeWindow } from './boards.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export const startGallerySite = () =>
  startDemo({ port: 0, distDir: `${root}dist`, pageDir: `${root}web/demo`, credentials: {} });

/** Boards that count down or that change by and by: never twice the same picture. */
const restless = [
  'connecting',
  'stale',
  'stale-waiting',
  'waiting',
  'rate-limited',
  'bad-answer',
  'unreachable',
  'no-credential',
].map((id) => `connection-${id}`);

/** Boards that take their time to get where they stay. @type {Record<string, string>} */
const destinations = {
  'connection-polling': 'polling',
  'connection-revoked': 'refused',
  'connection-origin-refused': 'polling',
  'connection-app-unknown': 'polling',
  'connection-over-quota': 'polling',
  'connection-unauthorised': 'polling',
};

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url of the site
 */
export async function openGallery(browser, url) {
  const page = await browser.newPage({
    viewport: null,
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  await resizeWindow(page, 1280, 900);
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${url}demo/gallery.html`);
  await page.addStyleTag({
    content: `#controls{position:static!important}main{display:flex;flex-direction:column}
      ${restless.map((id) => `#${id}`)}{display:none}`,
  });
  await page.waitForFunction((destinations) => {
    const figures = [...document.querySelectorAll('figure')].filter((each) => each.offsetWidth);
    return (
      figures.length > 60 &&
      figures.every((figure) => {
        const board = /** @type {any} */ (figure.querySelector('score-board'));
        const { connection, matches } = board.state;
        const wanted = /** @type {any} */ (destinations)[figure.id];
        if (wanted) return connection.state === wanted;
        // Plays come after the score.
        const hasPlays =
          board.provider !== 'stats-api' ||
          !board.match ||
          matches[0]?.status !== 'live' ||
          matches[0].plays.length > 0;
        const isMatch = matches.length > 0 && ['live', 'over'].includes(connection.state);
        return (isMatch && hasPlays) || connection.state === 'refused';
      })
    );
  }, destinations);
  return { page, complaints };
}

/** Families that the gallery names and this machine lacks. @param {import('playwright-core').Page} page */
export const missingFonts = (page) =>
  page.evaluate(() => {
    const context = /** @type {CanvasRenderingContext2D} */ (
      document.createElement('canvas').getContext('2d')
    );
    /** @type {Record<string, string>} */
    const samples = {
      'Noto Sans': 'Word',
      'Noto Serif': 'Word',
      'Noto Sans Arabic': 'كلمة',
      'Noto Sans Hebrew': 'מילה',
      'Noto Sans CJK JP': '言葉',
      'Noto Color Emoji': '🏆',
    };
    // A family that is there has the same width whatever comes after it, and its bold is another one.
    return Object.entries(samples)
      .filter(([family, sample]) => {
        const look = (/** @type {string} */ fallback) => {
          context.font = `40px "${family}", ${fallback}`;
          const {
            width,
            fontBoundingBoxAscent: up,
            fontBoundingBoxDescent: down,
          } = context.measureText(sample);
          return [width, up, down].join();
        };
        return look('"DejaVu Sans Mono"') !== look('"DejaVu Serif"');
      })
      .map(([family]) => family);
  });

/**
 * The boards of one section as they are on the screen, when all of them are drawn.
 * @param {import('playwright-core').Page} page @param {string} section
 */
export async function sectionPicture(page, section) {
  // First in its page, so that what stands elsewhere does not move it by a part of a pixel.
  const height = await page.evaluate((section) => {
    for (const each of document.querySelectorAll('section')) {
      each.style.order = each.id === section ? '-1' : '';
    }
    return Math.ceil(document.getElementById(section)?.getBoundingClientRect().height ?? 0);
  }, section);
  // Boards that were out of sight may yet grow when they are drawn.
  await resizeWindow(page, 1280, height + 1200);
  await page.locator(`#${section}`).evaluate((element) => element.scrollIntoView());
  await page.waitForFunction(
    (section) =>
      [...document.querySelectorAll(`#${section} figure`)].every((figure) => {
        const root = figure.querySelector('score-board')?.shadowRoot;
        const canvas = root?.querySelector('canvas');
        if (!canvas?.checkVisibility()) return true;
        const { width, height } = canvas.getBoundingClientRect();
        const ratio = devicePixelRatio;
        const isSized =
          Math.abs(canvas.width - width * ratio) < 1 &&
          Math.abs(canvas.height - height * ratio) < 1;
        if (!isSized) return false;
        const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        return data.some((byte) => byte > 0);
      }),
    section,
  );
  return settledPicture(page, section);
}

/** Taken twice the same: a list grows to its rows a few frames after it was first drawn. */
async function settledPicture(
  /** @type {import('playwright-core').Page} */ page,
  /** @type {string} */ section,
) {
  const picture = () => page.locator(`#${section}`).screenshot({ animations: 'disabled' });
  let last = await picture();
  for (let tries = 0; tries < 20; tries += 1) {
    await page.waitForTimeout(200);
    const next = await picture();
    if (next.equals(last)) return next;
    last = next;
  }
  throw new Error(`the boards of ${section} do not come to rest`);
}
