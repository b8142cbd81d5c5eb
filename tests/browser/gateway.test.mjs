/** A page that has what a gateway prints, and no key: from the provider through the gateway to the reader. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startEdge } from '../gateway/lib/nginx.mjs';
import { startGateway } from '../gateway/lib/program.mjs';
import { secrets, startProviders } from '../gateway/lib/providers.mjs';
import { startDemo } from '../upstreams/demo.mjs';
import { launchChromium } from './lib/chromium.mjs';
import { patienceMs } from './lib/patience.mjs';
import { serve } from './lib/serve.mjs';

/** What the board tells. @param {import('playwright-core').Page} page */
const told = (page) =>
  page.evaluate(() => {
    const { connection, matches } = /** @type {any} */ (document.querySelector('score-board'))
      .state;
    const scores = matches.map(
      (/** @type {any} */ { home, away }) => `${home.score}-${away.score}`,
    );
    return `${connection.state} ${scores.join(' ')}`;
  });

/** @param {import('playwright-core').Page} page @param {string} wanted @param {number} [timeout] */
async function tells(page, wanted, timeout = patienceMs) {
  const from = performance.now();
  let last = '';
  while (performance.now() - from < timeout) {
    last = await told(page);
    if (last === wanted) return performance.now() - from;
    await page.waitForTimeout(50);
  }
  assert.equal(last, wanted);
  return timeout;
}

/**
 * @param {import('node:test').TestContext} t
 * @param {string} lines as the gateway printed them
 */
async function open(t, lines) {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Scores</title>
<link rel="icon" href="data:,">${lines}`;
  const site = await serve({ '/': { type: 'text/html', body } });
  const browser = await launchChromium();
  t.after(async () => {
    await browser.close();
    await site.close();
  });
  const page = await browser.newPage();
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.goto(site.url);
  await page.waitForFunction(() => customElements.get('score-board'));
  return { page, asked };
}

test('the two lines that a gateway prints show the score, live, and goals as they fall', async (t) => {
  const { world, football } = await startProviders(t);
  const { words, env } = football;
  const gateway = await startGateway(t, [...words, '--follow', 'match:a1'], env);
  const { page, asked } = await open(t, gateway.said.out);
  await tells(page, 'live 0-0');
  world.goal('a1', 'home');
  const ms = await tells(page, 'live 1-0', 5_000);
  assert.ok(ms < 5_000, `${ms} ms`);
  // Everything that the page asked for is the gateway's, and none of it has a key.
  const others = asked.filter((url) => new URL(url).port !== new URL(gateway.url).port);
  assert.equal(others.length, 1, String(others));
  for (const secret of secrets) {
    assert.ok(!asked.join('\n').includes(secret), secret);
    assert.ok(!(await page.content()).includes(secret), secret);
  }
});

test('a gateway that is killed is not live for longer than 15 s, and right soon after its return', async (t) => {
  const { world, football } = await startProviders(t);
  const words = [...football.words, '--follow', 'match:a1'];
  const gateway = await startGateway(t, words, football.env);
  const { page } = await open(t, gateway.said.out);
  await tells(page, 'live 0-0');
  await gateway.end('SIGKILL');
  world.goal('a1', 'away');
  await tells(page, 'stale 0-0', 15_000);
  await startGateway(t, ['--port', new URL(gateway.url).port, ...words], football.env);
  await tells(page, 'live 0-1');
});

test('a list is the provider’s, in its order, and changes as it does', async (t) => {
  const { world, football } = await startProviders(t, ['a1', 'a2', 'a3']);
  const gateway = await startGateway(t, [...football.words, '--follow', 'live'], football.env);
  const { page } = await open(t, gateway.said.out);
  await tells(page, 'live 0-0 0-0 0-0');
  world.goal('a2', 'home');
  await tells(page, 'live 0-0 1-0 0-0', 5_000);
});

test('through an edge of nginx and Nchan: live, not live while it is gone, and right when it is back', async (t) => {
  const { world, football } = await startProviders(t, ['a1', 'a2']);
  const follow = ['--sport', 'football', '--follow', 'match:a1,league:DEf456'];
  const edge = await startEdge(t, [...follow, '--provider', 'scorelytics']);
  const gateway = await startGateway(
    t,
    [...follow, '--edges', edge.url, ...football.words.slice(2)],
    football.env,
  );
  const lines = gateway.said.out.replace(`url="${gateway.url}"`, `url="${edge.url}"`);
  const { page, asked } = await open(t, lines);
  await tells(page, 'live 0-0');
  world.goal('a1', 'home');
  await tells(page, 'live 1-0', 5_000);
  await edge.kill();
  world.goal('a1', 'home');
  await tells(page, 'stale 1-0', 15_000);
  await edge.start();
  await tells(page, 'live 2-0');

  // Its league, by a snapshot and the batches behind it.
  const list = await open(t, lines.replace('match="a1"', 'league="DEf456"'));
  await tells(list.page, 'live 2-0 0-0');
  world.goal('a2', 'away');
  await tells(list.page, 'live 2-0 0-1', 5_000);
  // The gateway gave the script alone: what boards are told is the edge's.
  const channels = [...asked, ...list.asked].filter((url) => url.includes('/v1/channels'));
  assert.ok(channels.length > 0);
  assert.deepEqual(
    [...new Set(channels.map((url) => new URL(url).port))],
    [new URL(edge.url).port],
  );
});

test('what a gateway does not follow is refused, in words', async (t) => {
  const { football } = await startProviders(t);
  const words = [...football.words, '--follow', 'match:a1'];
  const gateway = await startGateway(t, words, football.env);
  const { page } = await open(t, gateway.said.out.replace('match="a1"', 'match="b2"'));
  await tells(page, 'refused ');
});

test('the demo has a public page, whose list a gateway tells', async (t) => {
  const path = (/** @type {string} */ name) =>
    fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const demo = await startDemo({
    port: 0,
    distDir: path('dist'),
    pageDir: path('web/demo'),
    gatewayProgram: path('dist/gateway/main.js'),
    credentials: {},
  });
  const browser = await launchChromium();
  t.after(async () => {
    await browser.close();
    await demo.close();
  });
  const page = await browser.newPage();
  await page.goto(`${demo.url}demo/public.html`);
  await page.waitForFunction(() => {
    const { state } = /** @type {any} */ (document.querySelector('score-board'));
    return state?.connection.state === 'live' && state.matches.length > 0;
  });
  assert.ok(!(await page.content()).includes('sk_test'));
});
