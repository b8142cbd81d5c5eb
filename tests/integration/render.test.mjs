/** `renderToString` of the built package, against servers that behave as the providers do. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { ScorelyticsServer } from '../upstreams/scorelytics/server.mjs';
import { StatsApiServer } from '../upstreams/stats-api/server.mjs';
import { World } from '../upstreams/world.mjs';

/** @type {any} */
const { css, RenderError, renderToString } = await import(
  new URL('../../dist/server/index.js', import.meta.url).href
);

const key = 'sk_test_4hK9mq';
const token = '12|tok-7fQ2xw';
const secrets = /4hK9mq|7fQ2xw|Bearer|sk_wrong/;
const hostile = `Čačak "94" <b onclick='x'>&lt</script>`;

/** @type {World} */
let world;
/** @type {ScorelyticsServer} */
let scorelytics;
/** @type {StatsApiServer} */
let statsApi;
/** @type {any} */
let football;
/** @type {any} */
let basketball;

before(async () => {
  world = new World();
  world.add({ id: 'a1', sport: 'football', home: hostile, away: 'Real Madrid' });
  world.add({ id: 'a2', sport: 'football', home: 'Home', away: 'Away' });
  world.add({ id: 'b1', sport: 'basketball', home: 'Zvezda', away: 'Partizan' });
  for (const id of ['a1', 'b1']) world.kickoff(id);
  world.goal('a1', 'home');
  world.play('b1', { type: '3pt_made', side: 'away' });
  scorelytics = new ScorelyticsServer({ world, keys: { [key]: {} } });
  statsApi = new StatsApiServer({ world, tokens: { [token]: {} } });
  const [{ url }, stats] = [await scorelytics.listen(), await statsApi.listen()];
  football = { provider: 'scorelytics', sport: 'football', restUrl: url, apiKey: key };
  basketball = { provider: 'stats-api', restUrl: `${stats.url}/api/v1`, apiKey: token };
});
after(async () => {
  await scorelytics?.close();
  await statsApi?.close();
});

/**
 * A server of one test, which goes with the test whatever comes of it.
 * @param {import('node:test').TestContext} t @param {import('node:http').RequestListener} answer
 */
async function startServer(t, answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://127.0.0.1:${port}`;
}

/** @param {string} html @returns {any} */
function stateIn(html) {
  const [, json = ''] = html.match(/class="scoreline-state">(.*)<\/script>$/s) ?? [];
  return JSON.parse(json);
}

/** What a reader reads, name and score and status. @param {string} html */
const textOf = (html) =>
  html
    .replace(/<(script|style).*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();

/** @param {object} options @returns {Promise<{reason: string, cause?: unknown}>} */
async function refusal(options) {
  try {
    await renderToString(options);
  } catch (cause) {
    const error = /** @type {any} */ (cause);
    assert.ok(error instanceof RenderError, String(error));
    assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, secrets);
    return error;
  }
  throw new assert.AssertionError({ message: 'there was HTML' });
}

test('Scorelytics: score, status and instant, as the provider tells them now', async () => {
  const asked = scorelytics.requests.entries.length;
  const earliest = Date.now();
  const html = await renderToString({ ...football, match: 'a1', timeZone: 'UTC' });
  const text = textOf(html);
  assert.ok(text.startsWith(`${hostile} 1 Real Madrid 0 0' as of `), text);
  const { connection, matches } = stateIn(html);
  assert.equal(matches[0].home.name, hostile);
  assert.equal(matches[0].home.score, 1);
  const at = Date.parse(html.match(/datetime="(.*?)"/)?.[1] ?? '');
  assert.equal(at, connection.provenAt);
  assert.ok(at >= earliest - 1000 && at <= Date.now(), 'the instant is that of the question');
  assert.doesNotMatch(html, secrets);
  const paths = scorelytics.requests.entries.slice(asked).map(({ path }) => path);
  assert.deepEqual(paths, ['/v1/football/matches/a1'], 'one request, and no socket');
});

test('the Stats API: by a token, in another language, from right to left', async () => {
  const { number } = world.truth('b1');
  const html = await renderToString({ ...basketball, match: number, locale: 'ar' });
  assert.match(html, /lang="ar" dir="rtl"/);
  assert.match(textOf(html), /Zvezda 0 Partizan 3 .*حتى/);
  assert.doesNotMatch(html, secrets);
});

test('a key from a function; lists; several matches', async () => {
  const { apiKey: _, ...keyless } = football;
  const getCredential = async () => key;
  const live = await renderToString({ ...keyless, getCredential, live: true, layout: 'list' });
  assert.match(textOf(live), /as of .* Real Madrid 0/);
  const both = await renderToString({ ...football, matches: ['a1', 'a2'] });
  assert.deepEqual(
    stateIn(both).matches.map((/** @type {any} */ { id }) => id),
    ['a1', 'a2'],
  );
  assert.match(textOf(both), /Home Away/, 'a match that has not begun has no score');
  const some = await renderToString({ ...football, matches: 'a1 nope' });
  assert.match(textOf(some), /nope: This match was not found$/);
});

