/**
 * What assistive technology finds in a page with live boards, with the real engine: axe has nothing to
 * say, the accessibility tree says what the state says, and each goal is announced once.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { footballScript, Player } from '../upstreams/scripts.mjs';
import { period, status } from '../upstreams/world.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { startSite } from './lib/site.mjs';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  site = await startSite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * A page with boards.
 * @param {object[]} boards their options
 * @param {import('playwright-core').BrowserContextOptions} [context]
 */
async function open(boards, context) {
  const page = await browser.newPage(context);
  await page.goto(site.url);
  await page.waitForFunction(() => 'scoreline' in window);
  await page.evaluate((boards) => {
    const { scoreline } = /** @type {any} */ (window);
    for (const options of boards)
      scoreline.createScoreboard(document.querySelector('main'), options);
  }, boards);
  return page;
}

/** @param {import('playwright-core').Page} page */
const areShown = (page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll('score-board')].every((board) => {
      const { connection } = /** @type {any} */ (board).state;
      const stage = board.shadowRoot?.querySelector('.board')?.getAttribute('data-stage');
      return connection.state !== 'connecting' && (stage !== 'waiting' || connection.reason);
    }),
  );

/** What axe finds, as one line each. @param {import('playwright-core').Page} page */
async function findings(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run(document, {
      // The page around the boards is the test's own.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map(
        (/** @type {any} */ node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`,
      ),
    );
  });
}

/** One match, a list, and a board that is not set up. */
function someBoards() {
  const [one, two, three] = [1, 2, 3].map(() => site.addMatch('football'));
  const first = /** @type {NonNullable<typeof one>} */ (one);
  for (const match of [one, two]) {
    site.world.kickoff(String(match?.id));
    site.world.goal(String(match?.id), 'home');
  }
  const options = site.options('scorelytics', first);
  return [
    options,
    { ...options, matches: [first.id, two?.id, three?.id] },
    { ...options, match: '', matches: [] },
  ];
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in boards as pictures, ${colorScheme}`, async () => {
    const page = await open(someBoards(), { colorScheme });
    await areShown(page);
    assert.deepEqual(await findings(page), []);
    await page.close();
  });

  test(`axe finds nothing in boards as text, ${colorScheme}`, async () => {
    const page = await browser.newPage({ colorScheme });
    await page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (
        /** @this {any} @param {any[]} call */
        function (/** @type {any[]} */ ...call) {
          return call[0] === 'webgl2' ? null : /** @type {any} */ (real).apply(this, call);
        }
      );
    });
    await page.goto(site.url);
    await page.waitForFunction(() => 'scoreline' in window);
    await page.evaluate((boards) => {
      const { scoreline } = /** @type {any} */ (window);
      for (const options of boards) {
        scoreline.createScoreboard(document.querySelector('main'), options);
      }
    }, someBoards());
    await areShown(page);
    assert.deepEqual(await findings(page), []);
    await page.close();
  });
}

/** What a screen reader should find, by the state. @param {any} state */
function expectedTree({ matches }) {
  const items = matches.map((/** @type {any} */ { home, away, status, text }) => {
    // Before kick-off there is no score, whatever a provider sends.
    const scores = status === 'scheduled' ? [null, null] : [home.score, away.score];
    const parts = [home.name, scores[0], away.name, scores[1]];
    const name = parts.filter((part) => part !== null).join(' ');
    return `    - listitem:\n      - button "${name}"\n      - text: ${text}`;
  });
  return ['- main:', '  - list "Scores":', ...items, '  - status'].join('\n');
}

