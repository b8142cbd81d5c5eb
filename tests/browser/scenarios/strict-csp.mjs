import assert from 'node:assert/strict';
import { addBoards, textOf } from './boards.mjs';

/**
 * A policy that forbids WebAssembly: the page's own content stays, and the entry that is missing is
 * named. (All other scenarios run under a policy that allows just what is needed.)
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 */
export async function strictCsp(page, site) {
  await page.goto(`${site.url}/without-wasm`);
  await addBoards(page, { board: site.options('scorelytics', site.addMatch('football')) });
  await page.evaluate(() => {
    /** @type {Element} */ (document.getElementById('board')).textContent = 'Home – Away';
  });
  const failure = () =>
    /** @type {any} */ (window).probe.events.find(
      (/** @type {any} */ event) => event.type === 'board-error',
    );
  await page.waitFor(failure);
  const { detail } = await page.evaluate(failure);

  assert.equal(detail.reason, 'wasm_blocked');
  assert.match(detail.message, /'wasm-unsafe-eval'/);
  const seen = await page.evaluate(() => {
    const board = /** @type {HTMLElement} */ (document.getElementById('board'));
    const inside = /** @type {HTMLElement} */ (board.shadowRoot?.querySelector('.board'));
    // biome-ignore lint/performance/useDomNodeTextContent: only innerText leaves out what is hidden
    return [board.innerText, inside.innerText].map((text) => text.trim());
  });
  assert.equal(seen[0], 'Home – Away');
  assert.match(seen[1] ?? '', /'wasm-unsafe-eval'/);
  assert.equal(await textOf(page, 'board'), '');
}
