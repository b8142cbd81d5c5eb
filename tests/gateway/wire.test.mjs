/** The rules of docs/gateway-wire.md, one after the other, told by the program to a reader's socket. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { status } from '../upstreams/world.mjs';
import { startGateway } from './lib/program.mjs';
import { startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const channel = 'scorelytics.football.match.a1';

/** @param {any} message */
const scoreOf = ({ row }) => row && [row.home.score, row.away.score];

/** @param {import('node:test').TestContext} t @param {string[]} [ids] @param {string[]} [more] */
async function start(t, ids = ['a1'], more = []) {
  const providers = await startProviders(t, ids);
  const { words, env } = providers.football;
  const follow = ids.map((id) => `match:${id}`).join(',');
  const gateway = await startGateway(t, ['--follow', follow, ...words, ...more], env);
  return { ...providers, gateway };
}

test('a match: its newest message at once, then each change in order', async (t) => {
  const { gateway, world } = await start(t);
  const first = startReader(t, gateway.address([channel]));
  await first.hears(({ trust }) => trust === 'live', 'live');
  for (let goals = 1; goals <= 5; goals += 1) {
    world.goal('a1', 'home');
    await first.hears((message) => scoreOf(message)?.[0] === goals, `goal ${goals}`);
  }
  // Who comes later gets the newest alone, before anything happens.
  const late = startReader(t, gateway.address([channel]));
  await late.hears(() => true, 'the newest');
  assert.deepEqual(scoreOf(late.messages()[0]), [5, 0]);
  assert.equal(late.messages().length, 1);

  const messages = first.messages();
  const changes = messages.filter(({ seq }, index) => seq !== messages[index - 1]?.seq);
  for (const [index, { v, channel: of, epoch, seq }] of changes.entries()) {
    assert.deepEqual([v, of, epoch], [1, channel, messages[0].epoch]);
    assert.equal(seq, changes[0].seq + index, 'rising by one');
  }
  assert.ok(messages.every(({ at }, index) => at >= (messages[index - 1]?.at ?? 0)));
});

test('a row has the names of the doc, and nothing in a language', async (t) => {
  const { gateway, world } = await start(t);
  world.goal('a1', 'away');
  const reader = startReader(t, gateway.address([channel]));
  const { row, ...head } = await reader.hears(
    (message) => message.trust === 'live' && scoreOf(message)?.[1] === 1,
    'live, with the goal',
  );
  assert.deepEqual(Object.keys(head).sort(), [
    'at',
    'channel',
    'epoch',
    'provenAt',
    'seq',
    'trust',
    'v',
  ]);
  const names =
    'id sport league home away status period minute addedTime clock kickoff kickoffDay plays statusWord';
  for (const name of Object.keys(row)) assert.ok(names.split(' ').includes(name), name);
  assert.deepEqual(row.league, { id: 'DEf456', name: row.league.name });
  assert.deepEqual(row.away, {
    id: '',
    name: 'Away a1',
    shortName: row.away.shortName,
    logoUrl: row.away.logoUrl,
    score: 1,
  });
  assert.deepEqual([row.id, row.sport, row.status], ['a1', 'football', 'live']);
});

test('a team that is not decided has an empty name', async (t) => {
  const { world, football } = await startProviders(t);
  world.add({ id: 'z9', sport: 'football', home: '', away: 'Away' });
  const gateway = await startGateway(t, ['--follow', 'asked', ...football.words], football.env);
  const reader = startReader(t, gateway.address(['scorelytics.football.match.z9']));
  const { row } = await reader.hears((message) => message.row, 'the row');
  assert.equal(row.home.name, '');
  assert.equal(row.home.shortName, '');
  assert.equal(row.away.name, 'Away');
});

test('heartbeats: the whole row again within 4 s, of the same number and later', async (t) => {
  const { gateway } = await start(t);
  const reader = startReader(t, gateway.address([channel]));
  const live = await reader.hears(({ trust }) => trust === 'live', 'live');
  await until(
    () => reader.heard.filter(({ message }) => message.seq >= live.seq).length >= 4,
    'three beats',
    20_000,
  );
  const beats = reader.heard.filter(({ message }) => message.seq >= live.seq);
  for (const [index, { message, at }] of beats.slice(1).entries()) {
    const before = /** @type {typeof beats[number]} */ (beats[index]);
    assert.equal(message.seq, live.seq);
    assert.ok(message.at > before.message.at);
    assert.equal(message.row.home.name, 'Home a1');
    assert.ok(at - before.at < 5_000, `${at - before.at} ms between beats`);
    assert.ok(at - before.at > 1_000, 'a heartbeat is no storm');
  }
});