test('the accessibility tree of a live list is its state, step by step', async () => {
  const [a, b] = [site.addMatch('football'), site.addMatch('football')];
  const options = { ...site.options('scorelytics', a), match: undefined, matches: [a.id, b.id] };
  const page = await open([options]);
  await areShown(page);
  site.world.kickoff(a.id);
  for (const side of /** @type {const} */ (['home', 'away', 'home'])) {
    site.world.goal(a.id, side);
    const truth = site.world.truth(a.id);
    await page.waitForFunction(
      ({ homeScore, awayScore }) => {
        const board = /** @type {any} */ (document.querySelector('score-board'));
        const [match] = board.state.matches;
        return match.home.score === homeScore && match.away.score === awayScore;
      },
      { homeScore: truth.homeScore, awayScore: truth.awayScore },
    );
    await page.evaluate(
      () =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
    );
    const state = await page.evaluate(
      () => /** @type {any} */ (document.querySelector('score-board')).state,
    );
    assert.equal(await page.locator('main').ariaSnapshot(), expectedTree(state));
  }
  assert.equal(await page.locator('canvas').getAttribute('aria-hidden'), 'true');
  await page.close();
});

test('what was not played has no score in the tree, and what rests says so', async () => {
  const [postponed, resting] = [site.addMatch('football'), site.addMatch('football')];
  site.world.status(postponed.id, status.postponed);
  site.world.kickoff(resting.id);
  site.world.period(resting.id, period.halfTime);
  const page = await open([
    { ...site.options('scorelytics', postponed), match: '', matches: [postponed.id, resting.id] },
  ]);
  await areShown(page);
  await page.locator('.status', { hasText: 'HT' }).waitFor({ state: 'attached' });
  const items = await page
    .locator('li button')
    .evaluateAll((buttons) =>
      buttons.map((button) => button.textContent?.replace(/\s+/g, ' ').trim()),
    );
  const { home, away } = site.world.truth(postponed.id);
  assert.equal(items[0], `${home.name} ${away.name}`);
  assert.match(String(items[1]), / 0 .* 0$/);
  // It goes on.
  site.world.period(resting.id, period.secondHalf);
  await page.locator('.status', { hasText: 'HT' }).waitFor({ state: 'detached' });
  await page.close();
});

test('of a whole match each goal is announced once, and nothing else', async () => {
  const match = site.addMatch('football');
  const page = await open([site.options('scorelytics', match)]);
  await areShown(page);
  await page.evaluate(() => {
    /** @type {string[]} */
    const said = [];
    Object.assign(window, { said });
    const region = document
      .querySelector('score-board')
      ?.shadowRoot?.querySelector('[role=status]');
    new MutationObserver(() => said.push(String(region?.textContent))).observe(
      /** @type {Node} */ (region),
      { childList: true },
    );
  });
  const said = () => page.evaluate(() => /** @type {any} */ (window).said);
  const player = new Player(site.world, match.id, footballScript);
  /** @type {string[]} */
  const expected = [];
  while (!player.done) {
    const change = await player.next();
    if (!change) break;
    const { before, after } = change;
    const home = (after.homeScore ?? 0) - (before.homeScore ?? 0);
    const away = (after.awayScore ?? 0) - (before.awayScore ?? 0);
    await page.waitForFunction(
      ({ minute, code }) => {
        const names = ['', 'scheduled', 'live', 'finished'];
        const board = /** @type {any} */ (document.querySelector('score-board'));
        const [match] = board.state.matches;
        return (match.minute ?? null) === minute && match.status === names[code];
      },
      { minute: after.minute, code: after.statusCode },
    );
    if (!home && !away) continue;
    const { name } = home ? after.home : after.away;
    const score = `${after.home.name} ${after.homeScore}, ${after.away.name} ${after.awayScore}`;
    const isGoal = home + away > 0;
    expected.push(isGoal ? `Goal for ${name}: ${score}` : `Score corrected: ${score}`);
    // Goals are minutes apart; here they must be a sentence apart.
    await page.waitForFunction(
      (count) => /** @type {any} */ (window).said.length >= count,
      expected.length,
    );
  }
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector('score-board')).state.connection.state === 'over',
  );
  assert.ok(expected.length > 2);
  assert.deepEqual(await said(), expected);
  await page.close();
});
