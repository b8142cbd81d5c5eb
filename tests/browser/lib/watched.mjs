/**
 * A page of `lib/truth-site.mjs` in Chromium that writes down all that its boards show, and the judgement
 * afterwards: for how long was a board wrong, was anything undone. Times are those of a clock that no
 * test sets, in milliseconds since the epoch, on both sides.
 *
 * @typedef {object} Span what a board showed, until the next span
 * @property {number} from
 * @property {string} connection state and reason
 * @property {string} text score and status; empty: no match
 * @property {string} [trust]
 * @property {number} [minute]
 * @property {number} [secondsLeft]
 *
 * @typedef {{at: number, text: string}} Moment what was true from then on
 */

import assert from 'node:assert/strict';
import { statusName } from '../../integration/lib/truth.mjs';

/** @typedef {import('./truth-site.mjs').Provider} Provider */
/** @typedef {import('./truth-site.mjs').TruthSite} TruthSite */
/** @typedef {import('../../upstreams/world.mjs').Match} Match */

/** The delivery of a message is forgiven. */
const deliveryMs = 1_000;
/** A look at the boards is late by so much on a machine with other work. */
const samplingMs = 100;

/** Milliseconds since the epoch. */
export const now = () => performance.timeOrigin + performance.now();

/** @param {number} ms */
export const pass = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs in the page before its scripts: the device's clock is ahead, and can be set. @param {number} ahead */
const setClock = (ahead) => {
  const RealDate = Date;
  const device = { ahead };
  class DeviceDate extends RealDate {
    /** @param {any[]} parts */
    constructor(...parts) {
      super(.../** @type {[any]} */ (parts.length > 0 ? parts : [DeviceDate.now()]));
    }
    /** @override */
    static now() {
      return RealDate.now() + device.ahead;
    }
  }
  Object.assign(window, { Date: DeviceDate, device });
};

/** Runs in the page before its scripts: looks at all boards, all the time. */
const recordBoards = () => {
  const now = () => performance.timeOrigin + performance.now();
  /** @type {Record<string, Span[]>} */
  const spans = {};
  /** @type {{online: boolean, at: number}[]} */
  const network = [];
  const look = () => {
    const from = now();
    for (const board of /** @type {NodeListOf<any>} */ (document.querySelectorAll('score-board'))) {
      const { connection, matches } = board.state;
      const [match] = matches;
      const span = {
        connection: `${connection.state} ${connection.reason ?? ''}`.trim(),
        text: match ? `${match.home.score}-${match.away.score} ${match.status}` : '',
        trust: match?.trust,
        minute: match?.minute,
        secondsLeft: match?.clock?.secondsLeft,
      };
      spans[board.id] ??= [];
      const known = /** @type {Span[]} */ (spans[board.id]);
      const { from: _, ...last } = known.at(-1) ?? { from };
      if (JSON.stringify(last) !== JSON.stringify(span)) known.push({ from, ...span });
    }
  };
  setInterval(look, 50);
  for (const name of ['online', 'offline']) {
    // What holds from then on holds for whatever runs next in the page.
    addEventListener(name, () =>
      setTimeout(() => {
        look();
        network.push({ online: name === 'online', at: now() });
      }),
    );
  }
  Object.assign(window, { spans, network, look });
};

/**
 * @param {import('playwright-core').Browser} browser
 * @param {TruthSite} site
 * @param {{deviceAhead?: number}} [options] milliseconds by which the device's clock is ahead
 */
export async function openWatched(browser, site, { deviceAhead = 0 } = {}) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  await page.addInitScript(setClock, deviceAhead);
  await page.addInitScript(recordBoards);
  await page.goto(site.url);
  // Below what is seen, where no picture is drawn: without a GPU that is most of what a board costs, and
  // a machine that is busy delivers late.
  await page.addStyleTag({ content: 'main { margin-top: 5000px; }' });
  return {
    page,
    /** @param {Record<string, object>} boards options by name */
    add: (boards) =>
      page.evaluate(async (boards) => {
        const { createScoreboard } = await import(String('/dist/scoreline.js'));
        for (const [id, options] of Object.entries(boards)) {
          const board = document.createElement('score-board');
          board.id = id;
          createScoreboard(board, options);
          document.querySelector('main')?.append(board);
        }
      }, boards),
    /** @param {string[]} names */
    remove: (names) =>
      page.evaluate((names) => {
        for (const name of names) document.getElementById(name)?.remove();
      }, names),
    /** All boards ask everything again, as a reader may. */
    refresh: () =>
      page.evaluate(() => {
        for (const board of document.querySelectorAll('score-board')) {
          /** @type {any} */ (board).refresh();
        }
      }),
    /** What a board has shown so far, with what it shows now. @param {string} name @returns {Promise<Span[]>} */
    spans: (name) =>
      page.evaluate((name) => {
        const { spans, look } = /** @type {any} */ (window);
        look();
        return spans[name] ?? [];
      }, name),
    /** @param {number} ahead milliseconds by which the device's clock is ahead from now on */
    setClock: (ahead) =>
      page.evaluate((ahead) => {
        /** @type {any} */ (window).device.ahead = ahead;
      }, ahead),
    /** What the browser said of its network. @returns {Promise<{online: boolean, at: number}[]>} */
    network: () => page.evaluate(() => /** @type {any} */ (window).network),
    /**
     * Waits until this board is as wanted; tells when it was first so.
     * @param {string} name
     * @param {(span: Span) => boolean} isWanted
     * @param {string} what
     * @param {number} [patienceMs]
     */
    async reaches(name, isWanted, what, patienceMs = 15_000) {
      const end = now() + patienceMs;
      for (;;) {
        const span = (await this.spans(name)).at(-1);
        if (span && isWanted(span)) return span.from;
        if (now() > end) {
          const seen = (await this.spans(name)).map((span) => JSON.stringify(span)).join('\n');
          assert.fail(`${name} not ${what} in ${patienceMs / 1000} s:\n${seen}`);
        }
        await pass(100);
      }
    },
    /** @param {string[]} names @param {number} [patienceMs] */
    async live(names, patienceMs) {
      for (const name of names) await this.reaches(name, isLive, 'live', patienceMs);
    },
  };
}

