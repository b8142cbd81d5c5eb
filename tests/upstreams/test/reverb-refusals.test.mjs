/**
 * How Reverb words its refusals: of odd handshakes, of requests that are too large, and of clients that
 * say too much (reverb-observed: handshake, bad input; reason phrases from ratchet's source).
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../clock.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { World } from '../world.mjs';
import { RawClient, upgradeRequest } from './support/raw-client.mjs';

/** @typedef {import('../stats-api/options.mjs').Options} Options */

/** @param {import('node:test').TestContext} t @param {Partial<Options>} [options] */
async function reverb(t, options = {}) {
  const clock = new ManualClock();
  const server = new StatsApiServer({ world: new World({ clock }), clock, ...options });
  const port = Number(new URL((await server.listen()).url).port);
  /** @type {RawClient[]} */
  const clients = [];
  t.after(async () => {
    for (const client of clients) client.destroy();
    await server.close();
  });
  /** @param {string} text */
  const client = (text) => {
    const made = new RawClient(port, text);
    clients.push(made);
    return made;
  };
  const connected = async () => {
    const made = client(upgradeRequest(path).text);
    await made.next();
    return made;
  };
  return { server, clock, client, connected };
}

const path = '/app/stats-admin-public-key?protocol=7';
const { text } = upgradeRequest(path);
const powered = 'X-Powered-By: Laravel Reverb\r\n\r\n';
const suggestion = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';

/** @type {[string, string, string][]} */
const handshakes = [
  [
    'HTTP/1.0',
    text.replace('HTTP/1.1', 'HTTP/1.0'),
    `HTTP/1.1 505 HTTP Version not supported\r\n${powered}`,
  ],
  ['no Host', text.replace(/Host: .*\r\n/, ''), `HTTP/1.1 400 Bad Request\r\n${powered}`],
  [
    'another Upgrade',
    text.replace('Upgrade: websocket', 'Upgrade: h2c'),
    `HTTP/1.1 426 Upgrade header MUST be provided\r\n${suggestion}${powered}`,
  ],
  [
    'no Connection: Upgrade',
    text.replace('Connection: Upgrade', 'Connection: keep-alive'),
    `HTTP/1.1 400 Connection Upgrade MUST be requested\r\n${powered}`,
  ],
  [
    'no key',
    text.replace(/Sec-WebSocket-Key: .*\r\n/, ''),
    `HTTP/1.1 400 Invalid Sec-WebSocket-Key\r\n${powered}`,
  ],
  [
    'a key that is too short',
    text.replace(/Sec-WebSocket-Key: .*\r\n/, 'Sec-WebSocket-Key: c2hvcnQ=\r\n'),
    `HTTP/1.1 400 Invalid Sec-WebSocket-Key\r\n${powered}`,
  ],
  [
    'version 8',
    text.replace('Version: 13', 'Version: 8'),
    `HTTP/1.1 426 Upgrade Required\r\n${suggestion}${powered}`,
  ],
];

for (const [name, request, head] of handshakes) {
  test(`a handshake with ${name} is refused, gets its first frame and stays open`, async (t) => {
    const client = (await reverb(t)).client(request);
    await client.until(() => client.body.includes('connection_established'), 'the frame');
    assert.equal(client.head, head);
    assert.equal(client.isFinished, false);
  });
}

/** @type {[string, string, string][]} */
const requests = [
  [
    'POST',
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`,
    'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n\r\nMethod not allowed.',
  ],
  [
    'POST that asks for an upgrade',
    text.replace('GET', 'POST'),
    'HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\n\r\nMethod not allowed.',
  ],
  [
    'GET on the events API',
    'GET /apps/stats/events HTTP/1.1\r\nHost: x\r\n\r\n',
    'HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\n\r\nMethod not allowed.',
  ],
  [
    'head above 10 000 bytes',
    text.replace('Host', `X-Long: ${'x'.repeat(9_990)}\r\nHost`),
    'HTTP/1.1 413 Request Entity Too Large\r\n\r\nPayload too large.',
  ],
  [
    'request that is no HTTP',
    'this is not HTTP\r\n\r\n',
    'HTTP/1.1 400 Bad Request\r\n\r\nBad request.',
  ],
];

for (const [name, request, answer] of requests) {
  test(`a ${name} is answered and ended`, async (t) => {
    const client = (await reverb(t)).client(request);
    await client.until(() => client.isFinished, 'the end');
    assert.equal(client.head + client.body, answer);
  });
}

test('max_request_size counts every byte of a request, and can be set', async (t) => {
  const { client } = await reverb(t, { maxRequestSize: 400 });
  const fill = (/** @type {number} */ size) =>
    text.replace('Host', `X-Long: ${'x'.repeat(size - text.length - 10)}\r\nHost`);
  assert.equal(fill(400).length, 400);
  assert.match((await client(fill(400)).next()).text, /connection_established/);
  const refused = client(fill(401));
  await refused.until(() => refused.isFinished, 'the end');
  assert.match(refused.head ?? '', /^HTTP\/1.1 413 /);
});

const ping = '{"event":"pusher:ping"}';
const pong = '{"event":"pusher:pong"}';
const limited =
  '{"event":"pusher:error","data":"{\\"code\\":4301,\\"message\\":\\"Rate limit exceeded\\"}"}';

test('over the rate limit a message gets 4301 until the window ends; the socket stays', async (t) => {
  const rateLimiting = { enabled: true, maxAttempts: 2, decaySeconds: 10 };
  const { clock, connected } = await reverb(t, { app: { rateLimiting } });
  const client = await connected();
  const other = await connected();
  const say = async (/** @type {RawClient} */ from) => {
    from.sendText(ping);
    return (await from.next()).text;
  };
  assert.deepEqual(
    [await say(client), await say(client), await say(client)],
    [pong, pong, limited],
  );
  assert.equal(await say(other), pong, 'each connection has its own count');
  clock.advance(9_999);
  assert.equal(await say(client), limited);
  clock.advance(1);
  assert.equal(await say(client), pong);
});

test('with terminate_on_limit the socket ends by a bare FIN, without a word', async (t) => {
  const rateLimiting = { enabled: true, maxAttempts: 1, terminateOnLimit: true };
  const { connected } = await reverb(t, { app: { rateLimiting } });
  const client = await connected();
  client.sendText(ping);
  client.sendText(ping);
  await client.until(() => client.isFinished, 'the end');
  assert.equal((await client.next()).text, pong);
  assert.deepEqual([client.pending, client.closeFrame], [[], null]);
});

test('rate limiting is off by default', async (t) => {
  const client = await (await reverb(t)).connected();
  for (let said = 0; said < 100; said += 1) client.sendText(ping);
  for (let heard = 0; heard < 100; heard += 1) assert.equal((await client.next()).text, pong);
});
