/**
 * A board's text is the page's text: what the engine draws through its atlas and the GPU, and the same
 * string as DOM, differ by less than a stated error, at each pixel ratio. And digits are tabular.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { period, status } from '../upstreams/world.mjs';
import { addBoard, openSite, resizeWindow } from './lib/boards.mjs';
import { launchAtRatio } from './lib/chromium.mjs';
import { decodePng } from './lib/png.mjs';
import { startSite } from './lib/site.mjs';

/** @typedef {import('./lib/png.mjs').Picture} Picture */
/** @typedef {{left: number, top: number, width: number, height: number}} Box px of a picture */

/**
 * How far a text's pixels may be from the DOM's, as luminance from 0 to 255, over the box around its
 * ink: on average, and the share of its pixels that are further off than 32. Both dark text on light
 * and light text on dark are the page's own but for rounding; colour glyphs differ most.
 */
const bound = { mean: 0.3, far: 0.001 };

const family =
  '"Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans CJK JP", "Noto Color Emoji"';

/**
 * The first of each pair wins, so it is bold, and the other one regular. No pair of kana is among them that
 * its font kerns (ト and ラ): Chromium's 2D canvas shapes them one by one, and sets them 1/11 em wider.
 * @type {[string, string][]}
 */
const names = [
  ['Atlético Madrid', 'Wolverhampton'],
  ['Црвена звезда', 'Динамо Київ'],
  ['الهلال السعودي', 'الأهلي المصري'],
  ['מכבי תל אביב', 'הפועל ירושלים'],
  ['浦和レッズ', '川崎フロンターレ'],
  ['FC 東京 🏆', 'Argentina 🇦🇷'],
];
// Of the page; a name is an eighth larger: 13.5 to 40 px.
const fontSizes = [12, 16, 24, 35.5];

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;

before(async () => {
  site = await startSite();
});
after(() => site?.close());

/** Notes what the board's text is drawn with; runs in the page before the component. */
const noteTexts = () => {
  const { prototype } = CanvasRenderingContext2D;
  const fill = prototype.fillText;
  /** @type {{text: string, font: string}[]} */
  const texts = [];
  Object.assign(window, { texts });
  prototype.fillText = function (text, ...at) {
    texts.push({ text, font: this.font });
    fill.call(this, text, ...at);
  };
};

for (const ratio of [1, 1.5, 2]) {
  test(`text on a board is text of the page, at ratio ${ratio}`, async (t) => {
    const browser = await launchAtRatio(ratio);
    t.after(() => browser.close());
    const page = await openSite(browser, site, { viewport: null, reducedMotion: 'reduce' });
    await resizeWindow(page, 1000, 2400);
    await page.addInitScript(noteTexts);
    await page.reload();
    await page.waitForFunction(() => 'scoreline' in window);
    const texts = await textsOf(page, ratio);
    assert.equal(texts.length, names.length * 4, 'no name was too long for its board');
    const picture = decodePng(await page.screenshot({ animations: 'disabled' }));
    let worst = { mean: 0, far: 0 };
    let sum = 0;
    for (const { dom, board, name } of texts) {
      const error = bestMatch(picture, scaled(dom, ratio), scaled(board, ratio));
      const figures = `mean ${error.mean.toFixed(2)}, ${(error.far * 100).toFixed(2)} % far`;
      assert.ok(error.mean <= bound.mean && error.far <= bound.far, `${name}: ${figures}`);
      worst = { mean: Math.max(worst.mean, error.mean), far: Math.max(worst.far, error.far) };
      sum += error.mean;
    }
    t.diagnostic(
      `${texts.length} texts: ${(sum / texts.length).toFixed(2)} of 255 on average, ` +
        `worst mean ${worst.mean.toFixed(2)}, at most ${(worst.far * 100).toFixed(2)} % off by more than 32`,
    );
  });
}

/**
 * Shows boards in light and dark, and every name that they draw once more as DOM, in the same font.
 * @param {import('playwright-core').Page} page @param {number} ratio
 */
