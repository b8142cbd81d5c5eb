import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { EarlyRequests } = await load('early.ts');

const scorelytics = {
  provider: 'scorelytics',
  sport: 'football',
  matches: ["m'1"],
  restUrl: 'https://proxy.example',
  apiKey: 'k',
};
const ownLines = 'X-API-Key: k\nAccept: application/json\n';

function setUp() {
  /** @type {{url: string, headers: [string, string][]}[]} */
  const asked = [];
  let now = 0;
  const early = new EarlyRequests(
    (/** @type {any} */ { url, headers }, /** @type {(answer: object) => void} */ done) => {
      asked.push({ url, headers });
      done({ status: 429, headers: 'retry-after: 7\n', body: new TextEncoder().encode('{}') });
    },
    () => now,
  );
  return {
    asked,
    early,
    /** @param {number} ms */
    pass(ms) {
      now += ms;
    },
  };
}

test('the engine is handed the answer to its own request, once', async () => {
  const { asked, early } = setUp();
  early.ask(scorelytics, {});
  assert.deepEqual(asked, [
    {
      url: 'https://proxy.example/v1/football/matches/m%271',
      headers: [
        ['X-API-Key', 'k'],
        ['Accept', 'application/json'],
      ],
    },
  ]);
  const answer = await early.take(asked[0]?.url, ownLines);
  assert.equal(answer.status, 429);
  assert.match(answer.headers, /^retry-after: 7$/m);
  assert.equal(new TextDecoder().decode(answer.body), '{}');
  assert.equal(early.take(asked[0]?.url, ownLines), undefined);
});

test('an answer for another key is not handed over', () => {
  const { asked, early } = setUp();
  early.ask(scorelytics, {});
  assert.equal(
    early.take(asked[0]?.url, 'X-API-Key: other\nAccept: application/json\n'),
    undefined,
  );
});

test('an old answer is asked for again', () => {
  const { asked, early, pass } = setUp();
  early.ask(scorelytics, {});
  pass(10_000);
  assert.equal(early.take(asked[0]?.url, ownLines), undefined);
});

test('two boards of one match ask once, and many boards only for a few', () => {
  const { asked, early } = setUp();
  early.ask(scorelytics, {});
  early.ask(scorelytics, {});
  assert.equal(asked.length, 1);
  for (let i = 0; i < 40; i += 1) early.ask({ ...scorelytics, matches: [`n${i}`] }, {});
  assert.equal(asked.length, 6);
});

test('a key of the page is asked for once and used for both', async () => {
  const { asked, early } = setUp();
  let times = 0;
  const getCredential = async () => {
    times += 1;
    return 'short';
  };
  const { apiKey: _, ...keyless } = scorelytics;
  early.ask({ ...keyless, hasCredential: true }, { getCredential });
  assert.equal(await early.takeKey(getCredential), 'short');
  assert.equal(early.takeKey(getCredential), undefined, 'the next one is fresh');
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(asked[0]?.headers[0], ['X-API-Key', 'short']);
  assert.equal(times, 1);
});

test('nothing is asked with a key that no header takes', async () => {
  const { asked, early } = setUp();
  for (const key of ['k\n', 'k\r\nX-Other: y', 'ключ', 'clé', 'k\u2028', 'k\0']) {
    const getCredential = async () => key;
    early.ask({ ...scorelytics, hasCredential: true }, { getCredential });
    assert.equal(await early.takeKey(getCredential), key, 'the engine hears of it');
  }
  assert.deepEqual(asked, []);
});

test('of a gateway nothing: its first words come by its socket', () => {
  const { asked, early } = setUp();
  early.ask({ provider: 'gateway', restUrl: 'https://g.example', matches: ['7'] }, {});
  assert.deepEqual(asked, []);
});

test('lists and the other provider', () => {
  const { asked, early } = setUp();
  const statsApi = 'https://stats-api.ds2.app/api/v1';
  const restUrl = 'https://api.scorelytics.pro';
  early.ask(
    { provider: 'scorelytics', restUrl, sport: 'basketball', live: true, league: 'a b' },
    {},
  );
  early.ask(
    {
      provider: 'stats-api',
      restUrl: statsApi,
      matches: ['7'],
      competition: '9',
      authHeaders: { Authorization: 'Bearer t' },
    },
    {},
  );
  assert.deepEqual(
    asked.map(({ url }) => url),
    [
      'https://api.scorelytics.pro/v1/basketball/matches?status=live&limit=200',
      'https://api.scorelytics.pro/v1/basketball/matches?league_id=a%20b&limit=200',
      `${statsApi}/matches/7`,
      `${statsApi}/competitions/9/schedule?time=all`,
    ],
  );
  assert.deepEqual(asked[2]?.headers, [
    ['Authorization', 'Bearer t'],
    ['Accept', 'application/json'],
  ]);
});