test('kick-offs are in the zone and the language of the author', async () => {
  const html = await renderToString({
    ...football,
    match: 'a2',
    locale: 'de-DE',
    timeZone: 'Asia/Tokyo',
  });
  const { kickoff } = stateIn(html).matches[0];
  const time = new Intl.DateTimeFormat('de-DE', {
    timeZone: 'Asia/Tokyo',
    hour: 'numeric',
    minute: '2-digit',
  });
  assert.ok(textOf(html).includes(time.format(kickoff)), textOf(html));
  assert.match(textOf(html), /Stand: \d+:\d\d$/);
});

test('words of the author’s own, and JSON that the author maps', async () => {
  const { number } = world.truth('b1');
  const html = await renderToString({
    ...basketball,
    match: number,
    words: { list_label: 'El Clásico', quarter_clock: 'Period {n}' },
    mapMatch: (/** @type {any} */ match) => ({ ...match, home_score: 77 }),
  });
  assert.match(html, /aria-label="El Clásico"/);
  assert.match(textOf(html), /Zvezda 77 Partizan 3 Period 1/);
});

test('without style and state; with the style apart', async () => {
  const bare = await renderToString({ ...football, match: 'a1', style: false, state: false });
  assert.doesNotMatch(bare, /<style|<script/);
  const html = await renderToString({ ...football, match: 'a1', nonce: 'r4nd0m' });
  const [, style = ''] = html.match(/^<style nonce="r4nd0m">(.*?)<\/style>/s) ?? [];
  assert.ok(style.split('\n').every((/** @type {string} */ rule) => css.includes(rule)));
});

test('what is wrong has a name', async () => {
  const { number } = world.truth('b1');
  assert.equal((await refusal({ ...football, match: 'nope' })).reason, 'not_found');
  assert.equal(
    (await refusal({ ...football, match: 'a1', apiKey: 'sk_wrong' })).reason,
    'wrong_key',
  );
  const unreachable = { ...football, match: 'a1', restUrl: 'http://127.0.0.1:9' };
  assert.equal((await refusal(unreachable)).reason, 'unreachable');
  const { apiKey: _, ...keyless } = football;
  const getCredential = () => Promise.reject(new Error(key));
  assert.equal((await refusal({ ...keyless, match: 'a1', getCredential })).reason, 'no_credential');
  assert.equal((await refusal({ ...football })).reason, 'match_missing');
  assert.equal((await refusal({ ...basketball, league: 'x' })).reason, 'bad_options');
  const wasm = new Uint8Array(8);
  assert.equal((await refusal({ ...football, match: 'a1', wasm })).reason, 'wasm_failed');
  const own = new Error('my own mistake');
  const mapMatch = () => {
    throw own;
  };
  const failed = await refusal({ ...basketball, match: number, mapMatch });
  assert.equal(failed.reason, 'map_failed');
  assert.equal(failed.cause, own);
});

test('an answer that does not come ends with the time that was given, and is asked no more', async (t) => {
  let open = 0;
  const restUrl = await startServer(t, (_, response) => {
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
  });
  const started = performance.now();
  const { reason } = await refusal({ ...football, match: 'a1', restUrl, timeout: 150 });
  assert.equal(reason, 'timeout');
  assert.ok(performance.now() - started < 1500);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(open, 0, 'the request was ended');
});

test('what came in time is shown, where other matches did not', async (t) => {
  const restUrl = await startServer(t, async (request, response) => {
    if (request.url?.endsWith('/a2')) return;
    const answer = await fetch(football.restUrl + request.url, { headers: { 'x-api-key': key } });
    response.end(await answer.text());
  });
  const html = await renderToString({ ...football, restUrl, matches: 'a1 a2', timeout: 300 });
  assert.equal(stateIn(html).matches.length, 1);
});

test('an answer is shown at once, however long the time that was given', async () => {
  const started = performance.now();
  await renderToString({ ...football, match: 'a1', timeout: 60_000 });
  assert.ok(performance.now() - started < 5000);
});

test('a key goes to the named origin only: no redirect is followed', async (t) => {
  /** @type {string[]} */
  const seen = [];
  const elsewhere = await startServer(t, (request, response) => {
    seen.push(JSON.stringify(request.headers));
    response.end('{}');
  });
  const restUrl = await startServer(t, (_, response) => {
    response.writeHead(302, { location: elsewhere }).end();
  });
  assert.equal((await refusal({ ...football, match: 'a1', restUrl })).reason, 'unreachable');
  assert.deepEqual(seen, []);
});

test('calls at the same time do not meet, and the wasm may be the caller’s', async () => {
  const bytes = await readFile(new URL('../../dist/scoreline.wasm', import.meta.url));
  const wasm = await WebAssembly.compile(bytes);
  const calls = ['a1', 'a2', 'nope', 'a1'].map((match) =>
    renderToString({ ...football, match, wasm }).then(
      (/** @type {string} */ html) => stateIn(html).matches[0].id,
      (/** @type {any} */ { reason }) => reason,
    ),
  );
  assert.deepEqual(await Promise.all(calls), ['a1', 'a2', 'not_found', 'a1']);
});
