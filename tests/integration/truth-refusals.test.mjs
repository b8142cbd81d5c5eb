/**
 * A refusal that passes, with a lost socket: whatever its status, the board is live and right within a
 * minute of its end. One that stays costs few requests.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { channelSignature } from '../upstreams/stats-api/reverb/signature.mjs';
import { kinds } from './lib/both.mjs';
import { liveWorld, unkindWorld } from './lib/worlds.mjs';

const lastsMs = 8_000;
const healedMs = 60_000;
const statuses = [400, 401, 402, 403, 404, 409, 410, 423, 425];

/**
 * Lets the refusal end and waits for the board.
 * @param {Awaited<ReturnType<typeof liveWorld>>} world
 */
async function heals({ clock, match, board, pass }) {
  await pass(lastsMs);
  const ended = clock.now();
  await board
    .waitFor(
      ({ connection, matches: [shown] }) =>
        connection.state === 'live' && shown?.home.score === match.truthScore()[0],
      'live and right',
      // Real time: more than the limit, so that the limit decides.
      (1.2 * healedMs) / clock.speed,
    )
    .catch(() => {});
  const { connection } = board.state();
  const told = `${connection.state} ${connection.reason ?? ''} after ${clock.now() - ended} ms`;
  assert.equal(connection.state, 'live', told);
  assert.ok(clock.now() - ended <= healedMs, told);
  await match.recovers(board);
}

for (const kind of kinds) {
  const { provider } = kind;

  for (const status of statuses) {
    test(`${provider}: a ${status} of REST for 8 s, and a lost socket`, async (t) => {
      const world = await liveWorld(t, kind);
      world.faults.refusals.refuse('rest', status, { forMs: lastsMs });
      world.match.server.dropSockets('fin');
      world.match.score('home');
      await heals(world);
    });

    if (provider === 'scorelytics' && status !== 404) {
      test(`${provider}: a ${status} of the handshake for 8 s`, async (t) => {
        const world = await liveWorld(t, kind);
        world.faults.refusals.refuse('stream', status, { forMs: lastsMs });
        world.match.server.dropSockets('fin');
        world.match.score('home');
        await heals(world);
      });
    }
  }

  test(`${provider}: a 401 that stays costs 4 requests an hour at most`, async (t) => {
    // An hour in nine seconds.
    const { match, faults, pass } = await unkindWorld(t, kind, { speed: 400 });
    faults.refusals.refuse('rest', 401);
    faults.refusals.refuse('stream', 401);
    if (provider === 'stats-api') faults.refusals.refuse('authorisation', 401);
    match.open();
    await pass(600_000);
    const before = match.server.requests.entries.length;
    await pass(3_600_000);
    const asked = match.server.requests.entries.length - before;
    assert.ok(asked <= 4, `${asked} requests in an hour`);
  });
}

const [, stats] = kinds;
if (!stats) throw new Error('no Stats API');

for (const status of [401, 403, 404]) {
  test(`stats-api: a ${status} of the channel authorisation for 8 s, and a lost socket`, async (t) => {
    const world = await liveWorld(t, stats);
    world.faults.refusals.refuse('authorisation', status, { forMs: lastsMs });
    world.statsApi.dropSockets('fin');
    world.match.score('home');
    await heals(world);
  });
}

test('stats-api: signatures that are refused for 8 s, and a lost socket', async (t) => {
  const world = await liveWorld(t, stats);
  world.faults.refusals.signWrongly(lastsMs);
  world.statsApi.dropSockets('fin');
  world.match.score('home');
  await heals(world);
});

test('stats-api: no place for 8 s (4004), and a lost socket', async (t) => {
  const world = await liveWorld(t, stats);
  world.statsApi.app.maxConnections = 0;
  const stop = world.clock.after(() => {
    world.statsApi.app.maxConnections = null;
  }, lastsMs);
  world.atEnd(stop);
  world.statsApi.dropSockets('fin');
  world.match.score('home');
  await heals(world);
});

test('stats-api: a message that Reverb cannot read (4200) is no matter of rights', async (t) => {
  const { match, urls, statsBoard, pass, statsApi } = await unkindWorld(t, stats);
  // A signed `channel_data` that is no JSON: Reverb's answer to it is 4200.
  const channel_data = 'no json';
  /** @param {string} channel @param {string} socketId */
  const authorize = async (channel, socketId) => {
    const { key, secret } = statsApi.app;
    return {
      auth: `${key}:${channelSignature(secret, socketId, channel, channel_data)}`,
      channel_data,
    };
  };
  const board = statsBoard(
    { matches: ['123'], restUrl: `${urls.statsApi.url}/api/v1` },
    { authorize },
  );
  await match.agrees(board, 'by snapshot');
  await pass(20_000);
  assert.notEqual(board.state().connection.reason, 'unauthorised');
});
