import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

/** @type {{readQuery(search: string): {attributes: Map<string, string>} | {secret: string}}} */
const { readQuery } = await load('../iframe/query.ts');

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
