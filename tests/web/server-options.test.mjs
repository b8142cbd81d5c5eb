import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { parseRenderOptions } = await load('server/options.ts');

const good = { provider: 'scorelytics', sport: 'football', match: 1, apiKey: 'sk_secret' };

/** @param {object} options @returns {{reason: string, message: string}} */
function refused(options) {
  try {
    parseRenderOptions(options);
  } catch (cause) {
    return /** @type {any} */ (cause);
  }
  throw new assert.AssertionError({ message: 'the options were taken' });
}

test('the element’s options, by the same names, with defaults of a server', () => {
  const { board, ...rest } = parseRenderOptions(good);
  assert.deepEqual(board.matches, ['1']);
  assert.equal(board.apiKey, 'sk_secret');
  assert.deepEqual(
    { ...rest },
    { locale: 'en', timeZone: undefined, theme: 'auto', timeoutMs: 2000, nonce: undefined },
  );
});

test('what is of sockets and readers has no effect, and is not even checked', () => {
  const page = {
    wsUrl: '/scores',
    authUrl: '/auth',
    appKey: 'k',
    maxSockets: 3,
    announce: 'all',
    authorize: () => ({ auth: '' }),
  };
  assert.deepEqual(parseRenderOptions({ ...good, ...page }).board, parseRenderOptions(good).board);
});

test('a URL that is relative to nothing is refused, and so is one that is not safe', () => {
  for (const restUrl of ['/scores', 'scores', 'http://scores.example']) {
    assert.equal(refused({ ...good, restUrl }).reason, 'value_invalid');
  }
  const local = parseRenderOptions({ ...good, restUrl: 'http://127.0.0.1:8080/x/' });
  assert.equal(local.board.restUrl, 'http://127.0.0.1:8080/x');
});

test('each mistake has its name, and no message repeats a value', () => {
  for (const [reason, options] of /** @type {const} */ ([
    ['provider_missing', { ...good, provider: undefined }],
    ['match_missing', { ...good, match: undefined }],
    ['sport_missing', { ...good, sport: undefined }],
    ['credential_missing', { ...good, apiKey: undefined }],
    ['value_invalid', { ...good, apiKey: 'sk_secret\nx' }],
    ['value_invalid', { ...good, timeout: 0 }],
    ['value_invalid', { ...good, timeout: 60_001 }],
    ['value_invalid', { ...good, timeout: Number.NaN }],
    ['value_invalid', { ...good, theme: 'sk_secret' }],
    ['value_invalid', { ...good, nonce: '"><script>sk_secret' }],
    ['value_invalid', { ...good, nonce: '' }],
    ['value_invalid', { ...good, locale: 'sk_secret' }],
    ['value_invalid', { ...good, layout: 'sk_secret' }],
  ])) {
    const failure = refused(options);
    assert.equal(failure.reason, reason, JSON.stringify(options));
    assert.doesNotMatch(failure.message, /sk_secret/);
  }
});
