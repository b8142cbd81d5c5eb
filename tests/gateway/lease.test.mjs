/** Two gateways with one lease: never two speak, and a standby takes over under a greater epoch. */

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { eventually } from './lib/eventually.mjs';
import { startFakeEdge } from './lib/fake-edge.mjs';
import { startGateway } from './lib/program.mjs';
import { startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const channel = 'scorelytics.football.match.a1';

/** @param {import('node:test').TestContext} t */
async function start(t) {
  const folder = await mkdtemp(join(tmpdir(), 'scoreline-lease-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const providers = await startProviders(t);
  const edge = await startFakeEdge(t);
  const { words, env } = providers.football;
  const own = [
    '--follow',
    'match:a1',
    '--lease',
    join(folder, 'lease'),
    '--edges',
    edge.url,
    ...words,
  ];
  return { ...providers, folder, edge, gateway: () => startGateway(t, own, env) };
}

/** @param {import('./lib/program.mjs').Gateway} gateway */
const speaks = (gateway) =>
  eventually(async () => (await gateway.metric('speaks')) === 1, 'it speaks', 20_000);
/** @param {import('./lib/program.mjs').Gateway} gateway */
const epochOf = (gateway) => gateway.metric('epoch');

test('a holder that is stopped loses the lease, and says nothing when it goes on', async (t) => {
  const { edge, gateway, scorelytics, world } = await start(t);
  const first = await gateway();
  await speaks(first);
  const second = await gateway();
  const reader = startReader(t, first.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');

  // A standby serves nobody, follows nothing and spends none of the key's sockets.
  assert.equal((await second.get(channel)).status, 503);
  assert.equal(await startReader(t, second.address([channel])).isRefused(), 503);
  assert.equal((await fetch(`${second.url}/healthz`)).status, 503);
  assert.equal(scorelytics.socketCount(), 1);

  first.child.kill('SIGSTOP');
  const at = performance.now();
  await speaks(second);
  const heard = reader.messages().length;
  const tookMs = performance.now() - at;
  assert.ok(tookMs > 8_000 && tookMs < 16_000, `${tookMs} ms`);
  const [before, now] = [edge.taken[0]?.message.epoch, await epochOf(second)];
  assert.ok(Number(now) > before);
  await startReader(t, second.address([channel])).hears(
    ({ trust }) => trust === 'live',
    'live there',
  );
  world.goal('a1', 'home');

  first.child.kill('SIGCONT');
  const onAt = performance.now();
  await until(
    () => first.log().some(({ event }) => event === 'falls_silent'),
    'the first one falls silent',
  );
  assert.equal((await reader.closes())?.code, 1012);
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  assert.equal(reader.messages().length, heard);
  // Of the first one nothing was published again, and no reader of it heard another word.
  const late = edge.taken.filter(
    ({ message, at: when }) => message.epoch === before && when > onAt,
  );
  assert.deepEqual(
    late.map(({ message }) => message.seq),
    [],
  );
  const epochs = edge.taken.map(({ message }) => message.epoch);
  assert.deepEqual(
    epochs,
    [...epochs].sort((a, b) => a - b),
    'one after the other',
  );
  assert.equal(await first.metric('speaks'), 0);
  assert.equal(await second.metric('speaks'), 1);
  await until(() => scorelytics.socketCount() === 1, "the first one's socket is given back");
  assert.equal(first.log().filter(({ event }) => event === 'lease_lost').length, 1);

  // It stands by now, and is there when it is needed.
  await second.end();
  await speaks(first);
  assert.ok(Number(await epochOf(first)) > Number(now));
});

test('a holder that ends gives the lease back: the next one does not wait', async (t) => {
  const { gateway, folder } = await start(t);
  const first = await gateway();
  await speaks(first);
  const epoch = await epochOf(first);
  const second = await gateway();
  await first.end();
  const at = performance.now();
  await speaks(second);
  assert.ok(performance.now() - at < 5_000);
  assert.ok(Number(await epochOf(second)) > Number(epoch));
  assert.deepEqual(await readdir(folder), ['lease']);
});

test('of three that start at once one speaks', async (t) => {
  const { gateway } = await start(t);
  const all = await Promise.all([gateway(), gateway(), gateway()]);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const speaking = await Promise.all(all.map((each) => each.metric('speaks')));
  assert.deepEqual([...speaking].sort(), [0, 0, 1]);
});

test('storage that is not there is told once, and nothing is said to readers', async (t) => {
  const { football } = await startProviders(t);
  const lease = join(tmpdir(), 'scoreline-no-such-folder', 'lease');
  const gateway = await startGateway(
    t,
    ['--follow', 'match:a1', '--lease', lease, ...football.words],
    football.env,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const told = gateway.log().filter(({ event }) => event === 'lease_unreachable');
  assert.deepEqual(
    told.map(({ code }) => code),
    ['ENOENT'],
  );
  assert.equal(await gateway.metric('speaks'), 0);
});