async function textsOf(page, ratio) {
  await page.addStyleTag({
    content: `main{font-family:${family};width:480px}
      .dom{position:absolute;left:520px;width:460px;height:64px;padding:8px;white-space:pre;overflow:hidden}
      [data-ground=light]{background:#fff;color:#14171c}[data-ground=dark]{background:#14181f;color:#f2f4f7}`,
  });
  const texts = [];
  let top = 0;
  for (const [index, pair] of [...names, ...names].entries()) {
    const id = `text-${ratio}-${index}`;
    const [home, away] = pair;
    const match = site.world.add({ id, sport: 'football', home, away });
    site.world.kickoff(id);
    site.world.goal(id, 'home');
    site.world.status(id, status.finished);
    const ground = index < names.length ? 'light' : 'dark';
    const fontSize = fontSizes[(index + (index < names.length ? 0 : 1)) % fontSizes.length] ?? 16;
    await addBoard(
      page,
      id,
      { ...site.options('scorelytics', match), theme: ground },
      // One ink for all, or the DOM would have to know which is which.
      {
        'font-size': `${fontSize}px`,
        '--score-board-muted': ground === 'light' ? '#14171c' : '#f2f4f7',
        '--score-board-radius': '0',
      },
    );
    for (const text of pair) {
      const made = await page.evaluate(
        ({ id, text, ground, top, ratio }) => {
          const drawn = /** @type {any} */ (window).texts.findLast(
            (/** @type {any} */ each) => each.text === text,
          );
          if (!drawn) return null;
          const element = document.createElement('div');
          element.className = 'dom';
          element.dataset.ground = ground;
          element.style.top = `${top}px`;
          const [, weight = 'normal', px] = /^(?:(\w+) )?([\d.]+)px/.exec(drawn.font) ?? [];
          element.style.font = `${weight} ${Number(px) / ratio}px ${getComputedStyle(document.querySelector('main') ?? document.body).fontFamily}`;
          element.textContent = text;
          element.dir = 'auto';
          element.style.textAlign = 'left';
          document.body.append(element);
          const { left, top: y, width, height } = element.getBoundingClientRect();
          const board = /** @type {Element} */ (
            document.getElementById(id)
          ).getBoundingClientRect();
          return {
            name: `${text} (${weight} ${Number(px) / ratio} px, ${ground})`,
            dom: { left, top: y, width, height },
            board: { left: board.left, top: board.top, width: board.width, height: board.height },
          };
        },
        { id, text, ground, top, ratio },
      );
      // A name that did not fit was drawn shorter.
      if (made) texts.push(made);
      top += 88;
    }
  }
  return texts;
}

/** @param {Box} box CSS px @param {number} ratio @returns {Box} whole device px inside of it */
function scaled({ left, top, width, height }, ratio) {
  const [x, y] = [Math.ceil(left * ratio), Math.ceil(top * ratio)];
  return {
    left: x,
    top: y,
    width: Math.floor((left + width) * ratio) - x,
    height: Math.floor((top + height) * ratio) - y,
  };
}

/** @param {Picture} picture @param {number} x @param {number} y */
function luminance({ width, data }, x, y) {
  const i = (y * width + x) * 4;
  return 0.2126 * (data[i] ?? 0) + 0.7152 * (data[i + 1] ?? 0) + 0.0722 * (data[i + 2] ?? 0);
}

/** The box around what is not background. @param {Picture} picture @param {Box} box @returns {Box} */
function inkBox(picture, { left, top, width, height }) {
  const ground = luminance(picture, left, top);
  let [x0, y0, x1, y1] = [left + width, top + height, left, top];
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) {
      if (Math.abs(luminance(picture, x, y) - ground) < 8) continue;
      [x0, x1] = [Math.min(x0, x), Math.max(x1, x + 1)];
      [y0, y1] = [Math.min(y0, y), Math.max(y1, y + 1)];
    }
  }
  return { left: x0, top: y0, width: x1 - x0, height: y1 - y0 };
}

/**
 * Where on the board the text stands is the layout's affair: it is looked for, by whole pixels, and its
 * error is that of the best place.
 * @param {Picture} picture @param {Box} dom @param {Box} board
 */
