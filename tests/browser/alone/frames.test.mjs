/** How many pictures a board shows, in Chromium with the real engine: as many as there is something new. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../upstreams/clock.mjs';
import { World } from '../../upstreams/world.mjs';
import { addBoard, framesIn, framesOf, openSite } from '../lib/boards.mjs';
import { launchChromium } from '../lib/chromium.mjs';
import { startSite } from '../lib/site.mjs';

/** How far the world's clock is behind, in ms: what it tells was so a while ago. */
let behind = 0;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;

before(async () => {
  const clock = { ...systemClock, now: () => Date.now() - behind };
  site = await startSite({ world: new World({ clock }) });
  // A page of another origin that cannot read this does not know when a row was read, and lets no clock
  // run before the stream has told one.
  site.scorelytics.rest.headers = { 'access-control-expose-headers': 'Date' };
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * A board of a match in play.
 * @param {'football' | 'basketball'} sport
 * @param {(id: string) => void} [play] after kick-off
 * @param {import('playwright-core').BrowserContextOptions} [context]
 */
async function openMatch(sport, play = () => {}, context) {
  const match = site.addMatch(sport);
  site.world.kickoff(match.id);
  play(match.id);
  const page = await openSite(browser, site, context);
  await addBoard(page, 'board', { ...site.options('scorelytics', match), clockUnit: 'seconds' });
  // What the first word of the stream makes felt is over then, however slow the machine is.
  await page.waitForTimeout(1200);
  for (let i = 0; i < 20 && (await framesIn(page, 1000)) > 1; i += 1);
  return { page, id: match.id };
}

describe('at rest', { concurrency: true }, () => {
  test('none in three seconds in which nothing changes', async () => {
    const { page } = await openMatch('football', (id) => site.world.tick(id, { minutes: 45 }));
    assert.equal(await framesIn(page, 3000), 0);
    await page.close();
  });

  test('one a second while a basketball clock runs, none when it stands', async (t) => {
    const { page, id } = await openMatch('basketball');
    // A word of the stream may be felt once more, for a second; a board that goes on moving fails each time.
    let running = await framesIn(page, 3000);
    for (let i = 0; i < 3 && running > 4; i += 1) running = await framesIn(page, 3000);
    t.diagnostic(`${running} frames in 3 s of a running clock`);
    assert.ok(running >= 2 && running <= 4, `${running} frames in 3 s`);
    site.world.clockStop(id);
    await page.waitForTimeout(1200);
    assert.equal(await framesIn(page, 1500), 0, 'the clock stands');
    await page.close();
  });

  test('one a minute while a football match runs', async () => {
    // Told 40 s ago, so the next minute is near.
    const { page } = await openMatch('football', (id) => {
      behind = 40_000;
      site.world.tick(id, { minutes: 20 });
      behind = 0;
    });
    const before = await framesOf(page);
    await page.waitForFunction(() => {
      const [match] = /** @type {any} */ (document.getElementById('board')).state.matches;
      return match.text === "21'";
    });
    await page.waitForFunction(
      (before) => /** @type {any} */ (window).counted.frames > before,
      before,
    );
    await page.waitForTimeout(1000);
    assert.equal((await framesOf(page)) - before, 1);
    await page.close();
  });

  test('the change and nothing more where motion is not wanted', async () => {
    const { page, id } = await openMatch('football', (id) => site.world.tick(id, { minutes: 45 }), {
      reducedMotion: 'reduce',
    });
    const before = await framesOf(page);
    site.world.goal(id, 'home');
    await page.waitForFunction(
      (before) => /** @type {any} */ (window).counted.frames > before,
      before,
    );
    await page.waitForTimeout(2000);
    assert.equal((await framesOf(page)) - before, 1);
    await page.close();
  });
});

test('as many as the screen shows while a goal is felt, and none afterwards', async (t) => {
  const { page, id } = await openMatch('football', (id) => site.world.tick(id, { minutes: 45 }));
  const before = await framesOf(page);
  const ticks = page.evaluate(
    () =>
      new Promise((done) => {
        const { counted } = /** @type {any} */ (window);
        let ticks = 0;
        let from = 0;
        const at = counted.frames;
        const tick = () => {
          if (from || counted.frames > at) {
            from ||= performance.now();
            ticks += 1;
          }
          if (from && performance.now() - from > 1000) done([ticks, counted.frames - at]);
          else requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }),
  );
  site.world.goal(id, 'home');
  const [shown, frames] = /** @type {number[]} */ (await ticks);
  t.diagnostic(`${frames} frames of ${shown} that the screen showed in the first second`);
  assert.ok(
    frames && shown && frames >= shown * 0.9 && frames <= shown + 2,
    `${frames} of ${shown}`,
  );
  await page.waitForTimeout(1000);
  assert.ok((await framesOf(page)) - before > 10);
  assert.equal(await framesIn(page, 1500), 0, 'it comes to rest');
  await page.close();
});

// Chromium under automation has no hidden tabs, so the page is told that it is one, and its frames are
// kept from it, as a browser does.
test('none in a hidden tab, and what it missed when it is shown again', async () => {
  const { page, id } = await openMatch('football', (id) => site.world.tick(id, { minutes: 45 }));
  await page.evaluate(() => {
    /** @type {FrameRequestCallback[]} */
    const held = [];
    const real = window.requestAnimationFrame;
    let isHidden = true;
    window.requestAnimationFrame = (run) => (isHidden ? held.push(run) : real(run));
    Object.defineProperty(document, 'visibilityState', {
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    const tell = () => document.dispatchEvent(new Event('visibilitychange'));
    tell();
    Object.assign(window, {
      held,
      show() {
        isHidden = false;
        tell();
        for (const run of held) real(run);
      },
    });
  });
  const before = await framesOf(page);
  site.world.goal(id, 'away');
  await page.waitForTimeout(1500);
  assert.equal(await framesOf(page), before, 'nobody looks');
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).held.length)) <= 1, 'no loop');
  await page.evaluate(() => /** @type {any} */ (window).show());
  await page.waitForFunction((before) => {
    const [match] = /** @type {any} */ (document.getElementById('board')).state.matches;
    return match.away.score === 1 && /** @type {any} */ (window).counted.frames > before;
  }, before);
  await page.close();
});
