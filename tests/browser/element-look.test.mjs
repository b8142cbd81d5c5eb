/** What a board takes from the page around it: colours, direction, size, place; with a stub engine. */

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { options, startStubSite } from './lib/stub-site.mjs';

/** @type {Awaited<ReturnType<typeof startStubSite>>} */
let site;
/** @type {Awaited<ReturnType<(typeof site)['open']>>} */
let at;

before(async () => {
  site = await startStubSite();
});
after(() => site?.close());
afterEach(async () => {
  assert.deepEqual(at.complaints, []);
  await at.page.close();
});

/** @param {import('playwright-core').BrowserContextOptions} [context] */
async function openBoard(context) {
  at = await site.open(context);
  await at.put(`<main><score-board ${options}></score-board></main>`);
  await at.load();
  await at.show();
}

/** Waits for a look that the engine was told and that is so. @param {(look: any) => boolean} isSo */
async function look(isSo) {
  const looks = () => at.calls('look').then((calls) => calls.map((call) => call[2]));
  const end = Date.now() + 5000;
  let told = await looks();
  while (!isSo(told.at(-1)) && Date.now() < end) {
    await at.frame();
    told = await looks();
  }
  assert.ok(isSo(told.at(-1)), JSON.stringify(told.at(-1)));
  return told;
}

test('a custom property that changes on an ancestor is picked up at any time', async () => {
  await openBoard();
  const before = (await at.calls('look')).length;
  await at.page.locator('main').evaluate((main) => {
    main.style.setProperty('--score-board-accent', 'rgb(1, 2, 3)');
  });
  await look(({ colours }) => colours.accent === 0x010203ff);
  await at.page.locator('main').evaluate((main) => {
    main.style.setProperty('--score-board-font', 'monospace');
    main.style.fontSize = '24px';
  });
  await look(({ fontSize, font }) => fontSize === 24 && font > 0);
  const drawn = (await at.calls('draw')).length;
  await at.frame();
  await at.frame();
  assert.equal((await at.calls('draw')).length, drawn, 'it comes to rest');
  assert.ok((await at.calls('look')).length - before <= 4, 'and is told little more than once');
});

test('the direction of the page is the direction of the board, also later', async () => {
  await openBoard();
  await look(({ isRightToLeft }) => !isRightToLeft);
  await at.page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await look(({ isRightToLeft }) => isRightToLeft);
});

test('dark, still and forced colours are followed', async () => {
  await openBoard({ colorScheme: 'light' });
  await look(({ colours }) => colours.foreground === 0x14171cff);
  await at.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await look(({ colours, reducedMotion }) => colours.foreground === 0xf2f4f7ff && reducedMotion);
  await at.page.locator('main').evaluate((main) => {
    main.style.setProperty('--score-board-fg', 'rgb(200, 0, 0)');
  });
  await look(({ colours }) => colours.foreground === 0xc80000ff);
  await at.page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  await look(({ colours }) => colours.foreground === 0x000000ff);
});

test('another pixel ratio is another picture, also where boxes are not told in device pixels', async () => {
  at = await site.open();
  await at.page.evaluate(() => {
    const real = ResizeObserver.prototype.observe;
    ResizeObserver.prototype.observe = function (target, options) {
      if (options?.box === 'device-pixel-content-box') throw new TypeError('not known here');
      real.call(this, target, options);
    };
    // A browser that pretends another ratio does not tell of it, as a window that moves does.
    const ask = window.matchMedia;
    /** @type {EventTarget[]} */
    const ratios = [];
    Object.assign(window, {
      ratios,
      /** @param {string} query */
      matchMedia(query) {
        if (!query.includes('resolution')) return ask(query);
        ratios.push(new EventTarget());
        return ratios.at(-1);
      },
    });
  });
  await at.put(`<score-board ${options}></score-board>`);
  await at.load();
  await at.show();
  assert.deepEqual((await at.calls('layout')).at(-1)?.slice(2), [584, 1]);
  const session = await at.page.context().newCDPSession(at.page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 600,
    height: 400,
    deviceScaleFactor: 2,
    mobile: false,
  });
  await at.page.evaluate(() =>
    /** @type {any} */ (window).ratios[0].dispatchEvent(new Event('change')),
  );
  await at.frame();
  assert.deepEqual((await at.calls('layout')).at(-1)?.slice(2), [584, 2]);
  assert.equal(
    await at.page.evaluate(() => /** @type {any} */ (window).ratios.length),
    2,
    'and asks for the next ratio',
  );
});

test('a board off screen is not drawn until it is near', async () => {
  at = await site.open();
  await at.put(`<p>.</p><score-board ${options}></score-board>`);
  await at.page.evaluate(() => {
    /** @type {HTMLElement} */ (document.querySelector('p')).style.height = '3000px';
  });
  await at.load();
  await at.show();
  await at.frame();
  const before = (await at.calls('draw')).length;
  await at.show();
  await at.show();
  assert.equal((await at.calls('draw')).length, before);
  await at.page.evaluate(() => scrollTo(0, 3000));
  await at.page.waitForFunction(
    (before) => /** @type {any} */ (window).stub.named('draw').length > before,
    before,
  );
});
