/** From navigation to the first correct score on the screen. */

import { launch, openPage } from '../lib/browser.mjs';
import { startDelayProxy } from '../lib/delay-proxy.mjs';
import { startPages } from '../lib/pages.mjs';
import { startProvider } from '../lib/providers.mjs';
import { bySubject } from '../lib/table.mjs';

/** @typedef {import('../lib/pages.mjs').Subject} Subject */
/** @typedef {{name: string, subject: Subject, before?: string}} Way */

export const title = 'From navigation to the first score on the screen';
export const how = `A page with one board, nothing cached (a new browser context each time), files sent as brotli 11,
page and provider on two origins, so that a request with a key is preflighted. A distance is a delay of
every byte both ways, and a round trip for each connection; bandwidth is not limited. "4× slower" is
Chromium's throttling of the main thread: compilation of wasm, on other threads, is not slowed. The
screen shows it at the end of the first frame in which the picture, or HTML that a reader sees, has the right
score. Each page preloads its own files and connects to the provider beforehand. WebGL runs in software
(SwiftShader). "serial": our first snapshot asked for only when the engine is there.`;
export const table = bySubject;

/**
 * The same page, but its snapshot waits for the engine: what asking early is worth.
 */
const serial = `{
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const isSnapshot = /matches\\//.test(String(request[0]));
    while (isSnapshot && probe.marks.instantiated === undefined) {
      await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(0); });
    }
    return ask(...request);
  };
}`;

/** @type {Way[]} */
const allWays = [
  { name: 'scoreline', subject: 'scoreline' },
  { name: 'baseline', subject: 'baseline' },
  { name: 'scoreline, serial', subject: 'scoreline', before: serial },
];

/** @type {Way} */
const other = { name: 'scoreline, other build', subject: 'beside' };

/** @param {import('../main.mjs').Run} run */
export async function measure({ figures, isShort, beside }) {
  const runs = isShort ? 1 : 7;
  const firstRound = isShort ? 1 : 0;
  const distances = isShort ? [40] : [0, 40];
  const slowdowns = isShort ? [1] : [1, 4];
  const pages = await startPages(beside);
  const ways = beside ? [...allWays, other] : allWays;
  const browser = await launch();
  try {
    for (const name of /** @type {const} */ (['scorelytics', 'stats-api'])) {
      const provider = await startProvider(name);
      const [match] = provider.world.fill(1, provider.sport);
      if (!match) throw new Error('no match');
      for (const roundTrip of distances) {
        const proxies = await Promise.all(
          [pages.port, provider.port].map((port) => startDelayProxy(port, roundTrip)),
        );
        const [pagePort = 0, providerPort = 0] = proxies.map(({ port }) => port);
        const options = provider.options([match], providerPort);
        const target = (/** @type {Subject} */ subject) =>
          `http://127.0.0.1:${pagePort}${pages.path(subject, name, providerPort)}#${encodeURIComponent(JSON.stringify(options))}`;
        for (const slowdown of slowdowns) {
          const conditions = `${roundTrip} ms round trip, ${slowdown === 1 ? 'full speed' : `${slowdown}× slower`}`;
          /** @type {Map<string, Record<string, number>[]>} */
          const times = new Map(ways.map((way) => [way.name, []]));
          // The first round warms the browser's processes up and does not count.
          for (let round = firstRound; round <= runs; round += 1) {
            for (const way of ways) {
              const taken = await once(browser, way, target(way.subject), slowdown, match);
              if (round > 0) times.get(way.name)?.push(taken);
            }
          }
          for (const [subject, all] of times) {
            const values = (/** @type {string} */ mark) =>
              all.map((taken) => taken[mark] ?? Number.NaN);
            figures.add(`${name}: first score`, subject, 'ms', values('shown'), conditions);
          }
          const ours = times.get('scoreline') ?? [];
          for (const [mark, what] of Object.entries(steps)) {
            const values = ours.map((taken) => taken[mark]).filter((at) => at !== undefined);
            if (values.length)
              figures.add(`${name}: … ${what}`, 'scoreline', 'ms', values, conditions);
          }
        }
        for (const proxy of proxies) proxy.close();
      }
      await provider.close();
    }
  } finally {
    await browser.close();
    pages.close();
  }
}

/** What ours waits for on its way. @type {Record<string, string>} */
const steps = {
  script: 'its script is there',
  snapshot: 'the snapshot is there',
  wasm: 'the wasm is there',
  compiled: 'compiled',
  instantiated: 'instantiated',
  html: 'right as HTML',
  picture: 'first drawn',
  pictured: 'its picture on the screen',
};

/**
 * @param {import('../lib/browser.mjs').Browser} browser
 * @param {Way} way
 * @param {string} url
 * @param {number} slowdown
 * @param {import('../../upstreams/world.mjs').Match} match
 */
async function once(browser, { name, before = '' }, url, slowdown, match) {
  const score = `${match.homeScore}:${match.awayScore}`;
  const opened = await openPage(browser, {
    slowdown,
    before: `probe.awaited = ${JSON.stringify(score)}; probe.watchDom();${before}`,
  });
  const where = `first score of ${name}`;
  await opened.page.goto(url);
  await opened.until(() => {
    const { firstShown, firstPicture } = /** @type {any} */ (window).probe;
    return firstShown && (firstPicture || !document.querySelector('score-board'));
  }, where);
  const taken = await opened.page.evaluate(() => {
    const { probe } = /** @type {any} */ (window);
    const ends = (/** @type {RegExp} */ path) =>
      /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource')).find(
        ({ name }) => path.test(name),
      )?.responseEnd;
    return {
      ...probe.marks,
      script: ends(/scoreline\.js$/),
      wasm: ends(/\.wasm$/),
      snapshot: ends(/matches\/\w+$/),
      shown: probe.firstShown,
      pictured: probe.firstPicture,
    };
  });
  await opened.close(where);
  return /** @type {Record<string, number>} */ (taken);
}
