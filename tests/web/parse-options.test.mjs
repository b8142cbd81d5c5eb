import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { optionsFromAttributes } = await load('attribute-text.ts');
const { parseAnnounce, parseLocale, parseOptions } = await load('parse-options.ts');

const base = 'https://page.example/sport/';
const football = { provider: 'scorelytics', sport: 'football', match: 'm1', apiKey: 'k' };
const stats = { provider: 'stats-api', match: 123 };

/** @param {Record<string, string>} attributes */
const fromAttributes = (attributes) =>
  optionsFromAttributes((/** @type {string} */ name) => attributes[name] ?? null);

/** @param {object} raw @returns {{reason: string, message: string}} */
function problemOf(raw) {
  try {
    parseOptions(raw, base);
  } catch (problem) {
    return /** @type {{reason: string, message: string}} */ (problem);
  }
  throw new Error('accepted');
}

test('attributes become the options that the engine reads', () => {
  const raw = fromAttributes({
    provider: 'scorelytics',
    sport: 'football',
    match: ' abc123 ',
    'api-key': 'k&1',
    'max-sockets': '3',
  });
  assert.deepEqual(JSON.parse(JSON.stringify(parseOptions(raw, base))), {
    provider: 'scorelytics',
    sport: 'football',
    matches: ['abc123'],
    restUrl: 'https://api.scorelytics.pro',
    wsUrl: 'wss://api.scorelytics.pro',
    apiKey: 'k&1',
    maxSockets: 3,
  });
});

test('the engine is told the addresses of the provider where the page names none', () => {
  const { restUrl, wsUrl, appKey, authUrl } = parseOptions({ ...stats, wsUrl: '/ws' }, base);
  assert.deepEqual(
    [restUrl, wsUrl, appKey, authUrl],
    [
      'https://stats-api.ds2.app/api/v1',
      'wss://page.example/ws',
      'stats-admin-public-key',
      'https://stats-api.ds2.app/api/v1/broadcasting/auth',
    ],
  );
});

test('a gateway has one address, and shows the scores of one provider', () => {
  const gateway = { provider: 'gateway', url: '/scores/', match: 'm1' };
  const options = parseOptions(gateway, base, ['gateway']);
  assert.deepEqual(
    [options.restUrl, options.wsUrl, options.upstream],
    ['https://page.example/scores', 'wss://page.example/scores', 'scorelytics'],
  );
  assert.equal(
    parseOptions({ ...gateway, upstream: 'stats-api' }, base, ['gateway']).upstream,
    'stats-api',
  );
  const withoutUrl = { ...gateway, url: undefined };
  assert.throws(
    () => parseOptions(withoutUrl, base, ['gateway']),
    /^OptionsError: url: |^Error: url: /,
  );
  // Each module knows its own, and says so.
  assert.equal(problemOf(gateway).message, 'provider: this module has scorelytics and stats-api');
  assert.throws(() => parseOptions(football, base, ['gateway']), /this module has gateway/);
  // Of a provider itself neither counts.
  const direct = parseOptions({ ...football, url: 'https://g.example', upstream: 'x' }, base);
  assert.equal(direct.upstream, undefined);
  assert.equal(direct.restUrl, 'https://api.scorelytics.pro');
});

test('ids are separated by spaces or commas, and each is watched once', () => {
  const raw = { ...football, match: undefined, matches: 'a, b  c,a' };
  assert.deepEqual(parseOptions(raw, base).matches, ['a', 'b', 'c']);
  assert.deepEqual(parseOptions({ ...stats, match: undefined, matches: [1, 2] }, base).matches, [
    '1',
    '2',
  ]);
});

test('URLs may be relative to the page', () => {
  const options = parseOptions(
    { ...stats, authUrl: '/auth', restUrl: '../api/', wsUrl: '/ws' },
    base,
  );
  assert.equal(options.authUrl, 'https://page.example/auth');
  assert.equal(options.restUrl, 'https://page.example/api');
  assert.equal(options.wsUrl, 'wss://page.example/ws');
});

test('functions are only announced to the engine', () => {
  const { apiKey: _, ...keyless } = football;
  const options = parseOptions({ ...keyless, getCredential: () => 'secret' }, base);
  assert.equal(options.hasCredential, true);
  assert.doesNotMatch(JSON.stringify(options), /secret/);
});

test('what is missing or wrong is named', () => {
  assert.equal(problemOf({}).reason, 'provider_missing');
  assert.equal(problemOf({ ...football, match: '' }).reason, 'match_missing');
  assert.equal(problemOf({ ...football, sport: undefined }).reason, 'sport_missing');
  assert.equal(problemOf({ ...football, apiKey: '' }).reason, 'credential_missing');
  assert.match(problemOf({ ...football, provider: 'espn' }).message, /^provider: /);
  assert.match(problemOf({ ...football, maxSockets: '0' }).message, /^max-sockets: /);
  assert.match(problemOf({ ...football, layout: 'wide' }).message, /^layout: /);
});

test('a problem never repeats a value, which may hold a key', () => {
  const problem = problemOf({ ...football, restUrl: 'ftp://user:s3cret@host/' });
  assert.equal(problem.reason, 'value_invalid');
  assert.doesNotMatch(problem.message, /s3cret/);
});

