/**
 * The demo's one port: files, configuration, and the way through to both providers.
 */

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startDemo } from '../demo.mjs';
import { openSocket, refusedUpgrade, until } from './support/ws-client.mjs';

/** @type {Awaited<ReturnType<typeof startDemo>>} */
let demo;
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scoreline-demo-'));
  const [distDir, pageDir] = [join(folder, 'dist'), join(folder, 'page')];
  await mkdir(distDir);
  await mkdir(pageDir);
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(distDir, 'scoreline.wasm'), 'wasm');
  await writeFile(join(pageDir, 'index.html'), '<h1>page</h1>');
  await writeFile(join(pageDir, 'demo.js'), 'js');
  demo = await startDemo({ port: 0, distDir, pageDir, speed: 600, credentials: {} });
});
after(async () => {
  await demo.close();
  await rm(folder, { recursive: true });
});

/** Without the tidying that `fetch` does to paths. @param {string} path @param {Record<string, string>} [headers] @returns {Promise<{status: number, type: string, cache: string, body: string}>} */
function rawGet(path, headers = {}) {
  const { port } = new URL(demo.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({
        status: response.statusCode ?? 0,
        type: response.headers['content-type'] ?? '',
        cache: response.headers['cache-control'] ?? '',
        body: Buffer.concat(chunks).toString(),
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function config() {
  return JSON.parse((await rawGet('/demo/config.json')).body);
}

test('files have their types and are not stored', async () => {
  assert.equal((await rawGet('/')).body, '<h1>page</h1>');
  assert.match((await rawGet('/demo/demo.js?v=1')).type, /^text\/javascript/);
  const wasm = await rawGet('/dist/scoreline.wasm');
  assert.deepEqual([wasm.type, wasm.cache], ['application/wasm', 'no-store']);
});

test('nothing outside the folders is served', async () => {
  const paths = [
    '/dist/../secret.js',
    '/dist/%2e%2e/secret.js',
    '/dist/..%2fsecret.js',
    '/../secret.js',
    '/demo/../../secret.js',
    `/dist/${encodeURIComponent(join(folder, 'secret.js'))}`,
    '/dist/%',
    '/dist/',
    '/none.js',
  ];
  for (const path of paths) assert.equal((await rawGet(path)).status, 404, path);
});

test('every match of the configuration is there, at both providers', async () => {
  const { scorelytics, statsApi } = await config();
  assert.ok(scorelytics.matches.length >= 6);
  const codes = new Set();
  for (const { id, sport } of scorelytics.matches) {
    const path = `${scorelytics.restUrl}/v1/${sport}/matches/${id}`;
    const { status, body } = await rawGet(`${path}?api_key=${scorelytics.apiKey}`);
    assert.equal(status, 200, id);
    codes.add(JSON.parse(body).status_code);
  }
  for (const code of [1, 2, 3, 7]) assert.ok(codes.has(code), `status ${code}`);
  for (const id of statsApi.matches) {
    const { status } = await rawGet(`${statsApi.restUrl}/matches/${id}`, statsApi.authHeaders);
    assert.equal(status, 200, id);
  }
});

test('sockets of both providers come through, and matches go on', async () => {
  const { scorelytics, statsApi } = await config();
  const base = demo.url.replace('http:', 'ws:').replace(/\/$/, '');
  const live = await openSocket(
    `${base}${scorelytics.wsUrl}/v1/ws/live?api_key=${scorelytics.apiKey}`,
  );
  await until(() => live.messages.length > 2, 'messages');
  const reverb = await openSocket(`${base}${statsApi.wsUrl}/app/${statsApi.appKey}?protocol=7`);
  await until(() => reverb.messages.length === 1, 'the greeting');
  live.socket.close();
  reverb.socket.close();
  await until(() => demo.scorelytics.socketCount() + demo.statsApi.socketCount === 0, 'the ends');
});

test("a provider's refusal of an upgrade comes through", async () => {
  const base = demo.url.replace('http:', 'ws:');
  const { status, text } = await refusedUpgrade(`${base}scorelytics/v1/ws/live`);
  assert.equal(status, 401);
  assert.equal(JSON.parse(text).code, 'invalid_api_key');
});

test('other pages and other host names may not use the proxy', async () => {
  const path = '/scorelytics/health';
  assert.equal((await rawGet(path)).status, 200);
  assert.equal((await rawGet(path, { Origin: 'http://evil.test' })).status, 403);
  assert.equal((await rawGet(path, { Host: 'evil.test' })).status, 403);
  const base = demo.url.replace('http:', 'ws:');
  const options = { headers: { Origin: 'http://evil.test' } };
  const { status } = await refusedUpgrade(`${base}stats-api/app/stats-admin-public-key`, options);
  assert.equal(status, 403);
});

test('with real credentials the configuration has none of them', async () => {
  const credentials = { scorelyticsKey: 'sk_live_secret', statsApiToken: '1|secret' };
  const { realScorelytics, realStatsApi } = await import('../demo/providers.mjs');
  const options = [
    realScorelytics(credentials.scorelyticsKey).options,
    realStatsApi(credentials.statsApiToken).options,
  ];
  assert.doesNotMatch(JSON.stringify(options), /secret/);
});
