/**
 * A CDN or a company's proxy in front of REST: what the stream told is never undone by an older answer,
 * and a reader who comes after a goal calls no old answer live when its age can be read. Where nothing
 * tells the age, the first message that contradicts the answer settles it.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from './lib/both.mjs';
import { liveWorld, unkindWorld } from './lib/worlds.mjs';

/** @typedef {import('../upstreams/faults/cdn.mjs').CdnOptions} CdnOptions */

/** @type {[string, CdnOptions][]} */
const telling = [
  ['5 s, with Age', { ttlMs: 5_000, date: 'none' }],
  ['30 s, with Age', { ttlMs: 30_000, date: 'none' }],
  ['60 s, with Age and Date', { ttlMs: 60_000 }],
  ['60 s, with Date alone', { ttlMs: 60_000, tellsAge: false }],
  ['5 s, revalidating without bound, with Age', { ttlMs: 5_000, staleWhileRevalidate: true }],
];

/** @type {[string, CdnOptions][]} */
const silent = [
  ['30 s, no word of the age', { ttlMs: 30_000, tellsAge: false, date: 'none' }],
  ['60 s, with a Date of its own', { ttlMs: 60_000, tellsAge: false, date: 'now' }],
  [
    '5 s, revalidating without bound, no word of the age',
    { ttlMs: 5_000, staleWhileRevalidate: true, tellsAge: false, date: 'none' },
  ],
];

for (const kind of kinds) {
  const { provider } = kind;

  for (const [name, options] of [...telling, ...silent]) {
    test(`${provider}: a goal is never undone by a cache of ${name}`, async (t) => {
      const { match, board, faults, watch, pass } = await liveWorld(t, kind);
      faults.cdn.caches(options);
      board.refresh();
      await pass(2_000);
      const watcher = watch();
      match.score('home');
      await match.agrees(board, 'by the stream');
      watcher.look();
      for (let asked = 0; asked < 6; asked += 1) {
        board.refresh();
        await pass(20_000);
      }
      watcher.look();
      watcher.neverUndone();
      watcher.wrongAtMost(0);
    });
  }

  for (const [name, options] of telling) {
    test(`${provider}: a late reader behind a cache of ${name}`, async (t) => {
      const { match, faults, watchBoard, pass } = await unkindWorld(t, kind);
      faults.cdn.caches(options);
      const first = match.open();
      await first.reaches('live');
      match.score('home');
      await pass(20_000);
      first.destroy();
      const board = match.open();
      const watcher = watchBoard(board);
      await pass(90_000);
      watcher.wrongAtMost(0);
      await match.agrees(board, 'in the end');
    });
  }

  for (const [name, options] of silent) {
    test(`${provider}: a late reader behind a cache of ${name}, until a message`, async (t) => {
      const { match, faults, watchBoard, pass } = await unkindWorld(t, kind);
      faults.cdn.caches(options);
      const first = match.open();
      await first.reaches('live');
      match.score('home');
      await pass(10_000);
      first.destroy();
      const board = match.open();
      await match.streamOpened();
      await pass(3_000);
      const watcher = watchBoard(board);
      match.score('away');
      await pass(90_000);
      watcher.wrongAtMost(3_000, 'after the message');
      watcher.neverUndone();
      assert.equal(watcher.shown()?.home.score, match.truthScore()[0]);
    });
  }
}
