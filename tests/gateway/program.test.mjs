/** The program as owners start it: its lines for a page, TLS, a clone's script. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startGateway } from './lib/program.mjs';
import { key, startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const run = promisify(execFile);
const channel = 'scorelytics.football.match.a1';

/** @param {import('node:test').TestContext} t */
async function folderOf(t) {
  const folder = await mkdtemp(join(tmpdir(), 'scoreline-gateway-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('all by one file; the lines for a page have no key in them', async (t) => {
  const { football } = await startProviders(t);
  const [, , , restUrl, , wsUrl] = football.words;
  const file = join(await folderOf(t), 'gateway.json');
  const options = {
    follow: ['match:a1', 'league:DEf456'],
    publicUrl: 'https://scores.example/live/',
    scorelytics: { apiKey: key, sport: 'football', restUrl, wsUrl },
  };
  await writeFile(file, JSON.stringify(options));
  const gateway = await startGateway(t, ['--config', file]);
  assert.equal(
    gateway.said.out,
    `<script type="module" src="https://scores.example/live/scoreline/scoreline-gateway.js"></script>
<score-board provider="gateway" url="https://scores.example/live" sport="football" match="a1"></score-board>
`,
  );
});

test('TLS by file: wss and https', async (t) => {
  const folder = await folderOf(t);
  const [cert, privateKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-keyout', privateKey, '-out', cert, '-days', '2', '-subj', '/CN=127.0.0.1'],
  ]);
  const { football, world } = await startProviders(t);
  const gateway = await startGateway(
    t,
    ['--follow', 'match:a1', '--tls-cert', cert, '--tls-key', privateKey, ...football.words],
    football.env,
  );
  assert.match(gateway.url, /^https:/);
  const reader = startReader(t, gateway.address([channel]), { rejectUnauthorized: false });
  await reader.hears(({ trust }) => trust === 'live', 'live');
  world.goal('a1', 'home');
  await reader.hears(({ row }) => row?.home.score === 1, 'the goal');
  const agent = new Agent({ rejectUnauthorized: false });
  const status = await new Promise((resolve, reject) =>
    get(`${gateway.url}/v1/channels?ids=${channel}`, { agent }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).on('error', reject),
  );
  assert.equal(status, 200);
});

test("a clone's script takes paths from where it is called", async (t) => {
  const folder = await folderOf(t);
  await writeFile(join(folder, 'own.json'), '{"colour": 1}');
  const script = fileURLToPath(new URL('../../scripts/gateway', import.meta.url));
  const failure = await run(script, ['--config', 'own.json'], { cwd: folder }).catch(
    (cause) => cause,
  );
  assert.equal(failure.code, 2);
  assert.match(failure.stderr, /no option: colour/);
});
