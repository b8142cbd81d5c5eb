import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { basketballScript, footballScript, Player } from '../../upstreams/scripts.mjs';
import {
  addBoards,
  agrees,
  complaintsOf,
  isConnected,
  isDrawnAnew,
  isShownAs,
  scoreOf,
  shot,
} from './boards.mjs';

/**
 * A match from its start to its end; after each step, state and events are compared with what is
 * true, and for some scores the pixels too.
 * @param {import('../lib/page.mjs').Page} page
 * @param {import('../lib/site.mjs').Site} site
 * @param {import('../lib/site.mjs').ProviderName} provider
 */
export async function wholeMatch(page, site, provider) {
  const sport = provider === 'scorelytics' ? 'football' : 'basketball';
  const script = sport === 'football' ? footballScript : basketballScript;
  const match = site.addMatch(sport);
  const player = new Player(site.world, match.id, script);
  await page.goto(site.url);
  await addBoards(page, { board: site.options(provider, match) });
  await isConnected(page, 'board');
  await agrees(page, 'board', scoreOf(match), 'before it begins');
  await isShownAs(page, 'board', 'picture');

  let pictures = 0;
  for (let number = 1; !player.done; number += 1) {
    // Steps that change the score and nothing else that is drawn: a free throw stops no clock.
    const { do: name, type } = script[number - 1]?.step ?? {};
    const isPlain = name === 'goal' || type === 'ft_made';
    const picture = isPlain && pictures < 2 ? await shot(page) : null;
    // Rows have the second in which they were written. What is taken back within that second looks like the row
    // from before, and stays in doubt for as long as any copy of that may come.
    if (name === 'correction') await setTimeout(1100);
    const change = await player.next();
    if (!change) break;
    const { before, after } = change;
    const step = `step ${number}: ${change.step.do}`;
    const events = await agrees(page, 'board', scoreOf(after), step);

    const hasScored = before.homeScore !== after.homeScore || before.awayScore !== after.awayScore;
    const scores = events.filter((event) => event.type === 'score-change');
    assert.equal(scores.length, hasScored ? 1 : 0, `${step}: one event a score`);
    if (hasScored) {
      const { home, away } = scores[0]?.detail ?? {};
      assert.deepEqual([home, away], [after.homeScore, after.awayScore], step);
    }
    const statuses = events.filter((event) => event.type === 'status-change');
    const hasTurned = before.statusCode !== after.statusCode;
    assert.equal(statuses.length, hasTurned ? 1 : 0, `${step}: one event a status`);

    if (picture && hasScored) {
      pictures += 1;
      await isDrawnAnew(page, 'board', picture, step);
    }
  }
  assert.equal(pictures, 2, 'scores compared as pictures');
  await isConnected(page, 'board', 'over');
  assert.deepEqual(await complaintsOf(page), []);
}
