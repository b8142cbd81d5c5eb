/**
 * No key, token, cookie or forwarded header reaches the wrong side: what readers, edges, logs and metrics are told has
 * nothing of the owner's, and what the provider is told has nothing of the readers'.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './lib/eventually.mjs';
import { startFakeEdge } from './lib/fake-edge.mjs';
import { startGateway } from './lib/program.mjs';
import { key, secrets, startProviders, token } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';
import { startTap } from './lib/tap.mjs';

/** The readers' own. */
const headers = {
  cookie: 'session=reader-cookie-5Zt',
  authorization: 'Basic reader-password-5Zt',
  'x-forwarded-for': '203.0.113.77',
  'user-agent': 'reader-agent-5Zt',
  referer: 'https://page.example/reader-page-5Zt',
  'x-api-key': 'reader-key-5Zt',
};
const readers = /5Zt|203\.0\.113\.77|page\.example/i;

/** @param {string} text @param {string} where */
function hasNoSecret(text, where) {
  // Without the text, which would put the secret into the report.
  for (const secret of secrets)
    assert.ok(!text.includes(secret), `a secret of the owner's is in ${where}`);
  assert.ok(!/[0-9a-f]{64}/.test(text), `a signature is in ${where}`);
}

/**
 * Everything that a gateway says to anybody, gathered.
 * @param {import('./lib/program.mjs').Gateway} gateway
 * @param {string} channel
 * @param {import('./lib/reader.mjs').Reader} reader
 */
async function saidBy(gateway, channel, reader) {
  const texts = { log: gateway.said.error, out: gateway.said.out, messages: '', answers: '' };
  texts.messages = reader.heard.map(({ text }) => text).join('\n');
  for (const path of ['/metrics', '/healthz', `/v1/channels?ids=${channel}`, '/nothing?key=x']) {
    const answer = await fetch(`${gateway.url}${path}`, { headers });
    texts.answers += JSON.stringify([...answer.headers]) + (await answer.text());
  }
  return texts;
}

for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
  test(`${provider}: nothing crosses`, async (t) => {
    const stands = await startProviders(t);
    const edge = await startFakeEdge(t);
    const isFootball = provider === 'scorelytics';
    const server = isFootball ? stands.scorelytics : stands.statsApi;
    stands.world.add({
      id: 'b1',
      sport: 'basketball',
      home: 'Zvezda',
      away: 'Partizan',
      number: 200,
    });
    stands.world.kickoff('b1');
    const given = isFootball ? stands.football : stands.basketball;
    const restUrl = given.words[given.words.indexOf('--rest-url') + 1] ?? '';
    const tap = await startTap(t, restUrl);
    const words = isFootball
      ? ['--sport', 'football', '--rest-url', tap.url, '--ws-url', tap.wsUrl]
      : [
          '--rest-url',
          `${tap.url}/api/v1`,
          '--ws-url',
          tap.wsUrl,
          '--auth-url',
          `${tap.url}/api/v1/broadcasting/auth`,
        ];
    const gateway = await startGateway(
      t,
      [
        '--follow',
        isFootball ? 'match:a1' : 'match:200',
        '--edges',
        edge.url,
        '--behind-proxy',
        ...words,
      ],
      given.env,
    );
    const channel = isFootball ? 'scorelytics.football.match.a1' : 'stats-api.any.match.200';
    const address = `${gateway.address([channel])}&token=reader-token-5Zt`;
    const reader = startReader(t, address, { headers });
    await reader.hears(({ trust }) => trust === 'live', 'live');
    await fetch(`${gateway.url}/v1/channels?ids=${channel}&key=reader-5Zt`, { headers });
    // Trouble talks more than rest does.
    server.rest.fail(/matches/, 500, { forMs: 1500 });
    server.dropSockets('rst');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    if (isFootball) stands.world.goal('a1', 'home');
    else stands.world.play('b1', { type: '2pt_made', side: 'home' });
    await reader.hears(({ row }) => row?.home.score > 0, 'the score');

    const upstream = tap.text();
    // The tap does see what is sent: the owner's key is there, in the way the provider wants it.
    assert.ok(upstream.includes(isFootball ? key : token.slice(3)), 'the key reaches its provider');
    assert.doesNotMatch(upstream, readers);
    for (const [where, text] of Object.entries(await saidBy(gateway, channel, reader))) {
      hasNoSecret(text, where);
      assert.doesNotMatch(text, readers, where);
    }
    assert.ok(edge.taken.length > 0);
    for (const { message, head } of edge.taken) {
      hasNoSecret(JSON.stringify(message) + head, 'what is published');
      assert.doesNotMatch(JSON.stringify(message) + head, readers);
    }
    await gateway.end();
    hasNoSecret(gateway.said.error, 'the log of its end');
    assert.doesNotMatch(gateway.said.error, readers);
    for (const line of gateway.log())
      assert.ok(line.time && line.event, 'one line of JSON an event');
  });
}

test('a key that the provider refuses is in no log and no message', async (t) => {
  const { football } = await startProviders(t);
  const wrong = 'sk_wrong_3bV8nm';
  const gateway = await startGateway(t, ['--follow', 'match:a1', ...football.words], {
    SCORELYTICS_API_KEY: wrong,
  });
  const channel = 'scorelytics.football.match.a1';
  const reader = startReader(t, gateway.address([channel]));
  const { reason } = await reader.hears(({ trust }) => trust === 'refused', 'refused');
  assert.equal(reason, 'wrong_key');
  await eventually(
    async () => gateway.log().some(({ event }) => event === 'upstream_error'),
    'the log names the reason',
  );
  for (const [where, text] of Object.entries(await saidBy(gateway, channel, reader))) {
    assert.ok(!text.includes('3bV8nm') && !text.includes('sk_'), where);
  }
  // An unhealthy gateway says so.
  assert.equal((await fetch(`${gateway.url}/healthz`)).status, 503);
});
