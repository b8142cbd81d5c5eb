/** Matches as things to click, to focus and to hear of, with a stub engine whose rows are 40 px high. */

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
  await at.page.evaluate(() => {
    Object.assign(window, { heard: [] });
    document.addEventListener('match-click', (event) => {
      /** @type {any} */ (window).heard.push(/** @type {CustomEvent} */ (event).detail.match);
    });
  });
  await at.put(`<score-board ${options} matches="m2 m3"></score-board>`);
  await at.load();
  await at.show();
  await at.showMatches(['m1', 'm2', 'm3']);
});
afterEach(async () => {
  assert.deepEqual(at.complaints, []);
  await at.page.close();
});

const heard = () => at.page.evaluate(() => /** @type {any} */ (window).heard);

test('a match of a list is clicked where it is drawn', async () => {
  const box = await at.page.locator('score-board canvas').boundingBox();
  assert.ok(box);
  await at.page.mouse.click(box.x + 50, box.y + 60);
  await at.page.mouse.click(box.x + 50, box.y + 20);
  await at.page.mouse.click(box.x + 300, box.y + 20);
  assert.deepEqual(await heard(), ['m2', 'm1']);
});

/** The match that has the focus, by what it says of itself. */
const focused = () =>
  at.page.evaluate(() => {
    const button = document.querySelector('score-board')?.shadowRoot?.activeElement;
    return button?.parentElement?.querySelector('.status')?.textContent ?? '';
  });

test('a board is one stop of the Tab key, and arrow keys go from match to match', async () => {
  await at.page.evaluate(() => {
    const after = document.createElement('button');
    after.id = 'after';
    document.body.append(after);
  });
  /** @type {string[]} */
  const way = [];
  const keys = ['Tab', 'ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home', 'ArrowUp', 'ArrowDown'];
  for (const key of keys) {
    await at.page.keyboard.press(key);
    way.push(await focused());
  }
  assert.deepEqual(way, ['m1', 'm2', 'm3', 'm3', 'm2', 'm1', 'm1', 'm2']);
  await at.page.keyboard.press('Control+End');
  assert.equal(await focused(), 'm2', 'with another key it is the browser’s');
  await at.page.keyboard.press('Tab');
  assert.equal(await at.page.evaluate(() => document.activeElement?.id), 'after');
  await at.page.keyboard.press('Shift+Tab');
  assert.equal(await focused(), 'm2', 'back where one was');
  const stops = at.page.locator('score-board button[tabindex="0"]');
  assert.equal(await stops.count(), 1);

  // The match that was the stop leaves, and another takes its place.
  await at.showMatches(['m3', 'm1']);
  assert.equal(await stops.count(), 1);
  await at.page.locator('#after').focus();
  await at.page.keyboard.press('Shift+Tab');
  assert.equal(await focused(), 'm3');
});

test('a match that was clicked is the one that the Tab key comes back to', async () => {
  const box = await at.page.locator('score-board canvas').boundingBox();
  await at.page.mouse.click((box?.x ?? 0) + 50, (box?.y ?? 0) + 60);
  await at.page.keyboard.press('ArrowDown');
  assert.equal(await focused(), 'm3');
});

test('matches are reached and activated by keys, with a ring that is seen', async () => {
  await at.page.keyboard.press('Tab');
  await at.page.keyboard.press('Enter');
  await at.page.keyboard.press('ArrowDown');
  const before = await at.page.screenshot();
  await at.page.keyboard.press('ArrowDown');
  await at.page.keyboard.press('Space');
  assert.deepEqual(await heard(), ['m1', 'm3']);
  const ring = await at.page.evaluate(() => {
    const button = document.querySelector('score-board')?.shadowRoot?.activeElement;
    const style = getComputedStyle(/** @type {Element} */ (button), '::after');
    return [style.outlineStyle, style.outlineWidth];
  });
  assert.deepEqual(ring, ['solid', '2px']);
  assert.notDeepEqual(await at.page.screenshot(), before, 'the ring moved on the screen');
});

test('without a picture of it a match is still clicked and focused', async () => {
  await at.page.evaluate(() => {
    const { stub } = /** @type {any} */ (window);
    stub.host.text = new Proxy(stub.host.text, {
      apply: (text, self, [json]) => text.call(self, json.startsWith('[[') ? '[]' : json),
    });
  });
  await at.showMatches(['m1', 'm2', 'm3']);
  await at.page.keyboard.press('Tab');
  await at.page.keyboard.press('ArrowDown');
  await at.page.keyboard.press('Enter');
  assert.deepEqual(await heard(), ['m2']);
});