test('a result is over', async (t) => {
  const { gateway, world } = await start(t, ['a1']);
  const reader = startReader(t, gateway.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  world.status('a1', status.finished);
  const { row } = await reader.hears(({ trust }) => trust === 'over', 'over');
  assert.equal(row.status, 'finished');
});

test('what the provider refuses is said to the reader, without a row', async (t) => {
  const { football } = await startProviders(t);
  const gateway = await startGateway(
    t,
    ['--follow', 'match:nobody', ...football.words],
    football.env,
  );
  const reader = startReader(t, gateway.address(['scorelytics.football.match.nobody']));
  const message = await reader.hears(({ trust }) => trust === 'refused', 'refused');
  assert.equal(message.reason, 'not_found');
  assert.equal('row' in message, false);
});

test('GET: the newest message, for no cache; 404 where it may not be followed', async (t) => {
  const { gateway, world } = await start(t);
  world.goal('a1', 'home');
  const reader = startReader(t, gateway.address([channel]));
  await reader.hears((message) => scoreOf(message)?.[0] === 1, 'the goal');
  const answer = await gateway.get(channel);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  assert.deepEqual(scoreOf(await answer.json()), [1, 0]);
  for (const other of [
    'scorelytics.football.match.other',
    'scorelytics.basketball.match.a1',
    'stats-api.any.match.a1',
    'scorelytics.football.match.%61%31',
    'scorelytics.football.match',
    'nonsense',
  ]) {
    assert.equal((await gateway.get(other)).status, 404, other);
    const refused = startReader(t, gateway.address([channel, other]));
    assert.equal(await refused.isRefused(), 404, other);
  }
  assert.equal((await gateway.get('')).status, 400);
  assert.equal((await gateway.get(`${channel},scorelytics.any.match.a1`)).status, 400);
});

test('a page that names no sport gets the same match, under the name that it asked for', async (t) => {
  const { gateway, scorelytics } = await start(t);
  const any = 'scorelytics.any.match.a1';
  const reader = startReader(t, gateway.address([any, channel]));
  await reader.hears((message) => message.channel === any && message.trust === 'live', 'live');
  await reader.hears((message) => message.channel === channel && message.trust === 'live', 'live');
  assert.equal(scorelytics.socketCount(), 1);
});

test('all channels of an address come through one socket, 60 at most', async (t) => {
  const ids = Array.from({ length: 60 }, (_, index) => `m${index}`);
  const { gateway } = await start(t, ids);
  const channels = ids.map((id) => `scorelytics.football.match.${id}`);
  const reader = startReader(t, gateway.address(channels));
  await until(
    () => new Set(reader.messages().map((message) => message.channel)).size === 60,
    'all 60',
  );
  const more = startReader(t, gateway.address([...channels, channel]));
  assert.equal(await more.isRefused(), 400);
});

test('both providers: the Stats API by its own channels', async (t) => {
  const { world, basketball } = await startProviders(t);
  world.add({ id: 'b1', sport: 'basketball', home: 'Zvezda', away: 'Partizan', number: 200 });
  world.kickoff('b1');
  const gateway = await startGateway(
    t,
    ['--follow', 'match:200', ...basketball.words],
    basketball.env,
  );
  const reader = startReader(t, gateway.address(['stats-api.any.match.200']));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  world.play('b1', { type: '3pt_made', side: 'home' });
  const { row } = await reader.hears((message) => scoreOf(message)?.[0] === 3, 'the shot');
  assert.equal(row.plays.at(-1).type, '3pt_made');
  // Plays go on, and the row stays as small as it may be.
  for (let index = 0; index < 12; index += 1) world.play('b1', { type: '2pt_made', side: 'away' });
  await reader.hears((message) => scoreOf(message)?.[1] === 24, 'all shots');
  for (const { message } of reader.heard) {
    if (message.row) assert.ok(Buffer.byteLength(JSON.stringify(message.row)) <= 1024);
  }
});

test('another start has a greater epoch', async (t) => {
  const { gateway, football } = await start(t);
  const one = await startReader(t, gateway.address([channel])).hears(() => true, 'a word');
  assert.deepEqual(await gateway.end(), [0, null]);
  const again = await startGateway(t, ['--follow', 'match:a1', ...football.words], football.env);
  const other = await startReader(t, again.address([channel])).hears(() => true, 'a word');
  assert.ok(other.epoch > one.epoch);
  assert.equal(other.seq <= 2, true);
});

test('the stream is lost and REST with it: the row stays, and is stale', async (t) => {
  const { gateway, scorelytics, world } = await start(t);
  const reader = startReader(t, gateway.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  world.goal('a1', 'home');
  await reader.hears((message) => scoreOf(message)?.[0] === 1, 'the goal');
  scorelytics.stopAccepting();
  scorelytics.dropSockets('rst');
  const stale = await reader.hears(({ trust }) => trust === 'stale', 'stale', 40_000);
  assert.deepEqual(scoreOf(stale), [1, 0]);
  scorelytics.acceptAgain();
});
