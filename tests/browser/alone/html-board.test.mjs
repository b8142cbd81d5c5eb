/**
 * The HTML behind a picture is the same board: what is drawn in the one stands within two pixels in the
 * other. Compared in the gallery's names, in every script and in both directions, which have no crests.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchAtRatio } from '../lib/chromium.mjs';
import { openGallery, sectionPicture, startGallerySite } from '../lib/gallery.mjs';
import { decodePng } from '../lib/png.mjs';

/** @typedef {import('../lib/png.mjs').Picture} Picture */

const farthest = 2;
/** Brightness by which ink differs from paper: the thin edge of a letter is neither. */
const contrast = 90;

/** @type {Awaited<ReturnType<typeof startGallerySite>>} */
let site;
before(async () => {
  site = await startGallerySite();
});
after(() => site?.close());

/** @param {number} ratio @param {boolean} hasWebGl @returns {Promise<Picture>} */
async function namesAt(ratio, hasWebGl) {
  const browser = await launchAtRatio(ratio);
  try {
    const { newPage } = browser;
    browser.newPage = async (options) => {
      const page = await newPage.call(browser, options);
      if (hasWebGl) return page;
      await page.addInitScript(() => {
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
          /** @this {HTMLCanvasElement} @param {any[]} call */
          function (/** @type {any[]} */ ...call) {
            return call[0] === 'webgl2' ? null : /** @type {any} */ (getContext).apply(this, call);
          }
        );
      });
      return page;
    };
    const { page } = await openGallery(browser, site.url);
    await page.locator('#width [value="320"]').check({ force: true });
    const picture = await sectionPicture(page, 'names');
    const stages = await page.evaluate(() => [
      ...new Set(
        [...document.querySelectorAll('#names score-board')].map(({ shadowRoot }) =>
          shadowRoot?.querySelector('.board')?.getAttribute('data-stage'),
        ),
      ),
    ]);
    assert.deepEqual(stages, [hasWebGl ? 'drawn' : 'plain']);
    return decodePng(picture);
  } finally {
    await browser.close();
  }
}

/** Where there is ink. @param {Picture} picture */
function inkOf({ width, height, data }) {
  const ink = new Uint8Array(width * height);
  for (let at = 0; at < ink.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    ink[at] = Number(255 - (red + green + blue) / 3 > contrast);
  }
  return ink;
}

/** How much of the ink of `a` has none of `b` near it. @param {Picture} a @param {Picture} b */
function strayInk(a, b) {
  const [ink, other] = [inkOf(a), inkOf(b)];
  let [count, stray] = [0, 0];
  for (let y = farthest; y < a.height - farthest; y += 1) {
    for (let x = farthest; x < a.width - farthest; x += 1) {
      if (!ink[y * a.width + x]) continue;
      count += 1;
      let isNear = false;
      for (let dy = -farthest; dy <= farthest && !isNear; dy += 1) {
        const row = (y + dy) * a.width + x;
        for (let dx = -farthest; dx <= farthest && !isNear; dx += 1) {
          isNear = other[row + dx] === 1;
        }
      }
      if (!isNear) stray += 1;
    }
  }
  assert.ok(count > 5000, 'there is text');
  return stray / count;
}

// At a ratio that divides nothing, where roundings differ most.
const ratio = 1.5;

test('HTML stands where the picture stands', async () => {
  const drawn = await namesAt(ratio, true);
  const plain = await namesAt(ratio, false);
  assert.deepEqual([plain.width, plain.height], [drawn.width, drawn.height]);
  // Thin ends of letters come out lighter in the one or the other.
  assert.ok(strayInk(drawn, plain) < 0.002, `${strayInk(drawn, plain)} of the picture is missing`);
  assert.ok(strayInk(plain, drawn) < 0.002, `${strayInk(plain, drawn)} of the HTML is too much`);
});
