/** A provider's ways to fail as tests; a file of tests for each provider, because each takes a minute. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launchChromium } from './chromium.mjs';
import { patienceMs } from './patience.mjs';
import { cases } from './secret-cases.mjs';
import { secretIn, startSecretSite } from './secret-site.mjs';
import { openListened } from './told.mjs';

/** Where a secret was told; without the text, which would put it into the report. @param {import('./told.mjs').Told[]} told */
export const leaks = (told) =>
  [
    ...new Set(told.map(({ where, text }) => secretIn(text) && `${secretIn(text)} in ${where}`)),
  ].filter(Boolean);

/** @param {import('playwright-core').Page} page */
const refresh = (page) =>
  page.evaluate(() => /** @type {any} */ (document.querySelector('score-board')).refresh());

/** Waits until the board's connection is so, or has been. @param {import('playwright-core').Page} page @param {string} ends */
export const reaches = (page, ends) =>
  page.waitForFunction(
    (ends) => {
      const { told } = /** @type {any} */ (window);
      const { connection } = /** @type {any} */ (document.querySelector('score-board')).state;
      return (
        connection.state === ends ||
        connection.reason === ends ||
        told.some(
          (/** @type {[string, string]} */ [where, text]) =>
            ['connection-change', 'board-error'].includes(where) && text.includes(`"${ends}"`),
        )
      );
    },
    ends,
    { timeout: patienceMs },
  );

/** @param {'scorelytics' | 'stats-api'} provider */
export function testFailures(provider) {
  // Each has servers of its own, and most of the time it waits.
  describe('no secret is told', { concurrency: 6 }, () => {
    /** @type {import('playwright-core').Browser} */
    let browser;
    before(async () => {
      browser = await launchChromium();
    });
    after(() => browser?.close());

    for (const failure of cases.filter((failure) => failure.provider === provider)) {
      test(`${failure.provider}: ${failure.what}`, async (t) => {
        const site = await startSecretSite();
        t.after(() => site.close());
        const { page, told } = await openListened(browser, `${site.url}${failure.path ?? '/'}`);
        t.after(() => page.close());
        failure.before?.(site);
        const options = { ...site.options[failure.provider], ...failure.options };
        await page.evaluate(`
        window.n = 0;
        const board = document.createElement('score-board');
        document.querySelector('main').append(board);
        const options = ${JSON.stringify(options)};
        scoreline.createScoreboard(board, {
          ...options,
          ...${failure.functions ?? '{}'},
        });`);
        if (failure.whenLive) {
          await reaches(page, 'live');
          failure.whenLive(site);
          // The network tells of a socket that ends; a board is slower to ask again.
          await refresh(page);
        }
        try {
          await reaches(page, failure.ends);
        } catch {
          const seen = (await told()).filter(({ where }) => /change|error|state/.test(where));
          assert.fail(`it never was ${failure.ends}: ${JSON.stringify(seen.slice(-6))}`);
        }
        // What follows it: the sentence, the picture; and all of it once more.
        await refresh(page);
        await page.waitForTimeout(500);
        assert.deepEqual(leaks(await told()), []);
      });
    }
  });
}
