/** Every mistake of the configuration is one sentence that names the option, and the exit code is 2. */

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { load } from './lib/load.mjs';
import { runGateway } from './lib/program.mjs';

const env = { SCORELYTICS_API_KEY: 'sk_live_7Kx2' };
const secret = /7Kx2/;
/** @type {string} */
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scoreline-gateway-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** @param {string} text */
async function file(text) {
  const path = join(folder, 'gateway.json');
  await writeFile(path, text);
  return path;
}

/**
 * @param {string[]} words
 * @param {Record<string, string>} given
 * @param {RegExp} sentence
 */
async function isMistake(words, given, sentence) {
  const { code, out, error } = await runGateway(words, given);
  assert.equal(code, 2, error);
  assert.equal(out, '');
  assert.match(error, sentence);
  assert.match(error, /^scoreline-gateway: [^\n]+\n$/, 'one line');
  assert.doesNotMatch(error, secret);
}

test('keys are refused as arguments, by the name of the option', async () => {
  for (const words of [
    ['--api-key', 'sk_live_7Kx2'],
    ['--api-key=sk_live_7Kx2'],
    ['--token', '12|7Kx2'],
    ['--auth-headers={"Authorization":"Bearer 7Kx2"}'],
    ['--stats-api-token=7Kx2'],
  ]) {
    const [name = ''] = (words[0] ?? '').split('=');
    await isMistake(
      words,
      env,
      new RegExp(`^scoreline-gateway: ${name}: keys are not given by arguments`),
    );
  }
  await isMistake(['sk_live_7Kx2'], env, /^scoreline-gateway: an argument: /);
  await isMistake(['--sk_live_7Kx2'], env, /^scoreline-gateway: an argument: /);
  await isMistake(['SCORELYTICS_API_KEY=sk_live_7Kx2'], {}, /keys are not given by arguments/);
});

test('what is missing or wrong is named', async () => {
  await isMistake([], {}, /SCORELYTICS_API_KEY or STATS_API_TOKEN/);
  await isMistake([], env, /--follow: /);
  await isMistake(
    ['--provider', 'stats-api', '--follow', 'live'],
    env,
    /STATS_API_TOKEN: is needed/,
  );
  const follow = ['--follow', 'match:a1'];
  for (const [words, option] of /** @type {[string[], string][]} */ ([
    [['--port', 'x'], '--port'],
    [['--port', '65536'], '--port'],
    [['--port'], '--port'],
    [['--port', '1', '--port', '2'], '--port'],
    [['--sport', 'chess'], '--sport'],
    [['--provider', 'espn'], '--provider'],
    [['--allow-origin', 'example.com'], '--allow-origin'],
    [['--allow-origin', 'https://a.example/path'], '--allow-origin'],
    [['--rest-url', 'http://elsewhere.example'], '--rest-url'],
    [['--rest-url', 'https://a.example?key=7Kx2'], '--rest-url'],
    [['--ws-url', 'https://a.example'], '--ws-url'],
    [['--public-url', 'scores.example'], '--public-url'],
    [['--edges', 'edge-one'], '--edges'],
    [['--tls-cert', '/x'], '--tls-key'],
    [['--max-sockets', '0'], '--max-sockets'],
    [['--max-readers', '-1'], '--max-readers'],
    [['--behind-proxy=yes'], '--behind-proxy'],
    [['--colour', 'red'], '--colour'],
    [['--config', '/nowhere/at/all'], '--config'],
    [['--tls-cert', '/nowhere', '--tls-key', '/nowhere'], '--tls-cert'],
  ])) {
    await isMistake([...follow, ...words], env, new RegExp(`^scoreline-gateway: ${option}: `));
  }
  for (const entry of [
    'match',
    'match:',
    'live:7',
    'competition:7',
    'league:..',
    'asked,live',
    'goal:1',
  ]) {
    await isMistake(['--follow', entry], env, /^scoreline-gateway: --follow: /);
  }
  const both = { ...env, STATS_API_TOKEN: '12|t' };
  await isMistake(['--follow', 'live'], both, /--follow: live is told by both providers/);
  await isMistake(
    ['--follow', 'league:4', '--rest-url', 'https://a.example'],
    both,
    /--rest-url: which/,
  );
  await isMistake(
    ['--follow', 'asked', '--edges', 'http://127.0.0.1:1'],
    env,
    /--follow: with --edges/,
  );
  await isMistake(
    follow,
    { SCORELYTICS_API_KEY: 'sk_7Kx2\u00e9' },
    /SCORELYTICS_API_KEY: is printable ASCII/,
  );
});

