/** Edges: real nginx with Nchan, told by the program, read by sockets and by GET. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { eventually } from './lib/eventually.mjs';
import { startFakeEdge } from './lib/fake-edge.mjs';
import { load } from './lib/load.mjs';
import { startEdge } from './lib/nginx.mjs';
import { runGateway, startGateway } from './lib/program.mjs';
import { startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const ids = ['a1', 'a2', 'a3'];
const matches = ids.map((id) => `scorelytics.football.match.${id}`);
const [channel = ''] = matches;
const league = 'scorelytics.football.league.DEf456';
const snapshot = 'scorelytics.football.league.snapshot.DEf456';
const follow = ['--follow', `${ids.map((id) => `match:${id}`).join(',')},league:DEf456`];

/** @param {import('node:test').TestContext} t @param {{url: string}[]} edges */
async function start(t, edges) {
  const providers = await startProviders(t, ids);
  const { words, env } = providers.football;
  const urls = edges.map(({ url }) => url).join(',');
  const gateway = await startGateway(t, [...follow, '--edges', urls, ...words], env);
  return { ...providers, gateway };
}

/** @param {any} message */
const scoreOf = ({ row }) => row?.home.score;

test('through one socket the newest of each channel at once, then every later message in order', async (t) => {
  const edge = await startEdge(t, [...follow, '--sport', 'football', '--provider', 'scorelytics']);
  const { world } = await start(t, [edge]);
  const first = startReader(t, edge.address([...matches, league, snapshot]));
  for (const of of matches) {
    await first.hears(
      (message) => message.channel === of && message.trust === 'live',
      `${of} live`,
    );
  }
  for (let goals = 0; goals < 12; goals += 1) {
    world.goal('a1', 'home');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await first.hears((message) => scoreOf(message) === 12, 'the last goal');

  const late = startReader(t, edge.address([...matches, league, snapshot]));
  await until(
    () => new Set(late.messages().map((message) => message.channel)).size === 5,
    'the newest of all five',
    3_000,
  );
  for (const of of matches) assert.equal(late.messages(of).length, 1, 'the newest alone');
  assert.equal(scoreOf(late.messages(channel)[0]), 12);
  // The batches of 30 s, oldest first, without a gap.
  const replay = late.messages(league).map(({ seq }) => seq);
  assert.ok(replay.length > 2);
  assert.deepEqual(
    replay,
    [...replay].sort((a, b) => a - b),
  );
  assert.equal(new Set(replay).size, (replay.at(-1) ?? 0) - (replay[0] ?? 0) + 1);
  // In order, each once.
  const heard = first.messages(channel).map(({ seq }) => seq);
  assert.deepEqual(
    heard,
    [...heard].sort((a, b) => a - b),
  );
});

test('GET: 200 with the newest, and 503 when the gateway is dead; 404, 403 and 1008 as here', async (t) => {
  const own = 'https://www.example.com';
  const edge = await startEdge(t, [
    ...follow,
    '--sport',
    'football',
    '--provider',
    'scorelytics',
    '--allow-origin',
    own,
  ]);
  const { gateway, world } = await start(t, [edge]);
  const reader = startReader(t, edge.address([channel]), { origin: own });
  await reader.hears(({ trust }) => trust === 'live', 'live');
  world.goal('a1', 'home');
  await reader.hears((message) => scoreOf(message) === 1, 'the goal');
  const answer = await edge.get(channel, { origin: own });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal(answer.headers.get('access-control-allow-origin'), own);
  assert.equal(scoreOf(await answer.json()), 1);
  // Of a list a lone batch helps nobody: who polls reads the snapshot.
  assert.equal((await edge.get(league)).status, 200);
  assert.equal((await (await edge.get(snapshot)).json()).rows.length, 3);

  assert.equal((await edge.get('scorelytics.football.match.other')).status, 404);
  assert.equal((await edge.get(`${channel},nonsense`)).status, 404);
  assert.equal((await edge.get(channel, { origin: 'https://evil.example' })).status, 403);
  const foreign = startReader(t, edge.address([channel]), { origin: 'https://evil.example' });
  assert.equal(await foreign.isRefused(), 403);
  assert.equal(await startReader(t, edge.address(['x'])).isRefused(), 404);
  const talker = await startReader(t, edge.address([channel])).opens();
  talker.socket.send('hello');
  assert.equal((await talker.closes())?.code, 1008);

  gateway.child.kill('SIGKILL');
  const at = performance.now();
  await eventually(async () => (await edge.get(channel)).status === 503, '503', 14_000);
  assert.ok(performance.now() - at < 13_000, `${performance.now() - at} ms`);
  const gone = await edge.get(channel, { origin: own });
  assert.equal(gone.headers.get('cache-control'), 'no-store');
  assert.equal(gone.headers.get('access-control-allow-origin'), own);
  // Who waits is not sent away by others who ask (Nchan's worker ended here once).
  for (let index = 0; index < 5; index += 1) assert.equal((await edge.get(channel)).status, 503);
  assert.equal(reader.closed, undefined);
  // Nothing old is handed to who comes now.
  const late = await startReader(t, edge.address([channel])).opens();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(late.messages(), []);
});

test('an edge that is killed holds up no other, and has everything soon after it is back', async (t) => {
  const [one, other] = [await startEdge(t), await startEdge(t)];
  const { gateway, world } = await start(t, [one, other]);
  const reader = startReader(t, one.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  await startReader(t, other.address([channel])).hears(
    ({ trust }) => trust === 'live',
    'live there',
  );
  await other.kill();
  for (let goals = 1; goals <= 10; goals += 1) {
    const at = performance.now();
    world.goal('a1', 'home');
    await reader.hears((message) => scoreOf(message) === goals, `goal ${goals}`);
    assert.ok(performance.now() - at < 2_000, `${performance.now() - at} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await until(() => gateway.log().some(({ event }) => event === 'edge_down'), 'the log');
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  assert.match(text, /publish_failures_total\{edge="1"\} 0\n/);
  assert.match(text, /publish_failures_total\{edge="2"\} [1-9]/);
  await other.start();
  await until(() => gateway.log().some(({ event }) => event === 'edge_up'), 'the log');
  // Sooner than heartbeats would bring it.
  const back = startReader(t, other.address([...matches, snapshot]));
  const channels = () => new Set(back.messages().map((each) => each.channel)).size;
  await until(() => channels() === 4, 'all of them', 3_000);
  assert.equal(scoreOf(back.newest(channel)), 10);
});

test('no reader ends the worker by the message that it says it stands at', async (t) => {
  const edge = await startEdge(t);
  const publish = () =>
    fetch(`${edge.url}/publish?id=${channel}`, { method: 'POST', body: '{"channel":"x"}' });
  await publish();
  const reader = await startReader(t, edge.address([channel])).opens();
  // Beyond the time for which the message is kept.
  await eventually(async () => (await edge.get(channel)).status === 503, '503', 12_000);
  const date = new Date().toUTCString();
  for (const headers of [
    { 'last-event-id': '0:-1' },
    { 'last-event-id': `${Math.floor(Date.now() / 1000)}:0` },
    { 'if-none-match': '0' },
    { 'if-modified-since': date },
    { 'if-modified-since': date, 'if-none-match': '-1' },
  ]) {
    const odd = startReader(t, edge.address([channel]), { headers });
    assert.equal(await odd.isRefused(), 400, JSON.stringify(headers));
    assert.equal((await edge.get(channel, headers)).status, 503);
  }
  const named = startReader(t, `${edge.address([channel])}&last_event_id=0:-1`);
  assert.equal(await named.isRefused(), 400);
  const before = reader.messages().length;
  await publish();
  await until(() => reader.messages().length > before, 'who waited hears on');
  assert.equal(reader.closed, undefined);
});

test('only the address that was given publishes', async (t) => {
  const edge = await startEdge(t, ['--publish-from', '10.9.9.9,fd00::/8']);
  for (const path of ['/publish', '/publish/batches']) {
    const answer = await fetch(`${edge.url}${path}?id=${channel}`, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 403);
  }
  assert.match(edge.printed, /^worker_processes 1;$/m);
});

test('an edge that comes back: of what only the newest counts the newest alone, batches in order', async (t) => {
  const edge = await startFakeEdge(t);
  edge.status = 503;
  const { gateway, world } = await start(t, [edge]);
  const reader = startReader(t, gateway.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  for (let goals = 1; goals <= 8; goals += 1) {
    world.goal('a1', 'home');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await reader.hears((message) => scoreOf(message) === 8, 'the goals');
  assert.equal(edge.taken.length, 0);
  assert.ok(Number(await gateway.metric('publish_waiting')) < 40);
  edge.status = 202;
  await until(() => edge.taken.some(({ message }) => scoreOf(message) === 8), 'the newest', 15_000);
  assert.equal(
    edge.taken.filter(({ message }) => [1, 2, 3, 4, 5, 6, 7].includes(scoreOf(message))).length,
    0,
  );
  await until(() => edge.taken.filter(({ isBatch }) => isBatch).length > 4, 'the batches');
  const numbers = edge.taken.filter(({ isBatch }) => isBatch).map(({ message }) => message.seq);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  assert.ok(edge.taken.every(({ isBatch, channel: of }) => isBatch === (of === league)));
});

test('the queue of an edge is bounded, and a slow one is asked for one message of a channel at a time', async (t) => {
  const { Edge } = await load('edge.ts');
  const slow = await startFakeEdge(t);
  slow.delayMs = 100;
  const edge = new Edge({
    url: slow.url,
    name: '1',
    log() {},
    maySpeak: () => true,
    all: () => [],
  });
  t.after(() => edge.stop());
  const put = (/** @type {number} */ seq, isBatch = false) =>
    edge.put({
      channel: isBatch ? 'l' : 'm',
      isBatch,
      isHeartbeat: false,
      madeAt: performance.now(),
      body: Buffer.from(JSON.stringify({ seq })),
    });
  for (let seq = 1; seq <= 1000; seq += 1) {
    put(seq);
    put(seq, true);
  }
  assert.ok(edge.waitingCount <= 301, String(edge.waitingCount));
  await until(() => slow.taken.filter(({ isBatch }) => isBatch).length > 3, 'some batches');
  const seqs = (/** @type {boolean} */ isBatch) =>
    slow.taken.filter((each) => each.isBatch === isBatch).map(({ message }) => message.seq);
  assert.deepEqual(seqs(false), [1, 1000]);
  assert.deepEqual(seqs(true).slice(0, 3), [1, 701, 702]);
});

test('an edge that takes nothing is tried ever more seldom', async (t) => {
  const { Edge } = await load('edge.ts');
  const broken = await startFakeEdge(t);
  broken.status = 500;
  const edge = new Edge({
    url: broken.url,
    name: '1',
    log() {},
    maySpeak: () => true,
    all: () => [],
  });
  t.after(() => edge.stop());
  for (let seq = 0; seq < 40; seq += 1) {
    const body = Buffer.from(JSON.stringify({ seq }));
    const madeAt = performance.now();
    edge.put({ channel: 'm', isBatch: false, isHeartbeat: false, madeAt, body });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  assert.ok(broken.tries >= 3 && broken.tries <= 5, `${broken.tries} tries`);
  assert.equal(edge.isUp, false);
  broken.status = 200;
  await until(() => broken.taken.length > 0, 'the newest');
  assert.equal(broken.taken[0]?.message.seq, 39);
});

test('mistakes of edges --print are named', async () => {
  for (const [words, sentence] of /** @type {[string[], RegExp][]} */ ([
    [[], /^scoreline-gateway: edges: --print/],
    [['--print', '--publish-from', 'my-host;'], /--publish-from: /],
    [['--print', '--port', '0'], /--port: /],
    [['--print', '--host', 'localhost'], /--host: /],
    [['--print', '--follow', 'asked'], /--follow: /],
    [['--print', '--api-key', 'x'], /--api-key: keys/],
    [['--print', '--tls-cert', 'x'], /--tls-cert/],
  ])) {
    const { code, out, error } = await runGateway(['edges', ...words]);
    assert.deepEqual([code, out], [2, ''], error);
    assert.match(error, sentence);
  }
});
