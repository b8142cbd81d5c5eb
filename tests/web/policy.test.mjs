import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { blockedSource, tellBlocked } = await load('policy.ts');
const urls = ['https://api.example/v1', 'wss://live.example/socket'];

/** @param {string} blockedURI @param {string} [effectiveDirective] */
const blocked = (blockedURI, effectiveDirective = 'connect-src') =>
  blockedSource({ blockedURI, effectiveDirective }, urls);

test('the source that the policy lacks is named, however the browser reports it', () => {
  assert.equal(blocked('https://api.example/v1/football/matches/m1'), 'https://api.example');
  assert.equal(blocked('https://api.example'), 'https://api.example');
  assert.equal(blocked('wss://live.example/socket/v1'), 'wss://live.example');
  assert.equal(blocked('wss'), 'wss://live.example');
});

test('what others were kept from is not ours', () => {
  assert.equal(blocked('https://ads.example/pixel'), undefined);
  assert.equal(blocked('https://api.example.evil/'), undefined);
  assert.equal(blocked('https://api.example/v1', 'img-src'), undefined);
  assert.equal(blocked(''), undefined);
});

test('each board is warned once about each of its own sources', () => {
  /** @type {unknown[]} */
  const warnings = [];
  /** @param {string} name @param {object} options */
  const board = (name, options) => ({
    blocked: new Set(),
    client: {
      options: { restUrl: 'https://other.example', wsUrl: 'wss://other.example', ...options },
      warn: (/** @type {string} */ reason, /** @type {{source: string}} */ { source }) =>
        warnings.push([name, reason, source]),
    },
  });
  const boards = [
    board('a', {}),
    board('b', { restUrl: urls[0] }),
    board('c', { restUrl: urls[0], wsUrl: urls[1] }),
  ];
  /** @param {string} blockedURI */
  const tell = (blockedURI) =>
    tellBlocked({ blockedURI, effectiveDirective: 'connect-src' }, boards);
  tell('https://api.example/v1/football');
  tell('https://api.example/v1/football');
  tell('wss://live.example/socket');
  assert.deepEqual(warnings, [
    ['b', 'connection_blocked', 'https://api.example'],
    ['c', 'connection_blocked', 'https://api.example'],
    ['c', 'connection_blocked', 'wss://live.example'],
  ]);
});
