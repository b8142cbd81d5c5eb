/**
 * Refusals of 8 s, each with a lost socket: of REST with any status, of a stream's handshake, of a
 * channel's authorisation. The board is live and right within a minute of their end.
 */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchChromium } from './lib/chromium.mjs';
import { providers, sportOf, startTruthSite } from './lib/truth-site.mjs';
import { isLive, now, openWatched, pass, Truth } from './lib/watched.mjs';

/** @typedef {import('./lib/truth-site.mjs').Provider} Provider */
/** @typedef {Awaited<ReturnType<import('./lib/truth-site.mjs').TruthSite['standIn']>>} StandIn */
/** @typedef {{id: string, number: number}} Played */

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

const forMs = 8_000;
const healedMs = 60_000;
const statuses = [400, 401, 402, 403, 404, 409, 410, 423, 425];

/** @type {Record<Provider, Record<string, (standIn: StandIn, match: Played) => void>>} */
const refusals = {
  scorelytics: Object.fromEntries(
    statuses.flatMap((status) => [
      [
        `${status} of REST`,
        ({ faults }, { id }) =>
          faults.refusals.refuse('rest', status, { forMs, path: new RegExp(`/matches/${id}$`) }),
      ],
      [
        `${status} of the handshake`,
        ({ faults }, { id }) =>
          faults.refusals.refuse('stream', status, { forMs, path: new RegExp(`/${id}([?]|$)`) }),
      ],
    ]),
  ),
  'stats-api': {
    ...Object.fromEntries(
      statuses.map((status) => [
        `${status} of REST`,
        ({ faults }, { number }) =>
          faults.refusals.refuse('rest', status, {
            forMs,
            path: new RegExp(`/matches/${number}$`),
          }),
      ]),
    ),
    ...Object.fromEntries(
      [401, 403, 404].map((status) => [
        `${status} of the channel authorisation`,
        ({ faults }) => faults.refusals.refuse('authorisation', status, { forMs }),
      ]),
    ),
    'a signature': ({ faults }) => faults.refusals.signWrongly(forMs),
  },
};

describe('refusals that pass', { concurrency: true }, () => {
  for (const provider of providers) {
    test(`${provider}: 8 s, and a lost socket`, async () => {
      const boards = await Promise.all(
        Object.entries(refusals[provider]).map(async ([name, refuse]) => {
          const standIn = await site.standIn(provider);
          const match = site.addMatch(sportOf(provider));
          const truth = new Truth(site.world, provider, match.id);
          return { name, refuse, standIn, match, truth };
        }),
      );
      const watched = await openWatched(browser, site);
      const options = boards.map(({ name, standIn, match }) => [name, standIn.options(match)]);
      await watched.add(Object.fromEntries(options));
      await watched.live(boards.map(({ name }) => name));

      for (const { refuse, standIn, match } of boards) {
        refuse(standIn, match);
        standIn.server.dropSockets('fin');
        match.score('home');
      }
      await pass(forMs);
      const endedAt = now();
      await Promise.all(
        boards.map(async ({ name, truth, standIn, match }) => {
          const isHealed = (/** @type {import('./lib/watched.mjs').Span} */ span) =>
            isLive(span) && span.text === truth.text;
          const at = await watched.reaches(name, isHealed, 'healed', healedMs);
          assert.ok(
            at - endedAt <= healedMs,
            `${name}: healed after ${Math.round(at - endedAt)} ms`,
          );
          if (name !== 'a signature') {
            const refused = standIn.server.requests.entries.filter(
              ({ status }) => status === Number.parseInt(name, 10),
            );
            assert.ok(refused.length > 0, `${name}: something was refused`);
          }
          match.score('home');
          await watched.reaches(name, isHealed, 'right by the stream', 5_000);
          truth.wrongAtMost(name, await watched.spans(name), 0);
        }),
      );
      await watched.page.close();
    });
  }
});
