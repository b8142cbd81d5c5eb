/** A board in another document than the script's, and on paper; with a stub engine. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { options, startStubSite } from './lib/stub-site.mjs';

/** @type {Awaited<ReturnType<typeof startStubSite>>} */
let site;
/** @type {Awaited<ReturnType<(typeof site)['open']>>} */
let at;

before(async () => {
  site = await startStubSite();
});
after(() => site?.close());
beforeEach(async () => {
  at = await site.open();
  await at.put(`<p></p><iframe></iframe><score-board ${options}></score-board>`);
  await at.load();
  await at.show();
});
afterEach(async () => {
  assert.deepEqual(at.complaints, []);
  await at.page.close();
});

/** What of the board is seen, and whether it has its style. */
const seen = () =>
  at.page.evaluate(() => {
    const { board } = /** @type {any} */ (window);
    const root = /** @type {ShadowRoot} */ (board.shadowRoot);
    const [canvas, list, said] = ['canvas', 'li', '.said'].map(
      (name) => /** @type {HTMLElement} */ (root.querySelector(name)),
    );
    const name = list?.querySelector('bdi');
    const box = name?.getBoundingClientRect();
    const isThere = name?.checkVisibility({ opacityProperty: true }) ?? false;
    return {
      picture: canvas?.checkVisibility(),
      text: isThere && (box?.width ?? 0) > 10 && (box?.height ?? 0) > 10,
      isStyled: said?.getBoundingClientRect().width === 1,
    };
  });
const asPicture = { picture: true, text: false, isStyled: true };
const asText = { picture: false, text: true, isStyled: true };

test('a board that moves to another document and back keeps style and size', async () => {
  await at.page.evaluate(() => {
    const board = document.querySelector('score-board');
    const frame = document.querySelector('iframe');
    Object.assign(window, { board, frame: frame?.contentDocument?.body });
    /** @type {any} */ (window).frame.append(board);
  });
  await at.frame();
  assert.deepEqual(await seen(), asPicture);
  const asWide = () => {
    const { board, stub } = /** @type {any} */ (window);
    const { width } = board.shadowRoot.querySelector('.board').getBoundingClientRect();
    return stub.named('layout').at(-1)[2] === width;
  };
  await at.page.waitForFunction(asWide);
  await at.page.locator('iframe').evaluate((frame) => frame.setAttribute('width', '222'));
  await at.page.waitForFunction(asWide);
  await at.show({ notice: 'in the frame' });
  assert.match(
    await at.page.evaluate(() => /** @type {any} */ (window).board.shadowRoot.textContent),
    /in the frame/,
  );

  // By way of a document that nobody sees.
  await at.page.evaluate(() => {
    const { board } = /** @type {any} */ (window);
    document.createElement('template').content.append(board);
    document.body.append(board);
  });
  await at.frame();
  assert.deepEqual(await seen(), asPicture);
  await at.page.waitForFunction(asWide);
  assert.equal((await at.calls('create')).length, 1, 'without a new start');
});

test('a board that a script makes in another document has its style', async () => {
  await at.page.evaluate(() => {
    const { scoreline } = /** @type {any} */ (window);
    const target = document.querySelector('iframe')?.contentDocument?.body;
    const attributes = { provider: 'scorelytics', sport: 'football', match: 'm1', apiKey: 'k' };
    Object.assign(window, { board: scoreline.createScoreboard(target, attributes) });
  });
  await at.frame();
  await at.show();
  assert.deepEqual(await seen(), asPicture);
});

test('on paper it is text, black on white and up to date, also off screen', async () => {
  await at.page.evaluate(() => {
    const board = document.querySelector('score-board');
    board?.setAttribute('theme', 'dark');
    Object.assign(window, { board });
  });
  await at.frame();
  assert.deepEqual(await seen(), asPicture);
  await at.page.evaluate(() => {
    /** @type {HTMLElement} */ (document.querySelector('p')).style.height = '3000px';
  });
  await at.frame();
  await at.show({ matches: [] });
  await at.showMatches(['m1', 'm2']);
  await at.page.waitForFunction(
    () => /** @type {any} */ (window).board.shadowRoot.querySelectorAll('li').length === 2,
  );
  const draws = (await at.calls('draw')).length;
  await at.page.emulateMedia({ media: 'print' });
  assert.deepEqual(await seen(), asText);
  const colours = await at.page.evaluate(() => {
    const { board } = /** @type {any} */ (window);
    const style = (/** @type {string} */ name) =>
      getComputedStyle(board.shadowRoot.querySelector(name));
    const texts = ['.home', '.score', '.status'].map((name) => style(name).color);
    return [...new Set(texts), style('.board').backgroundColor];
  });
  assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], 'also on a dark page');
  await at.page.pdf();
  await at.page.emulateMedia({ media: null });
  await at.frame();
  assert.deepEqual(await seen(), asText, 'off the screen it is HTML as well');
  assert.equal((await at.calls('draw')).length, draws, 'nothing was drawn for it');
});