test('a mistake in the file is named, and nothing of the file is repeated', async () => {
  for (const [text, sentence] of /** @type {[string, RegExp][]} */ ([
    ['{"scorelytics": {"apiKey": sk_live_7Kx2}}', /--config: the file is not a JSON object/],
    ['[1]', /--config: the file is not a JSON object/],
    ['{"colour": 1}', /--config: the file has a member that is no option: colour/],
    ['{"sk_live_7Kx2": 1}', /--config: the file has a member that is no option\n/],
    ['{"port": true}', /--config, port: /],
    ['{"port": "x"}', /--port: /],
    ['{"scorelytics": "sk_live_7Kx2"}', /--config, scorelytics: /],
    ['{"scorelytics": {"apiKey": 7}}', /--config, apiKey: /],
  ])) {
    await isMistake(['--config', await file(text), '--follow', 'live'], env, sentence);
  }
});

test('arguments come first, then the environment, then the file', async () => {
  const { readRawOptions } = await load('raw-options.ts');
  const { configOf } = await load('config.ts');
  const path = await file(
    JSON.stringify({
      port: 1,
      host: '::1',
      allowOrigin: ['https://A.example', 'https://b.example'],
      follow: ['scorelytics:match:a,1', 'stats-api:live', 'competition:7'],
      behindProxy: true,
      scorelytics: {
        apiKey: 'of the file',
        sport: 'football',
        restUrl: 'https://staging.example/',
      },
      'stats-api': { token: '12|t', appKey: 'app' },
    }),
  );
  const given = { SCORELINE_GATEWAY_PORT: '2', SCORELINE_GATEWAY_HOST: '0.0.0.0', ...env };
  const config = configOf(readRawOptions(['--config', path, '--port', '3'], given));
  assert.deepEqual([config.port, config.host, config.isBehindProxy], [3, '0.0.0.0', true]);
  assert.deepEqual(config.origins, ['https://a.example', 'https://b.example']);
  assert.deepEqual(config.follow, [
    { provider: 'scorelytics', sport: 'football', kind: 'match', id: 'a,1' },
    { provider: 'stats-api', sport: 'any', kind: 'live', id: '' },
    { provider: 'stats-api', sport: 'any', kind: 'competition', id: '7' },
  ]);
  assert.deepEqual(config.accounts.get('scorelytics'), {
    provider: 'scorelytics',
    apiKey: 'sk_live_7Kx2',
    restUrl: 'https://staging.example',
    wsUrl: 'wss://api.scorelytics.pro',
  });
  assert.deepEqual(config.accounts.get('stats-api'), {
    provider: 'stats-api',
    restUrl: 'https://stats-api.ds2.app/api/v1',
    wsUrl: 'wss://stats-api.ds2.app',
    authUrl: 'https://stats-api.ds2.app/api/v1/broadcasting/auth',
    apiKey: '12|t',
    appKey: 'app',
  });
});

test('--help names every option', async () => {
  const { code, out } = await runGateway(['--help']);
  const { optionNames } = await load('option-table.ts');
  assert.equal(code, 0);
  for (const name of optionNames)
    assert.ok(out.includes(`--${name} `) || out.includes(`--${name}\n`), name);
});
