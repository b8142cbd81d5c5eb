/**
 * The replay tool itself, with recordings made by hand of all that a recording can contain. Each passes as
 * it is and fails when anything that the server said is changed.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Replay } from './support/replay.mjs';

/** @typedef {import('./support/replay.mjs').Entry} Entry */

const config = {
  app_id: 'stats',
  key: 'stats-admin-public-key',
  secret: 'test-secret',
  allowed_origins: ['*'],
  ping_interval: 60,
  activity_timeout: 30,
  max_message_size: 10_000,
  max_connections: null,
  accept_client_events_from: 'members',
  rate_limiting: { enabled: false },
  server_max_request_size: 10_000,
};

const socketId = '903529669.263322727';
const established = JSON.stringify({
  event: 'pusher:connection_established',
  data: `{"socket_id":"${socketId}","activity_timeout":30}`,
});
const ping = '{"event":"pusher:ping"}';
const pong = '{"event":"pusher:pong"}';
const path = '/app/stats-admin-public-key?protocol=7';
/** RFC 6455's own example of a key and what it deserves. */
const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;
const head =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nX-Powered-By: Laravel Reverb\r\n\r\n';

/** @param {string | Buffer} bytes */
const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** @param {Omit<Entry, 't'>[]} entries @param {Record<string, Record<string, any>>} [ports] */
const recordingOf = (entries, ports = {}) => ({
  case: 'by hand',
  recorded_at: '2026-11-21T21:43:03.171Z',
  config,
  ports,
  log: entries.map((entry, index) => /** @type {Entry} */ ({ t: index * 10, conn: 'a', ...entry })),
});

/** @param {number} [port] */
const connected = (port = 8081) => [
  { dir: 'event', kind: 'connect', url: `ws://127.0.0.1:${port}${path}`, headers: {} },
  { dir: 'event', kind: 'open' },
  { dir: 'in', kind: 'text', text: established },
];

/** Passes, and fails with the last frame or code changed. @param {ReturnType<typeof recordingOf>} recording @param {(log: Entry[]) => void} change */
async function replays(recording, change) {
  const replay = new Replay(structuredClone(recording));
  await replay.run({});
  assert.equal(replay.asserted, recording.log.length);
  const changed = structuredClone(recording);
  change(changed.log);
  await assert.rejects(new Replay(changed).run({}));
}

/** @param {Entry[]} log @param {string} kind @returns {Entry} */
const lastOf = (log, kind) => log.findLast((entry) => entry.kind === kind) ?? assert.fail(kind);

test('binary frames of the client', async () => {
  const recording = recordingOf([
    ...connected(),
    { dir: 'out', kind: 'binary', base64: base64(ping) },
    { dir: 'in', kind: 'text', text: pong },
    { dir: 'out', kind: 'binary', hex: Buffer.from(ping).toString('hex') },
    { dir: 'in', kind: 'text', text: pong },
  ]);
  await replays(recording, (log) => {
    lastOf(log, 'binary').hex = '00';
  });
});

test('fragments, and frames that are not masked', async () => {
  const recording = recordingOf([
    ...connected(),
    { dir: 'out', kind: 'text', text: ping.slice(0, 9), fin: false },
    { dir: 'out', kind: 'continuation', text: ping.slice(9) },
    { dir: 'in', kind: 'text', text: pong },
    { dir: 'out', kind: 'text', text: ping, masked: false },
    {
      dir: 'in',
      kind: 'ws-close',
      code: 1002,
      reason: 'Ratchet detected an incorrect frame mask',
    },
  ]);
  await replays(recording, (log) => {
    lastOf(log, 'ws-close').code = 1007;
  });
});

test('raw bytes, both ways', async () => {
  const first = Buffer.concat([Buffer.from([0x81, established.length]), Buffer.from(established)]);
  const recording = recordingOf([
    { dir: 'out', kind: 'raw', raw: base64(request) },
    { dir: 'in', kind: 'raw', raw: base64(Buffer.concat([Buffer.from(head), first])) },
    { dir: 'out', kind: 'raw', hex: '890000' },
    { dir: 'event', kind: 'tcp-fin' },
  ]);
  await replays(recording, (log) => {
    const { raw } = lastOf(log.slice(0, 2), 'raw');
    lastOf(log.slice(0, 2), 'raw').raw = raw.replace(/^.{4}/, 'AAAA');
  });
});

test('a close by the client without a code, which is answered with 1000', async () => {
  const recording = recordingOf([
    ...connected(),
    { dir: 'out', kind: 'ws-close' },
    { dir: 'event', kind: 'tcp-fin' },
    { dir: 'event', kind: 'ws-close', code: 1000, reason: '' },
  ]);
  await replays(recording, (log) => {
    lastOf(log, 'ws-close').code = 1005;
  });
});

test('the end by the client, with a FIN or a reset', async () => {
  const ends = (/** @type {string} */ kind) => [
    ...connected(),
    { dir: 'out', kind },
    { ...connected()[0], conn: 'b' },
    { dir: 'in', kind: 'text', conn: 'b', text: established },
  ];
  await replays(recordingOf(ends('tcp-rst')), (log) => {
    lastOf(log, 'text').text = pong;
  });
  const politely = [...ends('tcp-fin'), { dir: 'event', kind: 'tcp-fin' }];
  await replays(recordingOf(politely), (log) => {
    log.splice(3, 1);
  });
});

test('settings for each port', async () => {
  const limited = { enabled: true, max_attempts: 1, decay_seconds: 60, terminate_on_limit: true };
  const ports = {
    8082: { rate_limiting: limited },
    8083: { server_max_request_size: 60 },
    8084: { allowed_origins: ['example.com'] },
  };
  const refused =
    '{"event":"pusher:error","data":"{\\"code\\":4009,\\"message\\":\\"Origin not allowed\\"}"}';
  const recording = recordingOf(
    [
      ...connected(8082),
      { dir: 'out', kind: 'text', text: ping },
      { dir: 'in', kind: 'text', text: pong },
      { dir: 'out', kind: 'text', text: ping },
      { dir: 'event', kind: 'tcp-fin' },
      { ...connected(8083)[0], conn: 'b' },
      {
        dir: 'in',
        kind: 'http-response',
        conn: 'b',
        status: 413,
        headers: {},
        body: 'Payload too large.',
      },
      { ...connected(8084)[0], conn: 'c' },
      { dir: 'in', kind: 'text', conn: 'c', text: refused },
      ...connected(8081).map((entry) => ({ ...entry, conn: 'd' })),
    ],
    ports,
  );
  await new Replay(recording).run({});
  await assert.rejects(new Replay(recordingOf(recording.log)).run({}), 'without the settings');
});

test('an entry that no rule knows is an error', async () => {
  const recording = recordingOf([...connected(), { dir: 'out', kind: 'smoke-signal' }]);
  await assert.rejects(new Replay(recording).run({}), /no rule for the recorded entry/);
});