function bestMatch(picture, dom, board) {
  const ink = inkBox(picture, dom);
  const count = ink.width * ink.height;
  const wanted = new Float32Array(count);
  for (let i = 0; i < count; i += 1) {
    wanted[i] = luminance(picture, ink.left + (i % ink.width), ink.top + Math.floor(i / ink.width));
  }
  const seen = new Float32Array(board.width * board.height);
  for (let i = 0; i < seen.length; i += 1) {
    const y = Math.floor(i / board.width);
    seen[i] = luminance(picture, board.left + (i % board.width), board.top + y);
  }
  // A few pixels of it, spread out over ink and ground, tell most wrong places at once.
  const ground = luminance(picture, dom.left, dom.top);
  const all = [...wanted.keys()];
  const inked = all.filter((i) => Math.abs((wanted[i] ?? 0) - ground) > 96);
  const probes = [inked, all].flatMap((from) =>
    Array.from(
      { length: 40 },
      (_, index) => from[Math.floor(((index + 0.5) * from.length) / 40)] ?? 0,
    ),
  );
  /** @param {number} x @param {number} y @param {number} i */
  const off = (x, y, i) => {
    const at = (y + Math.floor(i / ink.width)) * board.width + x + (i % ink.width);
    return Math.abs((wanted[i] ?? 0) - (seen[at] ?? 0));
  };
  const places = [];
  for (let y = 0; y <= board.height - ink.height; y += 1) {
    for (let x = 0; x <= board.width - ink.width; x += 1) {
      let probed = 0;
      for (const probe of probes) probed += off(x, y, probe);
      places.push({ x, y, probed });
    }
  }
  places.sort((a, b) => a.probed - b.probed);
  let best = { mean: 255, far: 1 };
  for (const { x, y } of places.slice(0, 20)) {
    let sum = 0;
    let far = 0;
    for (let i = 0; i < count; i += 1) {
      const by = off(x, y, i);
      sum += by;
      if (by > 32) far += 1;
    }
    if (sum / count < best.mean) best = { mean: sum / count, far: far / count };
  }
  return best;
}

test('digits are tabular: a clock that changes moves nothing', async (t) => {
  const browser = await launchAtRatio(2);
  t.after(() => browser.close());
  const id = 'tabular';
  const match = site.world.add({ id, sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });
  site.world.kickoff(id);
  for (const code of [period.quarter2, period.quarter3, period.quarter4])
    site.world.period(id, code);
  const page = await openSite(browser, site, { viewport: null, reducedMotion: 'reduce' });
  await page.addStyleTag({ content: `main{font-family:${family};width:480px}` });
  /** @type {{clock: string, picture: Picture}[]} */
  const pictures = [];
  const show = async (/** @type {number} */ seconds, /** @type {string} */ clock) => {
    const { clockSeconds } = site.world.truth(id);
    site.world.clockStart(id);
    site.world.tick(id, { seconds: (clockSeconds ?? 0) - seconds });
    site.world.play(id, { type: 'timeout' });
    await page.waitForFunction(
      ({ clock }) =>
        /** @type {any} */ (document.querySelector('score-board')).state.matches[0]?.text.endsWith(
          clock,
        ),
      { clock },
    );
    await page.waitForTimeout(250);
    pictures.push({ clock, picture: decodePng(await page.locator('score-board').screenshot()) });
  };
  // A card would also tell of the plays that bring the clock.
  await addBoard(page, 'board', { ...site.options('stats-api', match), layout: 'nano' });
  for (const [seconds, clock] of /** @type {[number, string][]} */ ([
    [528, '8:48'],
    [431, '7:11'],
    [71, '1:11'],
  ])) {
    await show(seconds, clock);
  }
  const columns = (/** @type {Picture} */ a, /** @type {Picture} */ b) => {
    const changed = new Set();
    for (let i = 0; i < a.width * a.height; i += 1) {
      if (Math.abs((a.data[i * 4 + 1] ?? 0) - (b.data[i * 4 + 1] ?? 0)) > 4)
        changed.add(i % a.width);
    }
    return [...changed].sort((x, y) => x - y);
  };
  const [first, second, third] = pictures;
  assert.ok(first && second && third);
  // From 8:48 to 7:11 every digit changes; from 7:11 to 1:11 the first one alone, in its own cell.
  const all = columns(first.picture, second.picture);
  const minute = columns(second.picture, third.picture);
  assert.ok(all.length && minute.length);
  const width = (/** @type {number[]} */ list) => (list.at(-1) ?? 0) - (list[0] ?? 0) + 1;
  assert.ok(width(minute) <= 2 * 13, `${width(minute)} px for one digit`);
  assert.ok(Math.abs((all[0] ?? 0) - (minute[0] ?? 0)) <= 2, 'and it is the first of them');
  // The colon between them stands still: a gap in what changed.
  const gaps = all.slice(1).map((column, index) => column - (all[index] ?? 0));
  assert.ok(Math.max(...gaps) >= 4, `gaps of ${gaps.join()}`);
});
