/** The gateway of the packed package, from a key to a score that a reader hears. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { startReader } from '../gateway/lib/reader.mjs';
import { until } from '../integration/lib/wait.mjs';
import { ScorelyticsServer } from '../upstreams/scorelytics/server.mjs';
import { World } from '../upstreams/world.mjs';
import { createProject } from './lib/project.mjs';

test('npx scoreline-gateway, where nothing but the package is installed', async (t) => {
  const project = await createProject({});
  t.after(() => project.remove());
  assert.match(await project.run('scoreline-gateway', ['--help']), /--follow LIST/);

  const world = new World();
  world.add({ id: 'a1', sport: 'football', home: 'Home', away: 'Away' });
  world.kickoff('a1');
  const provider = new ScorelyticsServer({ world, keys: { sk_test_pack: {} } });
  const { url, wsUrl } = await provider.listen();
  t.after(() => provider.close());

  const words = ['--follow', 'match:a1', '--sport', 'football', '--port', '0'];
  const child = spawn(
    project.path('node_modules/.bin/scoreline-gateway'),
    [...words, '--rest-url', url, '--ws-url', wsUrl],
    { env: { PATH: process.env.PATH, SCORELYTICS_API_KEY: 'sk_test_pack' } },
  );
  const ended = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  await until(() => said.includes('</score-board>'), 'its lines');
  assert.doesNotMatch(said, /sk_test/);
  const [, address = ''] = /url="http([^"]+)"/.exec(said) ?? [];
  const channel = 'scorelytics.football.match.a1';
  const reader = startReader(t, `ws${address}/v1/channels?ids=${channel}`);
  await reader.hears(({ trust }) => trust === 'live', 'live');
  world.goal('a1', 'home');
  await reader.hears(({ row }) => row?.home.score === 1, 'the goal');
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});
