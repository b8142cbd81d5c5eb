import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

/** @type {{readQuery(search: string, base: string, allowed: string[]): {attributes: Map<string, string>} | {secret: string} | {foreign: string, host: string}}} */
const frame = await load('../iframe/query.ts');

/** @param {string} search @param {string[]} [allowed] */
const readQuery = (search, allowed = []) =>
  frame.readQuery(search, 'https://site.example/board/index.html', allowed);

/** @param {string} search */
const attributes = (search) => {
  const query = readQuery(search);
  assert.ok('attributes' in query);
  return Object.fromEntries(query.attributes);
};

test('an address gives the attributes that a board has, and no others', () => {
  assert.deepEqual(
    attributes(
      '?provider=stats-api&match=12&auth-url=/auth&max-sockets=2&dir=rtl&utm_id=7&onclick=x',
    ),
    { provider: 'stats-api', match: '12', 'auth-url': '/auth', 'max-sockets': '2', dir: 'rtl' },
  );
});

test('a flag without a value is there', () => {
  assert.deepEqual(attributes('?live'), { live: '' });
});

test("the public names of keys are no secrets: a Pusher app key is every page's to know", () => {
  assert.deepEqual(attributes('?app-key=stats-admin-public-key'), {
    'app-key': 'stats-admin-public-key',
  });
});

for (const name of [
  'api-key',
  'apiKey',
  'api_key',
  'x-api-key',
  'key',
  'auth-headers',
  'Authorization',
  'access_token',
  'credential',
  'password',
  'secret',
]) {
  test(`${name} is refused by its name, without its value`, () => {
    assert.deepEqual(readQuery(`?match=1&${name}=s3cret`), { secret: name });
  });
}

test('a secret inside a URL is refused too', () => {
  for (const url of ['https://x.example/?api_key=s3cret', '//me:s3cret@x.example/', '/?token=s3']) {
    const query = readQuery(`?rest-url=${encodeURIComponent(url)}`);
    assert.deepEqual(query, { secret: 'rest-url' }, url);
  }
});

for (const name of ['rest-url', 'ws-url', 'auth-url']) {
  test(`${name}: an address names the page's own server, or one that the page allows`, () => {
    const ask = (/** @type {string} */ url) => `?${name}=${encodeURIComponent(url)}`;
    for (const own of ['/scores', 'scores/v1', 'https://site.example/v1', 'wss://site.example']) {
      assert.deepEqual(attributes(ask(own)), { [name]: own });
    }
    const foreign = [
      ['https://evil.example/v1', 'evil.example'],
      ['//evil.example', 'evil.example'],
      ['\\\\evil.example', 'evil.example'],
      ['https:\t//evil.example', 'evil.example'],
      ['wss://site.example:8443', 'site.example:8443'],
      ['https://site.example.evil.example', 'site.example.evil.example'],
      ['data:text/plain,1', ''],
      ['https://%', 'https://%'],
    ];
    for (const [url = '', host = ''] of foreign) {
      for (const allowed of [[], [''], ['other.example']]) {
        assert.deepEqual(readQuery(ask(url), allowed), { foreign: name, host }, url);
      }
    }
    const live = 'wss://live.example:8443/x';
    assert.deepEqual(readQuery(ask(live), ['live.example:8443']), {
      attributes: new Map([[name, live]]),
    });
  });
}