/** @param {Span} span */
export const isLive = ({ connection, trust }) => connection === 'live' && trust === 'live';

/** @typedef {Awaited<ReturnType<typeof openWatched>>} Watched */

/** Remembers what is true of a match, from now on. */
export class Truth {
  /** @type {Moment[]} */
  moments = [];

  /** @param {import('../../upstreams/world.mjs').World} world @param {Provider} provider @param {string} id */
  constructor(world, provider, id) {
    /** @param {Match} match */
    const remember = ({ homeScore, awayScore, statusCode }) => {
      const text = `${homeScore}-${awayScore} ${statusName(provider, statusCode)}`;
      if (this.text !== text) this.moments.push({ at: now(), text });
    };
    remember(world.truth(id));
    world.onChange(({ after }) => {
      if (after.id === id) remember(after);
    });
  }

  /** What is true now. */
  get text() {
    return this.moments.at(-1)?.text ?? '';
  }

  /**
   * Milliseconds in which a board showed with live or settled trust what is not true and was not within
   * the last second; and the texts.
   * @param {Span[]} spans
   * @param {{from?: number, to?: number}} [time]
   */
  wrong(spans, { from = 0, to = now() } = {}) {
    let ms = 0;
    /** @type {string[]} */
    const told = [];
    for (const { start, end, text } of trusted(spans, from, to)) {
      let bad = [{ start, end }];
      for (const [index, { at, text: truth }] of this.moments.entries()) {
        if (truth !== text) continue;
        const until = (this.moments[index + 1]?.at ?? Infinity) + deliveryMs;
        bad = bad.flatMap((part) => without(part, at, until));
      }
      for (const part of bad) {
        ms += part.end - part.start;
        told.push(`${text} for ${((part.end - part.start) / 1000).toFixed(1)} s`);
      }
    }
    return { ms, told: told.join('; ') };
  }

  /** @param {string} name @param {Span[]} spans @param {number} limit ms @param {{from?: number, to?: number}} [time] */
  wrongAtMost(name, spans, limit, time) {
    const { ms, told } = this.wrong(spans, time);
    const text = `${name}: wrong as live or settled for ${Math.round(ms)} ms, limit ${limit}: ${told}`;
    assert.ok(ms <= limit + samplingMs, text);
  }

  /**
   * What was right already is never shown undone with live or settled trust.
   * @param {string} name
   * @param {Span[]} spans
   * @param {{from?: number, to?: number}} [time]
   */
  neverUndone(name, spans, { from = 0, to = now() } = {}) {
    let knew = -1;
    for (const { text } of trusted(spans, from, to)) {
      const index = this.moments.findLastIndex((moment) => moment.text === text);
      const newest = this.moments[knew]?.text;
      assert.ok(index < 0 || index >= knew, `${name}: ${text} was shown after ${newest}`);
      knew = Math.max(knew, index);
    }
  }
}

/** The spans with live or settled trust, cut to this time. @param {Span[]} spans @param {number} from @param {number} to */
function trusted(spans, from, to) {
  return spans.flatMap(({ from: begin, trust, text }, index) => {
    const start = Math.max(begin, from);
    const end = Math.min(spans[index + 1]?.from ?? to, to);
    return (trust === 'live' || trust === 'settled') && end > start ? [{ start, end, text }] : [];
  });
}

/** @param {{start: number, end: number}} span @param {number} from @param {number} to */
const without = ({ start, end }, from, to) =>
  [
    { start, end: Math.min(end, from) },
    { start: Math.max(start, to), end },
  ].filter((part) => part.end > part.start);
