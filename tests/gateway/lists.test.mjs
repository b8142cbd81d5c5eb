/** Lists: batches whose numbers have no gap, the replay, and a snapshot that says where it stands. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { startGateway } from './lib/program.mjs';
import { laLiga, startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const league = 'scorelytics.football.league.DEf456';
const snapshot = 'scorelytics.football.league.snapshot.DEf456';
const live = 'scorelytics.football.live';

/** @param {import('node:test').TestContext} t @param {string} follow @param {string[]} ids */
async function start(t, follow, ids) {
  const providers = await startProviders(t, ids);
  const { words, env } = providers.football;
  return { ...providers, gateway: await startGateway(t, ['--follow', follow, ...words], env) };
}

/** A list as a reader keeps it, by the rules of the doc. */
class List {
  /** @type {any} */
  base;
  seq = 0;
  gaps = 0;
  /** @type {Map<string, any>} */
  rows = new Map();
  /** @type {string[]} */
  ids = [];

  /** @param {any} message */
  hear(message) {
    if (message.channel === snapshot || message.channel === `${live}.snapshot`) {
      if (this.base) return;
      this.base = message;
      this.seq = message.seq;
      this.#apply(message);
      return;
    }
    if (!this.base || message.seq <= this.seq) return;
    if (message.seq !== this.seq + 1) this.gaps += 1;
    this.seq = message.seq;
    this.#apply(message);
  }

  /** @param {any} message */
  #apply({ rows, ids }) {
    for (const row of rows) this.rows.set(row.id, row);
    if (!ids) return;
    this.ids = ids;
    for (const id of [...this.rows.keys()]) if (!ids.includes(id)) this.rows.delete(id);
  }

  scores() {
    return this.ids.map((id) => {
      const { home, away } = this.rows.get(id);
      return [id, home.score, away.score];
    });
  }
}

/** Snapshots first, as a reader asks for them. @param {any[]} messages */
function read(messages) {
  const list = new List();
  const first = messages.find(({ channel }) => channel.includes('.snapshot'));
  if (first) list.hear(first);
  for (const message of messages) list.hear(message);
  return list;
}

