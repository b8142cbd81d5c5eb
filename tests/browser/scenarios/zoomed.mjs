import assert from 'node:assert/strict';
import { addBoards, complaintsOf, isConnected } from './boards.mjs';

/**
 * Under CSS zoom and transforms the picture has as many pixels as the screen shows of it, and is as large
 * as its box.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function zoomed(page, site) {
  const match = site.addMatch('football');
  site.world.kickoff(match.id);
  await page.goto(site.url);
  await page.evaluate(() => {
    document.body.style.transform = 'scale(1.5)';
  });
  await addBoards(page, { board: site.options('scorelytics', match) });
  await isConnected(page, 'board');
  await isSharp(page, 1.5, 'from the start');
  for (const [style, scale] of /** @type {[Record<string, string>, number][]} */ ([
    [{ transform: 'none' }, 1],
    [{ zoom: '2' }, 2],
    [{ zoom: '1.25' }, 1.25],
    [{ zoom: '0.8' }, 0.8],
    [{ zoom: '', transform: 'scale(2)' }, 2],
    [{ transform: 'rotate(90deg)' }, 1],
    [{ zoom: '1.25', transform: 'scale(1.6)' }, 2],
    [{ zoom: '', transform: 'none' }, 1],
  ])) {
    // A browser that does not tell the zoom may take the one for a part of the other, and is coarse or not.
    const tellsZoom = await page.evaluate(() => 'currentCSSZoom' in document.body);
    if (style.zoom && style.transform && !tellsZoom) continue;
    await page.evaluate((style) => {
      Object.assign(document.body.style, { transition: 'transform 20ms', ...style });
    }, style);
    await isSharp(page, scale, JSON.stringify(style));
  }
  assert.deepEqual(await complaintsOf(page), []);
}

/** @param {import('../lib/page.mjs').Page} page @param {number} scale @param {string} step */
const isSharp = (page, scale, step) =>
  page.waitFor(
    (scale) => {
      const root = document.getElementById('board')?.shadowRoot;
      const box = /** @type {HTMLElement} */ (root?.querySelector('.board'));
      const canvas = /** @type {HTMLCanvasElement} */ (root?.querySelector('canvas'));
      const isFilled =
        canvas.offsetHeight === box.offsetHeight && canvas.offsetWidth === box.offsetWidth;
      // Sizes in CSS px are told as whole numbers.
      // A browser that does not tell the zoom shows a coarse picture under it, of the right size.
      const isTold = document.body.style.zoom === '' || 'currentCSSZoom' in document.body;
      const most = (isTold ? scale : 1) * devicePixelRatio;
      const isExact = (/** @type {number} */ pixels, /** @type {number} */ px) =>
        px > 20 && Math.abs(pixels - px * most) <= most;
      return (
        isFilled &&
        isExact(canvas.width, box.offsetWidth) &&
        isExact(canvas.height, box.offsetHeight)
      );
    },
    scale,
    `a sharp picture: ${step}`,
  );