test('nothing goes unencrypted, but to this machine', () => {
  const urls = /** @type {const} */ ({ restUrl: 'http', authUrl: 'http', wsUrl: 'ws' });
  for (const [option, scheme] of Object.entries(urls)) {
    const of = (/** @type {string} */ host) => ({ ...stats, [option]: `${scheme}://${host}/x` });
    const own = ['localhost', 'scores.localhost:8080', '127.0.0.1', '127.1.2.3:90', '[::1]:8080'];
    for (const host of own) assert.ok(parseOptions(of(host), base), host);
    const others = [
      'example.com',
      '10.0.0.1',
      '0.0.0.0',
      '[::2]',
      'localhost.example',
      '127.0.0.1.x',
    ];
    for (const host of [...others, '128.0.0.1', 'mylocalhost', 'localhost@example.com']) {
      const { reason, message } = problemOf(of(host));
      assert.equal(reason, 'value_invalid', host);
      assert.match(message, /^(rest|auth|ws)-url: /);
      assert.doesNotMatch(message, /example/);
    }
    assert.ok(parseOptions({ ...stats, [option]: `${scheme}s://example.com/x` }, base));
  }
  // Neither by the page's own scheme.
  assert.throws(() => parseOptions({ ...stats, restUrl: '/x' }, 'http://page.example/'));
  assert.throws(() => parseOptions({ ...stats, wsUrl: '/x' }, 'http://page.example/'));
  for (const url of [
    'ftp://localhost',
    'httpx://localhost',
    'javascript:1',
    'file:///x',
    'blob:x',
  ]) {
    assert.equal(problemOf({ ...stats, restUrl: url }).reason, 'value_invalid', url);
  }
});

test('a fragment is left out, which no server is told and a WebSocket refuses', () => {
  const options = { ...stats, wsUrl: 'wss://s.example/a#b', restUrl: '/c#d' };
  const { wsUrl, restUrl } = parseOptions(options, base);
  assert.deepEqual([wsUrl, restUrl], ['wss://s.example/a', 'https://page.example/c']);
});

test('a proxy of the page may add the key', () => {
  assert.ok(parseOptions({ ...football, apiKey: undefined, restUrl: '/scores' }, base));
});

test('locale and time zone are checked where they are written', () => {
  assert.deepEqual(parseLocale({ locale: 'de', timeZone: 'Europe/Berlin' }), {
    locale: 'de',
    timeZone: 'Europe/Berlin',
  });
  assert.throws(() => parseLocale({ timeZone: 'Mars/Olympus' }), { reason: 'value_invalid' });
});

test('goals are announced for one match, nothing for lists, and what is asked for', () => {
  /** @param {object} raw */
  const announce = (raw) => parseAnnounce(raw, parseOptions(raw, base));
  assert.equal(announce(football), 'goals');
  assert.equal(announce({ ...football, matches: 'm2' }), 'off');
  assert.equal(announce({ ...football, match: '', live: true }), 'off');
  assert.equal(announce({ ...football, live: true, announce: 'all' }), 'all');
  assert.throws(() => announce({ ...football, announce: 'loudly' }), { reason: 'value_invalid' });
});

test('an id is nothing that a URL’s path takes for a step', () => {
  for (const id of ['.', '..', '\ud800', 'a\udc00b']) {
    for (const option of ['match', 'matches', 'league', 'competition']) {
      const { reason, message } = problemOf({ ...football, match: 'm1', [option]: id });
      assert.equal(reason, 'value_invalid');
      assert.equal(message, `${option}: well-formed text other than '.' and '..'`);
    }
  }
  assert.equal(problemOf({ ...football, matches: ['m1', '..'] }).reason, 'value_invalid');
  const matches = ['...', '.a', 'a..', '../x', '%2e%2e', '😀'];
  assert.deepEqual(parseOptions({ ...football, match: '', matches }, base).matches, matches);
});

test('what goes into a header is one, and is not repeated where it is not', () => {
  for (const value of ['k\r\nX-Other: y', 'k\n', 'ключ', 'clé', 'k\u2028', 'k\0', '\ud800']) {
    for (const [option, name] of [
      ['apiKey', 'api-key'],
      ['appKey', 'app-key'],
    ]) {
      const { reason, message } = problemOf({ ...football, [String(option)]: value });
      assert.equal(reason, 'value_invalid');
      assert.equal(message, `${name}: printable ASCII without line breaks`);
    }
    for (const authHeaders of [{ Authorization: value }, { [value]: 'x' }]) {
      const { reason, message } = problemOf({ ...stats, authHeaders });
      assert.equal(reason, 'value_invalid');
      assert.equal(message, 'authHeaders: names and values, printable ASCII without line breaks');
    }
  }
  assert.equal(problemOf({ ...stats, authHeaders: { '': 'x' } }).reason, 'value_invalid');
  const authHeaders = { 'X-Tenant': 7, Authorization: 'Bearer 12|~ token' };
  assert.deepEqual(parseOptions({ ...stats, authHeaders }, base).authHeaders, {
    'X-Tenant': '7',
    Authorization: 'Bearer 12|~ token',
  });
});
