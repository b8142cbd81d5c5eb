/**
 * Snapshots that the page asked for before there was an engine (`web/src/early.ts`): they are older than
 * any stream. The first request may be answered so; once a socket exists, no snapshot of before it may
 * pass for one of after it.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds, startedMatch } from './lib/both.mjs';
import { setUp } from './lib/setup.mjs';

for (const kind of kinds) {
  /** @param {import('node:test').TestContext} t */
  const start = async (t) => {
    const setup = await setUp(t);
    const match = startedMatch(setup, kind);
    /** What the engine would have taken early. @type {string[]} */
    const wanted = [];
    return { ...setup, match, wanted };
  };

  test(`${kind.provider}: the first snapshot may be one that the page has asked for`, async (t) => {
    const { engine, match, wanted } = await start(t);
    engine.takeEarly = (ticket, url, lines) => {
      wanted.push(url);
      if (wanted.length > 1) return false;
      const headers = [...lines.matchAll(/^(.*?): (.*)$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]);
      fetch(url, { headers: Object.fromEntries(headers) })
        .then((answer) => answer.text())
        .then((body) => engine.answerEarly(ticket, body));
      return true;
    };
    const board = match.open();
    await match.agrees(board, 'by the page’s own request');
    assert.match(wanted[0] ?? '', kind.snapshot);
    await match.recovers(board);
  });

  test(`${kind.provider}: once a socket exists, no early snapshot is taken`, async (t) => {
    const { engine, match, wanted } = await start(t);
    const board = match.open();
    await match.streamOpened();
    // From here on the page has an answer to everything, and all of them are old.
    engine.takeEarly = (_, url) => {
      wanted.push(url);
      return false;
    };
    await board.reaches('live');
    match.score('home');
    await match.agrees(board, 'a score');
    const asked = match.server.requests.of(kind.snapshot).length;
    board.refresh();
    const again = match.open();
    await again.reaches('live');
    await match.recovers(board);
    const anew = () => match.server.requests.of(kind.snapshot).length > asked;
    await again.waitFor(anew, 'it did ask anew');
    assert.deepEqual(wanted, []);
  });
}
