/**
 * Names as only an enemy would give them: they are text, they stay in their place, and they cost no more
 * than others. In Chromium with the real component, as a picture and as HTML, without a policy that helps.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openSite } from './lib/boards.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { startSite } from './lib/site.mjs';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const control = /[\0-\x1f\x7f]/;
const isWellFormed = (/** @type {string} */ text) => !/\p{Surrogate}/u.test(text);

const boardsAPage = 5;

const long = 100 * 1024;
const names = {
  'as usual': 'Real Madrid',
  HTML: `<img src=x onerror="harmed=1"><script>harmed=2</script>&lt;b&gt;</bdi></li><a href="javascript:harmed=3">`,
  'escaped HTML':
    '&lt;img src=x onerror=&quot;harmed=7&quot;&gt;&#60;b&#62;&amp;lt;i&amp;gt;&lt;/bdi&gt;',
  'in attributes': `" onmouseover="harmed=4" style='position:fixed' \`--><!--`,
  templates: `{away} \${harmed=5} {{harmed=6}} $& $1 $\` %s {score}`,
  'bidi controls': '\u202eFC\u2069\u2069\u2066\u202b\u202d\u200f A',
  'control characters': 'A\0B\x07\x1b[31mC\r\nD\u2028E\u0085F\x7f',
  'halves of characters': '\ud83d A \udc00\ud800',
  'no characters': '\u200b\u200d\ufeff\u2060',
  '100 KB of letters': 'W'.repeat(long),
  '100 KB of accents': `a${'\u0301'.repeat(long)}`,
  '100 KB of a joined family': '👨\u200d👩\u200d👧\u200d👦\u200d'.repeat(long / 24),
  '100 KB of brackets': '⁦'.repeat(long / 3),
};

/** Providers escape names for HTML, each once; boards show them as text. @param {string} name */
const unescaped = (name) =>
  name.replace(/&(?:amp|lt|gt|quot|apos|#60|#62);/g, (entity) => entities[entity] ?? entity);
/** @type {Record<string, string>} */
const entities = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#60;': '<',
  '&#62;': '>',
};

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
before(async () => {
  site = await startSite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

let matches = 0;
/** @param {'scorelytics' | 'stats-api'} provider @param {string} name */
function addMatch(provider, name) {
  matches += 1;
  /** @type {'football' | 'basketball'} */
  const sport = provider === 'scorelytics' ? 'football' : 'basketball';
  const teams = { home: name, away: name };
  // A crest that nobody on the way may learn of.
  const match = site.world.add({ id: `h${matches}`, sport, ...teams });
  for (const team of [match.home, match.away]) team.logoUrl = 'http://logos.example/a.png';
  site.world.kickoff(match.id);
  const score = () =>
    sport === 'football'
      ? site.world.goal(match.id, 'home')
      : site.world.play(match.id, { type: '3pt_made', side: 'home' });
  return { options: site.options(provider, match), score };
}

const withoutWebGl = () => {
  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const { getContext } = /** @type {any} */ (prototype);
    /** @type {any} */ (prototype).getContext = /** @this {any} @param {any[]} call */ function (
      ...call
    ) {
      return /webgl/.test(call[0]) ? null : getContext.apply(this, call);
    };
  }
};

/** @param {number[]} places */
const rank = (places) => places.map((place) => places.filter((other) => other < place).length);

/** Runs in the page: what there is of the board, without what it says. */
const measure = () => {
  const board = /** @type {any} */ (document.querySelector('score-board'));
  const { shadowRoot: root, state } = board;
  // But for shapes and plays, which come and go with the state, and for a text that is read whole and seen cut.
  const elements = [...root.querySelectorAll('*:not(i, bdi > span, .plays *)')];
  /** @param {string} selector */
  const box = (selector) => root.querySelector(selector).getBoundingClientRect();
  const canvas = root.querySelector('canvas');
  return {
    parts: elements.map(({ localName }) => localName).join(' '),
    attributes: elements
      .flatMap((element) => element.getAttributeNames())
      .filter((name) => name !== 'style')
      .join(' '),
    state,
    shown: (root.querySelector('.home .all') ?? root.querySelector('.home')).textContent.replaceAll(
      '\n',
      ' ',
    ),
    said: root.querySelector('[role=status]').textContent,
    order: ['.home', '.score', '.away'].map((part) => box(part).left),
    height: board.getBoundingClientRect().height,
    picture: canvas.checkVisibility() ? canvas.width * canvas.height : 0,
    page: [location.href, document.title, document.body.children.length],
    isWider: document.documentElement.scrollWidth > innerWidth,
    harmed: /** @type {any} */ (window).harmed,
  };
};

/** A page for one board after another. @param {boolean} hasWebGl */
async function openPage(hasWebGl) {
  const page = await openSite(browser, site, { viewport: { width: 500, height: 500 } });
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.|data:)/.test(request.url())) complaints.push(request.url());
  });
  if (!hasWebGl) await page.evaluate(withoutWebGl);
  return { page, complaints };
}

