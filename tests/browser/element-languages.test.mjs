/** The languages of `<score-board>`: which one, when, and how it is marked; with a stub engine. */

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
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
  await at?.page.close();
  at = await site.open();
});

/** The word that the engine was told last. @param {string} key */
const told = async (key) => (await at.calls('words')).at(-1)?.[2][key];
/** Waits until the engine was told this. @param {string} key @param {string} text */
const hears = (key, text) =>
  at.page.waitForFunction(
    ([key, text]) =>
      /** @type {any} */ (window).stub?.named('words').at(-1)?.[2][/** @type {string} */ (key)] ===
      text,
    [key, text],
  );
/** @param {string} name @param {string | null} value */
const setAttribute = (name, value) =>
  at.page.locator('score-board').evaluate(
    (board, [name, value]) => {
      if (value === null) board.removeAttribute(name);
      else board.setAttribute(name, value);
    },
    /** @type {[string, string | null]} */ ([name, value]),
  );
/** What is written of a part of the shadow tree. @param {string} selector @param {string} name */
const attribute = (selector, name) =>
  at.page.locator('score-board').locator(selector).first().getAttribute(name);
const isRightToLeft = async () => (await at.calls('look')).at(-1)?.[2].isRightToLeft;

test('a board speaks its locale, and changes its language at any time', async () => {
  await at.put(`<score-board ${options} locale="de"></score-board>`);
  await at.load();
  await at.show();
  await hears('half_time', 'HZ');
  assert.equal(await attribute('ul', 'aria-label'), 'Ergebnisse');
  for (const part of ['.mirror', '.said', '.failure', 'slot > span']) {
    assert.equal(await attribute(part, 'lang'), 'de', part);
  }
  await setAttribute('locale', 'es-MX');
  await hears('half_time', 'Desc.');
  assert.equal(await attribute('.mirror', 'lang'), 'es-MX');
  await setAttribute('locale', 'pl');
  await hears('half_time', 'HT');
  assert.equal(await attribute('.mirror', 'lang'), 'en');
  assert.equal((await at.calls('create')).length, 1);
});

test('without a locale it speaks the reader’s', async () => {
  await at.page.close();
  at = await site.open({ locale: 'ja-JP' });
  await at.put(`<score-board ${options}></score-board>`);
  await at.load();
  await at.show();
  await hears('half_1', '前半');
  assert.equal((await attribute('.mirror', 'lang'))?.slice(0, 2), 'ja');
});

test('nothing is shown before the words are there', async () => {
  let go = () => {};
  const held = new Promise((resolve) => {
    go = () => resolve(null);
  });
  await at.page.route('**/words/de.js', async (route) => {
    await held;
    await route.continue();
  });
  await at.put(`<score-board ${options} locale="de"></score-board>`);
  // In the page, because a slow machine may be later with its questions than the board's patience is long.
  await at.page.evaluate(() => {
    const element = /** @type {Element} */ (document.querySelector('score-board'));
    const told = () => element.shadowRoot?.querySelector('.board')?.textContent;
    const draws = () => /** @type {any} */ (window).stub?.named('draw').length;
    const look = () => {
      if (told() || draws()) /** @type {any} */ (window).firstShown = performance.now();
      else requestAnimationFrame(look);
    };
    look();
    void customElements.whenDefined('score-board').then(() => {
      /** @type {any} */ (window).defined = performance.now();
    });
  });
  await at.load();
  await at.show();
  assert.equal((await at.calls('create')).length, 1, 'the engine is at work already');
  const text = () => at.page.locator('score-board').locator('.board').textContent();
  const waited = await at.page.evaluate(() => {
    const { firstShown, defined } = /** @type {any} */ (window);
    return (firstShown ?? Number.POSITIVE_INFINITY) - defined;
  });
  assert.ok(waited >= 2_900, `shown after ${waited} ms, without words`);
  go();
  await hears('half_time', 'HZ');
  await at.frame();
  assert.ok((await at.calls('draw')).length > 0);
  assert.match((await text()) ?? '', /63'/);
});

test('words that cannot be had are English, and the board works', async () => {
  await at.put(`<score-board ${options} locale="de"></score-board>`);
  await at.page.route('**/words/*', (route) => route.abort());
  await at.load();
  await at.show();
  await at.page.waitForFunction(() => /** @type {any} */ (window).stub.named('draw').length > 0);
  assert.equal(await told('half_time'), 'HT');
  assert.equal(await attribute('.mirror', 'lang'), 'en');
  assert.deepEqual(at.complaints, []);
});

test('words of the page’s own win over those of the language', async () => {
  await at.put(`<score-board ${options} locale="de"></score-board>`);
  await at.load();
  await at.page.evaluate(() => {
    /** @type {any} */ (window).scoreline.setWords({ half_time: 'Pause', finished: 'Aus' });
    Object.assign(/** @type {object} */ (document.querySelector('score-board')), {
      words: { half_time: 'Halbzeit' },
    });
  });
  await at.show();
  await hears('postponed', 'Verlegt');
  assert.deepEqual([await told('half_time'), await told('finished')], ['Halbzeit', 'Aus']);
});

test('a mistake is said in the language too', async () => {
  await at.put('<score-board provider="scorelytics" match="m1" locale="de"></score-board>');
  await at.load();
  await at.page.getByText('Diese Anzeigetafel ist nicht richtig eingerichtet: sport').waitFor();
  assert.equal(await attribute('.failure', 'lang'), 'de');
  const notice = await at.page
    .locator('score-board')
    .evaluate((board) => /** @type {any} */ (board).state.notice);
  assert.match(notice, /^Diese Anzeigetafel/);
});

test('Arabic runs from right to left, unless the board has a direction of its own', async () => {
  await at.put(`<score-board ${options} locale="ar"><p>Home – Away</p></score-board>`);
  await at.load();
  await at.show();
  await hears('finished', 'انتهت');
  await at.frame();
  assert.equal(await isRightToLeft(), true);
  assert.equal(await attribute('.mirror', 'dir'), 'rtl');
  const own = at.page.locator('score-board p').first();
  assert.equal(
    await own.evaluate((p) => getComputedStyle(p).direction),
    'ltr',
    'not what the page has between the tags',
  );
  await setAttribute('dir', 'ltr');
  await at.frame();
  await at.frame();
  assert.equal(await isRightToLeft(), false);
  await setAttribute('dir', null);
  await setAttribute('locale', 'en');
  await hears('finished', 'FT');
  await at.frame();
  assert.equal(await isRightToLeft(), false);
});
