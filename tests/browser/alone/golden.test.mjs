/**
 * The gallery's boards, pixel by pixel, as they were when somebody last looked and agreed. A design that
 * changes on purpose: `scripts/goldens`, look at the pictures, commit them.
 */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchAtRatio } from '../lib/chromium.mjs';
import { differencePicture, differences } from '../lib/compare-pictures.mjs';
import { missingFonts, openGallery, sectionPicture, startGallerySite } from '../lib/gallery.mjs';
import { decodePng, encodePng } from '../lib/png.mjs';

const isUpdate = process.env.UPDATE_GOLDENS === '1';
const goldens = fileURLToPath(new URL('../golden/', import.meta.url));
const report = fileURLToPath(new URL('../../../build/test-report/golden/', import.meta.url));

/** What is compared, by pixel ratio. @type {Record<number, {theme: string, width: number, sections: string[]}[]>} */
const sheets = {
  1: [
    {
      theme: 'light',
      width: 320,
      sections: ['layouts', 'matches', 'connection', 'themes', 'names'],
    },
    { theme: 'dark', width: 320, sections: ['layouts', 'connection'] },
    { theme: 'light', width: 170, sections: ['matches', 'names'] },
    { theme: 'dark', width: 480, sections: ['matches'] },
  ],
  1.5: [{ theme: 'light', width: 320, sections: ['names'] }],
  2: [
    { theme: 'light', width: 320, sections: ['layouts'] },
    { theme: 'dark', width: 320, sections: ['names'] },
  ],
};

/** @type {Awaited<ReturnType<typeof startGallerySite>>} */
let site;
before(async () => {
  site = await startGallerySite();
});
after(() => site?.close());

for (const [ratio, views] of Object.entries(sheets)) {
  test(`the boards at ${ratio} device pixels a CSS pixel are as they were agreed`, async (t) => {
    const browser = await launchAtRatio(Number(ratio));
    t.after(() => browser.close());
    const { page, complaints } = await openGallery(browser, site.url);
    assert.deepEqual(await missingFonts(page), [], 'fonts that scripts/setup installs are missing');
    const wrong = [];
    for (const { theme, width, sections } of views) {
      await page.locator(`#theme [value=${theme}]`).check({ force: true });
      await page.locator(`#width [value="${width}"]`).check({ force: true });
      for (const section of sections) {
        const name = `${section}-${theme}-${width}-${ratio}x.png`;
        const seen = await sectionPicture(page, section);
        const complaint = await compare(name, seen, page, section, Number(ratio));
        if (complaint) wrong.push(complaint);
      }
    }
    assert.deepEqual(complaints, []);
    assert.equal(wrong.length, 0, `\n${wrong.join('\n')}\nMeant so? Run scripts/goldens.`);
  });
}

/**
 * @param {string} name @param {Buffer} seen @param {import('playwright-core').Page} page
 * @param {string} section @param {number} ratio @returns {Promise<string | null>} what is wrong
 */
async function compare(name, seen, page, section, ratio) {
  const actual = decodePng(seen);
  const path = `${goldens}${name}`;
  if (isUpdate) {
    // What only noise has changed stays as it is in the history.
    if (existsSync(path) && !differences(decodePng(readFileSync(path)), actual).length) return null;
    mkdirSync(goldens, { recursive: true });
    writeFileSync(path, encodePng(actual));
    return null;
  }
  if (!existsSync(path)) return `${name} is missing`;
  const expected = decodePng(readFileSync(path));
  const tiles = differences(expected, actual);
  if (!tiles.length) return null;
  mkdirSync(report, { recursive: true });
  const base = `${report}${name.replace(/\.png$/, '')}`;
  writeFileSync(`${base}.expected.png`, readFileSync(path));
  writeFileSync(`${base}.actual.png`, seen);
  writeFileSync(`${base}.diff.png`, encodePng(differencePicture(expected, actual)));
  const boards = await boardsAt(page, section, ratio, tiles);
  return `${name}: ${boards.join(', ') || 'between the boards'}\n  ${base}.{expected,actual,diff}.png`;
}

/**
 * The figures in which tiles differ.
 * @param {import('playwright-core').Page} page @param {string} section @param {number} ratio
 * @param {import('../lib/compare-pictures.mjs').Tile[]} tiles
 */
const boardsAt = (page, section, ratio, tiles) =>
  page.evaluate(
    ({ section, ratio, tiles }) => {
      const whole = /** @type {Element} */ (document.getElementById(section));
      const { left, top } = whole.getBoundingClientRect();
      return [...whole.querySelectorAll('figure')]
        .filter((figure) => {
          const box = figure.getBoundingClientRect();
          return tiles.some(({ x, y }) => {
            const [tileX, tileY, size] = [left + x / ratio, top + y / ratio, 32 / ratio];
            const isBeside = tileX > box.right || tileX + size < box.left;
            return !isBeside && tileY <= box.bottom && tileY + size >= box.top;
          });
        })
        .map((figure) => figure.id);
    },
    { section, ratio, tiles },
  );