test('a league: snapshot and batches add up to the truth, for who comes early or late', async (t) => {
  const ids = ['m1', 'm2', 'm3', 'm4'];
  const { gateway, world } = await start(t, 'league:DEf456', ids);
  const early = startReader(t, gateway.address([snapshot, league]));
  await early.hears((message) => message.trust === 'live', 'live');
  for (let goals = 0; goals < 20; goals += 1) {
    world.goal(ids[goals % 4] ?? '', goals % 3 ? 'home' : 'away');
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  const truth = () => ids.map((id) => [id, world.truth(id).homeScore, world.truth(id).awayScore]);
  const agrees = (/** @type {import('./lib/reader.mjs').Reader} */ reader) =>
    JSON.stringify(read(reader.messages()).scores().sort()) === JSON.stringify(truth().sort());
  await until(() => agrees(early), 'the early reader has the truth');
  const late = startReader(t, gateway.address([snapshot, league]));
  await until(() => agrees(late), 'the late reader has the truth');
  for (const reader of [early, late]) assert.equal(read(reader.messages()).gaps, 0);

  const batches = early.messages(league);
  const numbers = batches.map(({ seq }) => seq);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  // 20 goals in 1.2 s: they come together, 100 ms of them at a time, and each row is as it was last.
  const changed = batches.filter(({ seq }, index) => seq !== numbers[index - 1]);
  assert.ok(changed.length < 20, `${changed.length} batches`);
  const heard = early.heard.filter(
    ({ message }) => message.channel === league && message.rows.length,
  );
  for (const [index, { at }] of heard.slice(1).entries()) {
    assert.ok(at - (heard[index]?.at ?? 0) > 50, 'a batch each 100 ms');
  }
  // Only what changed is in a batch, and ids only where they changed.
  assert.ok(changed.slice(2).every(({ rows, ids: told }) => rows.length < 4 && told === undefined));
});

test('the replay of 30 s needs no snapshot but the first', async (t) => {
  const { gateway, world } = await start(t, 'league:DEf456', ['m1', 'm2']);
  const reader = startReader(t, gateway.address([snapshot, league]));
  await reader.hears((message) => message.trust === 'live', 'live');
  const held = read(reader.messages());
  reader.end();
  for (let goals = 0; goals < 6; goals += 1) {
    world.goal('m1', 'home');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  // Back again, with what it held: the next numbers are all there.
  const again = startReader(t, gateway.address([league]));
  await until(() => {
    const list = new List();
    list.hear(held.base);
    for (const message of again.messages()) list.hear(message);
    return list.gaps === 0 && list.scores()[0]?.[1] === 6;
  }, 'all that was missed');
});

test('heartbeats of a list: no rows, the same number, and the snapshot whole', async (t) => {
  const { gateway } = await start(t, 'league:DEf456', ['m1', 'm2']);
  const reader = startReader(t, gateway.address([snapshot, league]));
  const { seq } = await reader.hears(
    (message) => message.channel === league && message.trust === 'live',
    'live',
  );
  await until(
    () => reader.messages(league).filter((each) => each.seq === seq).length > 2,
    'two beats',
    20_000,
  );
  const [, ...beats] = reader.messages(league).filter((each) => each.seq === seq);
  for (const beat of beats) {
    assert.deepEqual(beat.rows, []);
    assert.equal('ids' in beat, false);
  }
  const whole = reader.newest(snapshot);
  assert.equal(whole.seq, seq);
  assert.deepEqual(
    whole.ids,
    whole.rows.map((/** @type {any} */ row) => row.id),
  );
  assert.ok(whole.rows.every((/** @type {any} */ row) => row.trust === 'live'));
  const heard = reader.heard.filter(({ message }) => message.channel === snapshot);
  for (const [index, { at }] of heard.slice(1).entries()) {
    assert.ok(at - (heard[index]?.at ?? 0) < 4_400);
  }
});

test('a list that changes all the time has its snapshot none the less', async (t) => {
  const { gateway, world } = await start(t, 'league:DEf456', ['m1', 'm2']);
  const reader = startReader(t, gateway.address([snapshot, league]));
  await reader.hears((message) => message.trust === 'live', 'live');
  const timer = setInterval(() => world.goal('m1', 'home'), 200);
  t.after(() => clearInterval(timer));
  const since = performance.now();
  const heard = () =>
    reader.heard.filter(({ message, at }) => message.channel === snapshot && at > since);
  await until(() => heard().length >= 3, 'three snapshots', 14_000);
  const { seq, rows } = heard()[2]?.message ?? {};
  assert.ok(seq > 20 && rows[0].home.score > 20, 'as new as the batches');
});

test('what is live: a match joins, in the order of the provider, and one that ends is over', async (t) => {
  const { gateway, world } = await start(t, 'live', ['m1']);
  world.add({ id: 'm2', sport: 'football', league: laLiga, home: 'Home m2', away: 'Away m2' });
  const reader = startReader(t, gateway.address([`${live}.snapshot`, live]));
  await reader.hears((message) => message.trust === 'live', 'live');
  world.kickoff('m2');
  world.goal('m2', 'home');
  const joined = await reader.hears(
    (message) => message.ids?.includes('m2'),
    'the new one',
    70_000,
  );
  assert.equal(joined.ids.length, 2);
  await until(() => read(reader.messages()).rows.get('m2')?.home.score === 1, 'its score');
});

test('a list without matches is known to have none', async (t) => {
  const { gateway } = await start(t, 'league:none', []);
  const empty = 'scorelytics.football.league.none';
  const reader = startReader(
    t,
    gateway.address([empty, empty.replace('league', 'league.snapshot')]),
  );
  const message = await reader.hears(({ ids }) => ids, 'ids');
  assert.deepEqual([message.ids, message.rows], [[], []]);
});

test('a competition of the Stats API', async (t) => {
  const { world, basketball } = await startProviders(t, []);
  const kls = { id: 'UvW111', number: 4, name: 'KLS', country: 'Serbia' };
  for (const id of ['b1', 'b2']) {
    world.add({ id, sport: 'basketball', league: kls, home: `Home ${id}`, away: `Away ${id}` });
  }
  world.kickoff('b1');
  const gateway = await startGateway(
    t,
    ['--follow', 'competition:4', ...basketball.words],
    basketball.env,
  );
  const reader = startReader(t, gateway.address(['stats-api.any.competition.4']));
  await reader.hears((message) => message.trust === 'live', 'live');
  world.play('b1', { type: '3pt_made', side: 'away' });
  const { rows } = await reader.hears(
    (message) => message.rows.some((/** @type {any} */ row) => row.away.score === 3),
    'the shot',
  );
  assert.equal(rows.length, 1);
  // A match that has not begun is as good as the stream that would tell of it.
  const first = reader.messages().find((message) => message.ids);
  const quiet = first.rows.find((/** @type {any} */ row) => row.status === 'scheduled');
  assert.ok(['live', 'polling'].includes(quiet.trust), quiet.trust);
});
