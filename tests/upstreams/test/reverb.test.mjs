/**
 * What reverb-observed.md tells of Reverb beyond the recordings that are kept here.
 */

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { ManualClock } from '../clock.mjs';
import { channelSignature } from '../stats-api/reverb/signature.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { World } from '../world.mjs';
import { RawClient, upgradeRequest } from './support/raw-client.mjs';

const clock = new ManualClock();
const server = new StatsApiServer({ world: new World({ clock }), clock });
const { key, secret } = server.app;
let port = 0;
/** @type {RawClient[]} */
const clients = [];
before(async () => {
  port = Number(new URL((await server.listen()).url).port);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
after(() => server.close());

const path = `/app/${key}?protocol=7`;

/** @param {string} text */
function rawClient(text) {
  const client = new RawClient(port, text);
  clients.push(client);
  return client;
}

async function connected() {
  const client = rawClient(upgradeRequest(path).text);
  const { text } = await client.next();
  /** @type {string} */
  const socketId = JSON.parse(JSON.parse(text).data).socket_id;
  return { client, socketId };
}

/** @param {string} channel @param {string} [channelData] */
async function subscribed(channel, channelData) {
  const { client, socketId } = await connected();
  const auth = `${key}:${channelSignature(secret, socketId, channel, channelData)}`;
  const data = { channel, auth, channel_data: channelData };
  client.sendText(JSON.stringify({ event: 'pusher:subscribe', data }));
  return { client, socketId, reply: (await client.next()).text };
}

const invalid =
  '{"event":"pusher:error","data":"{\\"code\\":4200,\\"message\\":\\"Invalid message format\\"}"}';
const pong = '{"event":"pusher:pong"}';

const badTexts = [
  'no json',
  '',
  '42',
  'null',
  'true',
  '"x"',
  '[]',
  '{}',
  '{"event":null}',
  '{"event":5}',
  '{"event":""}',
  '{"event":"pusher:unknown"}',
  '{"event":"pusher:signin","data":{}}',
  '{"event":"client-x"}',
  '{"event":"pusher:ping","data":5}',
  '{"event":"pusher:ping","data":"x"}',
  `{"event":"pusher:ping","data":${'['.repeat(600)}${']'.repeat(600)}}`,
  '{"event":"client-x","channel":"c","data":5}',
];

test('bad messages get 4200 and leave the socket open', async () => {
  const { client } = await connected();
  for (const text of badTexts) {
    client.sendText(text);
    assert.equal((await client.next()).text, invalid, text.slice(0, 60));
  }
  client.sendText('{"event":"pusher:ping"}');
  assert.equal((await client.next()).text, pong);
});

test('internal and ordinary names are ignored; connection_established is said again', async () => {
  const { client, socketId } = await connected();
  client.sendText('{"event":"pusher_internal:x","channel":"c"}');
  client.sendText('{"event":"ordinary","channel":"c"}');
  client.sendText('{"event":"pusher:connection_established"}');
  const { text } = await client.next();
  assert.equal(JSON.parse(JSON.parse(text).data).socket_id, socketId);
});

test('binary frames with JSON are text; fragments may have a ping between them', async () => {
  const { client } = await connected();
  client.sendFrame(0x82, Buffer.from('{"event":"pusher:ping"}'));
  assert.equal((await client.next()).text, pong);
  client.sendFrame(0x01, Buffer.from('{"event":"pus'));
  client.sendFrame(0x89, Buffer.from('between'));
  client.sendFrame(0x80, Buffer.from('her:ping"}'));
  const control = await client.next();
  assert.deepEqual([control.kind, control.text], ['ws-pong', 'between']);
  assert.equal((await client.next()).text, pong);
});

test('10 000 bytes pass, 10 001 close with 1009', async () => {
  const { client } = await connected();
  client.sendText('x'.repeat(10_000));
  assert.equal((await client.next()).text, invalid);
  client.sendText('x'.repeat(10_001));
  await client.until(() => client.isFinished, 'the end');
  assert.deepEqual(client.closeFrame, { code: 1009, reason: 'Maximum message size exceeded' });
});

/** @type {[string, (client: RawClient) => void, number, string][]} */
const closing = [
  [
    'an unmasked frame',
    (client) => client.sendBytes(Buffer.from([0x81, 1, 0x78])),
    1002,
    'Ratchet detected an incorrect frame mask',
  ],
  [
    'RSV1',
    (client) => client.sendFrame(0xc1, Buffer.from('x')),
    1002,
    'Ratchet detected an invalid reserve code',
  ],
  [
    'a ping of 126 bytes',
    (client) => client.sendFrame(0x89, Buffer.alloc(126)),
    1002,
    'Ratchet detected a mismatch between final bit and indicated payload length',
  ],
  [
    'a stray continuation',
    (client) => client.sendFrame(0x80, Buffer.from('x')),
    1002,
    'Ratchet detected the first frame of a message was a continue',
  ],
  [
    'invalid UTF-8',
    (client) => client.sendFrame(0x81, Buffer.from([0xc3, 0x28])),
    1007,
    'Ratchet detected an invalid UTF-8 payload',
  ],
  ['a close without code', (client) => client.sendFrame(0x88, Buffer.alloc(0)), 1000, ''],
  [
    'the reserved code 1004',
    (client) => client.sendClose(1004),
    1002,
    'Ratchet detected an invalid close code',
  ],
  ['4000 with a reason', (client) => client.sendClose(4000, 'bye'), 4000, 'bye'],
];

for (const [name, send, code, reason] of closing) {
  test(`${name} is answered with close ${code}`, async () => {
    const { client } = await connected();
    send(client);
    await client.until(() => client.isFinished, 'the end');
    assert.deepEqual(client.closeFrame, { code, reason });
  });
}

test('a large event takes the 64-bit length, in one unmasked frame', async () => {
  const { client } = await subscribed('private-match.1');
  server.trigger('private-match.1', 'event.received', 'y'.repeat(70_000));
  const frame = await client.next();
  assert.equal(JSON.parse(frame.text).data.length, 70_000);
  assert.deepEqual([frame.fin, frame.masked], [true, false]);
});

test('trigger as Laravel doubles the escapes, as an API client does not', async () => {
  const { client } = await subscribed('private-match.1');
  server.trigger('private-match.1', 'e', { name: 'Kanté', url: 'a/b' }, { as: 'laravel' });
  server.trigger('private-match.1', 'e', { name: 'Kanté', url: 'a/b' }, { as: 'api' });
  const frames = [(await client.next()).text, (await client.next()).text];
  assert.deepEqual(frames, [
    String.raw`{"event":"e","data":"{\"name\":\"Kant\\u00e9\",\"url\":\"a\\\/b\"}","channel":"private-match.1"}`,
    String.raw`{"event":"e","data":"{\"name\":\"Kant\u00e9\",\"url\":\"a\/b\"}","channel":"private-match.1"}`,
  ]);
});

test('client events go to the other members, with {} as [] and extras stripped', async () => {
  const a = await subscribed('private-match.1');
  const b = await subscribed('private-match.1');
  const event = { event: 'client-x', channel: 'private-match.1', data: {}, extra: 1 };
  a.client.sendText(JSON.stringify(event));
  a.client.sendText('{"event":"client-x","channel":"private-match.1"}');
  a.client.sendText('{"event":"client-x","channel":"private-match.1","data":"{\\"a\\":1}"}');
  const texts = [await b.client.next(), await b.client.next(), await b.client.next()];
  assert.deepEqual(
    texts.map(({ text }) => text),
    ['[]', 'null', '{"a":1}'].map(
      (data) => `{"event":"client-x","channel":"private-match.1","data":${data}}`,
    ),
  );
  assert.deepEqual(a.client.pending, []);
});

test('client events may be switched off, or open to all', async () => {
  const member = await subscribed('private-match.1');
  const { client } = await connected();
  const text = '{"event":"client-x","channel":"private-match.1","data":{"a":1}}';
  client.sendText(text);
  assert.match((await client.next()).text, /4009.*not a member of the specified channel/);
  server.app.acceptClientEventsFrom = 'none';
  client.sendText(text);
  assert.match((await client.next()).text, /4301.*does not have client messaging enabled/);
  server.app.acceptClientEventsFrom = 'all';
  client.sendText(text);
  assert.equal((await member.client.next()).text, text);
  server.app.acceptClientEventsFrom = 'members';
});

test('presence channels tell who comes and goes', async () => {
  const a = await subscribed('presence-match.1', '{"user_id":"7","user_info":{"name":"Zoé"}}');
  const b = await subscribed('presence-match.1', '{"user_id":"8"}');
  const { presence } = JSON.parse(JSON.parse(b.reply).data);
  assert.deepEqual(presence, {
    count: 2,
    ids: ['7', '8'],
    hash: { 7: { name: 'Zoé' }, 8: null },
  });
  assert.equal(
    (await a.client.next()).text,
    String.raw`{"event":"pusher_internal:member_added","data":"{\"user_id\":\"8\"}","channel":"presence-match.1"}`,
  );
  b.client.sendClose(1000);
  assert.equal(
    (await a.client.next()).text,
    String.raw`{"event":"pusher_internal:member_removed","data":"{\"user_id\":\"8\"}","channel":"presence-match.1"}`,
  );
});

test('what comes in the same packet as the request is lost', async () => {
  const masked = Buffer.from([0x89, 0x80, 0, 0, 0, 0]).toString('latin1');
  const client = rawClient(upgradeRequest(path).text + masked);
  assert.match((await client.next()).text, /connection_established/);
  client.sendText('{"event":"pusher:ping"}');
  assert.equal((await client.next()).text, pong);
});

test('an idle subscriber is pinged at the first tick and cut at the second', async () => {
  const { client } = await subscribed('private-match.1');
  const idle = await connected();
  clock.advance(60_000);
  clock.advance(60_000);
  assert.equal((await client.next()).text, '{"event":"pusher:ping"}');
  assert.match((await client.next()).text, /4201.*Pong reply not received in time/);
  await client.until(() => client.isFinished, 'the end');
  assert.equal(client.closeFrame, null);
  assert.deepEqual(idle.client.pending, []);
  assert.equal(idle.client.isFinished, false);
});