test("wheel and keys that lead to no match stay the page's", async () => {
  const { page } = at;
  await page.evaluate(() => {
    document.body.style.height = '3000px';
  });
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  /** How far the page has come when it rests again. @param {() => Promise<void>} act */
  const scrolledBy = async (act) => {
    const before = await page.evaluate(() => {
      const rest = new Promise((done) => {
        addEventListener('scrollend', done, { once: true });
        setTimeout(done, 5000);
      });
      Object.assign(window, { rest });
      return scrollY;
    });
    await act();
    const after = await page.evaluate(async () => {
      await /** @type {any} */ (window).rest;
      return scrollY;
    });
    return after - before;
  };
  await page.mouse.move(60, 60);
  assert.equal(await scrolledBy(() => page.mouse.wheel(0, 200)), 200);
  for (const key of ['ArrowDown', 'PageDown']) {
    assert.ok((await scrolledBy(() => page.keyboard.press(key))) > 0, key);
  }
});

test('a touch on a board scrolls the page', async () => {
  const { page, ...touch } = await site.open({ hasTouch: true });
  await touch.put(`<score-board ${options}></score-board>`);
  await touch.load();
  await touch.show();
  await page.evaluate(() => {
    document.body.style.height = '3000px';
  });
  const session = await page.context().newCDPSession(page);
  /** @param {'touchStart' | 'touchMove' | 'touchEnd'} type @param {{x: number, y: number}[]} touchPoints */
  const finger = (type, touchPoints) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await finger('touchStart', [{ x: 60, y: 45 }]);
  for (let y = 40; y >= 2; y -= 2) await finger('touchMove', [{ x: 60, y }]);
  await finger('touchEnd', []);
  await page.waitForFunction(() => scrollY > 10);
  await page.close();
});

/** Counts what the live region said from now on. */
const listen = () =>
  at.page.evaluate(() => {
    /** @type {string[]} */
    const said = [];
    Object.assign(window, { said });
    const region = document
      .querySelector('score-board')
      ?.shadowRoot?.querySelector('[role=status]');
    new MutationObserver(() => {
      if (region?.textContent) said.push(region.textContent);
    }).observe(/** @type {Node} */ (region), { childList: true });
  });

/** @param {string} name @param {object} detail */
const tell = (name, detail) =>
  at.page.evaluate(
    ([name, detail]) => /** @type {any} */ (window).stub.host.boardEvent(1, name, detail),
    [name, JSON.stringify(detail)],
  );

const said = async () => {
  // Longer than sentences are gathered for.
  await at.page.waitForTimeout(400);
  return at.page.evaluate(() => /** @type {any} */ (window).said);
};

const goal = { match: 'm2', home: 1, away: 0, previous: { home: 0, away: 0 } };
const end = { match: 'm2', status: 'finished', previous: 'live' };

test('a list says nothing unless it is asked to', async () => {
  await listen();
  await tell('score-change', goal);
  assert.deepEqual(await said(), []);
  await at.page.evaluate(() => {
    document.querySelector('score-board')?.setAttribute('announce', 'goals');
  });
  await at.frame();
  await tell('score-change', goal);
  await tell('status-change', end);
  assert.deepEqual(await said(), ['Goal for Home <b>FC</b>: Home <b>FC</b> 1, الهلال 0']);
  await at.page.evaluate(() => {
    document.querySelector('score-board')?.setAttribute('announce', 'all');
  });
  await at.frame();
  await tell('status-change', end);
  assert.equal((await said()).length, 2);
});

test('a clock is never announced', async () => {
  await at.page.evaluate(() => {
    document.querySelector('score-board')?.setAttribute('announce', 'all');
  });
  await at.frame();
  await listen();
  for (const minute of [64, 65, 66]) {
    await at.page.evaluate((minute) => {
      const { stub } = /** @type {any} */ (window);
      stub.show({ matches: [{ ...stub.match, minute, text: `${minute}'` }] });
    }, minute);
    await at.frame();
  }
  assert.deepEqual(await said(), []);
});
