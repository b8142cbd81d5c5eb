/**
 * A browser that says to be offline while its sockets stay open, as browsers leave them: nothing is live
 * at once, whatever the sockets still tell, and all is live and right soon after.
 */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { providers, sportOf, startTruthSite } from './lib/truth-site.mjs';
import { isLive, openWatched, pass, Truth } from './lib/watched.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./lib/truth-site.mjs').TruthSite} */
let site;

before(async () => {
  site = await startTruthSite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const offlineMs = 20_000;

test('offline, told by the browser, with the sockets open', async () => {
  const boards = await Promise.all(
    providers.flatMap((provider) =>
      ['a goal is told', 'a goal is lost', 'nothing happens'].map(async (what) => {
        const standIn = await site.standIn(provider);
        const match = site.addMatch(sportOf(provider));
        const truth = new Truth(site.world, provider, match.id);
        const options = standIn.options(match);
        return { name: `${provider}, ${what}`, what, standIn, match, truth, options };
      }),
    ),
  );
  const watched = await openWatched(browser, site);
  await watched.add(Object.fromEntries(boards.map(({ name, options }) => [name, options])));
  await watched.live(boards.map(({ name }) => name));

  await watched.page.context().setOffline(true);
  await pass(1_000);
  for (const { what, standIn, match } of boards) {
    assert.equal(standIn.streams(), 1, 'the socket is open');
    if (what === 'a goal is lost') standIn.faults.broadcasts.die();
    if (what !== 'nothing happens') match.score('home');
  }
  await pass(offlineMs);
  for (const { standIn } of boards) standIn.faults.clear();
  await watched.page.context().setOffline(false);

  for (const { name, truth } of boards) {
    await watched.reaches(
      name,
      (span) => isLive(span) && span.text === truth.text,
      'live and right again',
    );
    const [gone, back] = await watched.network();
    assert.ok(gone && back && !gone.online && back.online);
    const spans = await watched.spans(name);
    const still = spans.filter(
      ({ trust, connection, from }, index) =>
        (trust === 'live' || connection.startsWith('live')) &&
        from < back.at &&
        (spans[index + 1]?.from ?? Number.POSITIVE_INFINITY) > gone.at,
    );
    assert.deepEqual(still, [], `${name}: live while offline`);
    truth.wrongAtMost(name, spans, 0);
  }
  await watched.page.close();
});