/**
 * A board of a match with these names, once somebody has scored. It is alone on its page.
 * @param {Awaited<ReturnType<typeof openPage>>} opened
 * @param {'scorelytics' | 'stats-api'} provider @param {string} name
 */
async function look({ page, complaints }, provider, name) {
  const { options, score } = addMatch(provider, name);
  const from = Date.now();
  await page.evaluate((options) => {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.replaceChildren();
    /** @type {any} */ (window).scoreline.createScoreboard(main, { ...options, announce: 'all' });
  }, options);
  const reached = (/** @type {boolean} */ hasScored) =>
    page.waitForFunction((hasScored) => {
      const board = /** @type {any} */ (document.querySelector('score-board'));
      const said = board.shadowRoot.querySelector('[role=status]')?.textContent;
      const { connection, matches } = board.state;
      const isScored = matches[0]?.home.score > 0 && said;
      return hasScored ? isScored : connection.state === 'live';
    }, hasScored);
  await reached(false);
  score();
  await reached(true);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  const seen = await page.evaluate(measure);
  return { ...seen, took: Date.now() - from, complaints: [...complaints] };
}

for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
  for (const hasWebGl of [true, false]) {
    describe(`${provider}, as ${hasWebGl ? 'a picture' : 'HTML'}`, () => {
      /** @type {Awaited<ReturnType<typeof openPage>>} */
      let opened;
      /** @type {Awaited<ReturnType<typeof look>>} */
      let usual;
      before(async () => {
        opened = await openPage(hasWebGl);
        usual = await look(opened, provider, names['as usual']);
      });
      after(() => opened?.page.close());
      for (const [index, [what, name]] of Object.entries(names).entries()) {
        test(what, async (t) => {
          // What one page may ask the provider in a minute is bounded.
          if (index > 0 && index % boardsAPage === 0) {
            await opened.page.close();
            opened = await openPage(hasWebGl);
          }
          const seen = await look(opened, provider, name);
          t.diagnostic(`${seen.took} ms, ${seen.height} px`);
          assert.equal(seen.harmed, undefined, 'it was run');
          assert.deepEqual(seen.complaints, []);
          assert.equal(seen.parts, usual.parts, 'it is text and nothing else');
          assert.equal(seen.attributes, usual.attributes);
          assert.deepEqual(seen.page[1], usual.page[1]);
          assert.deepEqual(seen.page, usual.page);
          assert.equal(seen.picture > 0, hasWebGl, 'it is drawn');
          const [match] = seen.state.matches;
          assert.equal(seen.shown, match.home.name);
          assert.ok(isWellFormed(match.home.name));
          assert.doesNotMatch(match.home.name, control);
          if (name.length < 200 && isWellFormed(name) && !control.test(name)) {
            assert.equal(match.home.name, unescaped(name));
          }
          assert.ok(match.home.name.length <= 200);
          assert.ok(seen.said.length < 1500, `${seen.said.length} characters are said`);
          assert.equal(seen.isWider, false, 'it widens the page');
          // A name that is short stays in its place, whatever direction it asks for.
          // Behind a picture nothing need be placed.
          if (name.length < 50 && !hasWebGl) {
            assert.deepEqual(rank(seen.order), rank(usual.order));
          }
          assert.ok(seen.height <= usual.height * (hasWebGl ? 1.5 : 8), `${seen.height} px high`);
          assert.ok(seen.took < 10_000, `${seen.took} ms`);
        });
      }
    });
  }
}
