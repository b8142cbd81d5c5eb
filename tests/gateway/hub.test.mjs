/** What the embedded hub lets readers do, and what it does not. */

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { eventually } from './lib/eventually.mjs';
import { load } from './lib/load.mjs';
import { startGateway } from './lib/program.mjs';
import { startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const channel = 'scorelytics.football.match.a1';

/** @param {import('node:test').TestContext} t @param {string[]} [more] @param {string} [follow] */
async function start(t, more = [], follow = 'match:a1') {
  const providers = await startProviders(t, ['a1', 'a2', 'a3']);
  const { words, env } = providers.football;
  return {
    ...providers,
    gateway: await startGateway(t, ['--follow', follow, ...words, ...more], env),
  };
}

test('a reader who sends is closed with 1008; the others stay', async (t) => {
  const { gateway } = await start(t);
  const talker = await startReader(t, gateway.address([channel])).opens();
  const other = await startReader(t, gateway.address([channel])).opens();
  talker.socket.send('{"subscribe":"everything"}');
  assert.equal((await talker.closes())?.code, 1008);
  const before = other.messages().length;
  await until(() => other.messages().length > before, 'the next word');
  assert.equal(await gateway.metric('readers'), 1);
});

test('pages of other sites are refused, by socket and by GET', async (t) => {
  const own = 'https://www.example.com';
  const { gateway } = await start(t, ['--allow-origin', `${own},https://m.example.com`]);
  const foreign = startReader(t, gateway.address([channel]), { origin: 'https://evil.example' });
  assert.equal(await foreign.isRefused(), 403);
  await startReader(t, gateway.address([channel]), { origin: own }).opens();
  // A program that is no browser names none.
  await startReader(t, gateway.address([channel])).opens();
  const granted = await gateway.get(channel, { origin: own });
  assert.equal(granted.headers.get('access-control-allow-origin'), own);
  assert.match(String(granted.headers.get('vary')), /Origin/);
  const refused = await gateway.get(channel, { origin: 'https://evil.example' });
  assert.equal(refused.status, 403);
  assert.equal(refused.headers.get('access-control-allow-origin'), null);
});

test('connections are limited by address and in all; who leaves makes room', async (t) => {
  const { gateway } = await start(t, [
    '--max-readers',
    '5',
    '--max-readers-per-address',
    '2',
    '--behind-proxy',
  ]);
  /** @param {string} address */
  const from = (address) =>
    startReader(t, gateway.address([channel]), {
      headers: { 'x-forwarded-for': `9.9.9.9, ${address}` },
    });
  const first = await from('10.0.0.1').opens();
  await from('10.0.0.1').opens();
  assert.equal(await from('10.0.0.1').isRefused(), 503);
  // A household's addresses are one.
  await from('2001:db8:1:2::1').opens();
  await from('2001:db8:1:2:3:4:5:6').opens();
  assert.equal(await from('2001:db8:1:2::7').isRefused(), 503);
  await from('2001:db8:1:3::7').opens();
  assert.equal(await from('10.0.0.2').isRefused(), 503, 'no place in all');
  first.end();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await from('10.0.0.1').opens();
});

test('a reader that does not read is let go, and holds up nobody', async () => {
  const { Hub } = await load('hub.ts');
  const { Store } = await load('store.ts');
  /** @type {string[]} */
  const counted = [];
  const hub = new Hub({
    store: new Store(),
    onReaders: (/** @type {string} */ of, /** @type {number} */ change) =>
      counted.push(`${of} ${change}`),
    mostWaiting: 1000,
  });
  const [lazy, other] = [fakeReader(), fakeReader()];
  for (const { webSocket, socket } of [lazy, other]) hub.add(webSocket, socket, [channel]);
  const message = {
    channel,
    isBatch: false,
    isHeartbeat: false,
    madeAt: 0,
    body: Buffer.alloc(600),
  };
  lazy.socket.isRead = false;
  for (let index = 0; index < 5; index += 1) hub.publish(message);
  assert.equal(lazy.webSocket.isTerminated, true);
  assert.equal(lazy.socket.writableLength < 2000, true, 'nothing more was kept for it');
  assert.equal(other.socket.written, 5);
  assert.deepEqual([hub.slowReaders, hub.readerCount], [1, 1]);
  assert.deepEqual(counted, [`${channel} 1`, `${channel} 1`, `${channel} -1`]);
});

/** A connection as the hub uses it. */
function fakeReader() {
  const webSocket = {
    readyState: 1,
    OPEN: 1,
    isTerminated: false,
    on() {},
    terminate() {
      webSocket.isTerminated = true;
      webSocket.readyState = 3;
    },
  };
  const socket = {
    isRead: true,
    writableLength: 0,
    written: 0,
    /** @param {Buffer} frame */
    write(frame) {
      socket.written += 1;
      if (!socket.isRead) socket.writableLength += frame.length;
    },
  };
  return { webSocket, socket };
}

test('what readers ask for is followed, within bounds, and let go', async (t) => {
  const { gateway, scorelytics } = await start(t, [], 'asked');
  assert.equal(await gateway.metric('channels'), 0);
  assert.equal((await fetch(`${gateway.url}/healthz`)).status, 200);
  const reader = startReader(t, gateway.address([channel, 'scorelytics.football.match.a2']));
  await reader.hears((message) => message.trust === 'live', 'live');
  assert.equal(await gateway.metric('channels'), 2);
  assert.equal(scorelytics.socketCount() > 0, true);
  // A basketball match is no match of an owner of football.
  assert.equal((await gateway.get('scorelytics.basketball.match.a1')).status, 404);
  // By GET it is followed, too; its first word comes with it.
  assert.equal((await gateway.get('scorelytics.football.match.a3')).status, 200);
  // No more than 20 lists: the next has to wait, and what is followed goes on.
  for (let index = 0; index < 20; index += 1) {
    assert.equal(
      (await gateway.get(`scorelytics.football.league.L${index}`)).status,
      200,
      String(index),
    );
  }
  assert.equal((await gateway.get('scorelytics.football.league.L20')).status, 503);
  assert.equal((await gateway.get('scorelytics.football.league.L0')).status, 200);
});

test('a graceful stop: readers are sent away with 1012, and it ends within 5 s', async (t) => {
  const { gateway, scorelytics } = await start(t);
  const reader = await startReader(t, gateway.address([channel])).opens();
  // A reader that never answers a close does not hold it up.
  const { hostname, port } = new URL(gateway.url);
  const rude = connect({ host: hostname, port: Number(port) });
  t.after(() => rude.destroy());
  rude.on('error', () => {});
  rude.write(
    `GET /v1/channels?ids=${channel} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
  );
  await eventually(async () => (await gateway.metric('readers')) === 2, 'both readers');
  const at = performance.now();
  assert.deepEqual(await gateway.end('SIGINT'), [0, null]);
  assert.ok(performance.now() - at < 5_000);
  assert.equal((await reader.closes())?.code, 1012);
  await until(() => scorelytics.socketCount() === 0, "the provider's socket is given back");
});

test('browser files of the package: to be asked about each time, and nothing else of it', async (t) => {
  const { gateway } = await start(t);
  const words = await fetch(`${gateway.url}/scoreline/words/de.js`);
  assert.equal(words.status, 200);
  assert.equal(words.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(words.headers.get('access-control-allow-origin'), '*');
  assert.match(String(words.headers.get('cache-control')), /max-age=0, must-revalidate/);
  assert.match(await words.text(), /export/);
  const etag = String(words.headers.get('etag'));
  const again = await fetch(`${gateway.url}/scoreline/words/de.js`, {
    headers: { 'if-none-match': etag },
  });
  assert.equal(again.status, 304);
  for (const path of [
    'scoreline.js',
    'gateway/main.js',
    'words/xx.js',
    'words/..%2fgateway%2fmain.js',
    '../package.json',
    '..%2f..%2fpackage.json',
    '',
  ]) {
    assert.equal((await fetch(`${gateway.url}/scoreline/${path}`)).status, 404, path);
  }
  assert.equal((await fetch(`${gateway.url}/`)).status, 404);
  assert.equal(
    (await fetch(`${gateway.url}/v1/channels?ids=${channel}`, { method: 'POST' })).status,
    405,
  );
});

test('healthz and metrics: figures by the names of the docs', async (t) => {
  const { gateway } = await start(t);
  const reader = startReader(t, gateway.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  const health = await fetch(`${gateway.url}/healthz`);
  assert.equal(health.status, 200);
  assert.deepEqual(Object.keys(await health.json()), ['role', 'channels', 'upstreamAgeSeconds']);
  assert.equal(await gateway.metric('readers'), 1);
  assert.equal(await gateway.metric('upstream_sockets'), 1);
  assert.ok(Number(await gateway.metric('upstream_requests_total')) >= 1);
  assert.ok(Number(await gateway.metric('messages_total')) >= 1);
  assert.ok(Number(await gateway.metric('upstream_age_seconds')) < 30);
});
