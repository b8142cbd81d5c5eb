/**
 * The ways to fail, each with what the board comes to. The provider is hostile where it can be: every
 * body, code, frame and close reason repeats the credential that it was sent.
 *
 * @typedef {import('./secret-site.mjs').SecretSite} Site
 *
 * @typedef {object} Case
 * @property {string} what
 * @property {'scorelytics' | 'stats-api'} provider
 * @property {string} ends where it comes to: a connection's state, its reason, or a board-error's reason
 * @property {object} [options] beside or in the place of the site's
 * @property {string} [functions] source of an object of functions, for `createScoreboard`
 * @property {string} [path] of the page
 * @property {(site: Site) => void} [before] the board is there
 * @property {(site: Site) => void} [whenLive] once it is live
 */

import { textFrame } from '../../upstreams/websocket/frames.mjs';
import { key, marks, otherKey, token } from './secret-site.mjs';

const always = { times: Number.POSITIVE_INFINITY };
const signature = '0123456789abcdef'.repeat(4);
const secret = `${key} ${token} ${signature}`;
/** A body in both providers' shapes of an error, and a match besides. */
const echo = {
  ...always,
  body: JSON.stringify({
    error: secret,
    code: key,
    message: secret,
    request_id: token,
    errors: { [key]: [token] },
  }),
  headers: { 'retry-after': '3600', 'x-secret': secret, 'content-type': 'application/json' },
};
const garbage = { ...echo, body: `<html>${secret}</html>` };
const wrongTypes = {
  ...echo,
  body: JSON.stringify({ data: secret, match_id: { [key]: token }, home: key, status: secret }),
};

/** @type {[number, string][]} */
const refusals = [
  [401, 'wrong_key'],
  [402, 'suspended'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [429, 'rate_limited'],
  [500, 'server_error'],
];
const providers = /** @type {const} */ (['scorelytics', 'stats-api']);

/** @param {Site} site @param {'scorelytics' | 'stats-api'} provider */
const serverOf = ({ scorelytics, statsApi }, provider) =>
  provider === 'scorelytics' ? scorelytics : statsApi;

/** @param {'scorelytics' | 'stats-api'} provider @returns {Case[]} */
const ofBoth = (provider) => [
  ...refusals.map(([status, ends]) => ({
    what: `${status} to everything, repeating the credential`,
    provider,
    ends,
    before: (/** @type {Site} */ site) => {
      serverOf(site, provider).rest.fail(/./, status, echo);
      serverOf(site, provider).upgrades.fail(/./, status, echo);
    },
  })),
  {
    what: 'an answer that is no JSON',
    provider,
    ends: 'bad_answer',
    before: (site) => serverOf(site, provider).rest.fail(/matches/, 200, garbage),
  },
  {
    what: 'an answer of other types',
    provider,
    ends: 'bad_answer',
    before: (site) => serverOf(site, provider).rest.fail(/matches/, 200, wrongTypes),
  },
  {
    what: 'connections that are reset',
    provider,
    ends: 'unreachable',
    before: (site) => {
      serverOf(site, provider).rest.fail(/./, 'reset', always);
      serverOf(site, provider).upgrades.fail(/./, 'reset', always);
    },
  },
  {
    what: 'a provider that is gone',
    provider,
    ends: 'unreachable',
    whenLive: (site) => {
      serverOf(site, provider).stopAccepting();
      serverOf(site, provider).dropSockets('rst');
    },
  },
  {
    what: 'no answer until the time is over',
    provider,
    ends: 'unreachable',
    before: (site) => void serverOf(site, provider).rest.hold(/./, always),
  },
  {
    what: 'a socket that is refused',
    provider,
    ends: 'stream_blocked',
    before: (site) => serverOf(site, provider).upgrades.fail(/./, 403, echo),
  },
  {
    what: 'a credential that is revoked in the middle',
    provider,
    ends: 'wrong_key',
    whenLive: (site) => {
      serverOf(site, provider).rest.fail(/./, 401, echo);
      serverOf(site, provider).upgrades.fail(/./, 401, echo);
      serverOf(site, provider).dropSockets();
    },
  },
  {
    what: 'a policy that forbids the provider',
    provider,
    path: '/closed',
    ends: 'connection_blocked',
  },
];

/** @type {Case[]} */
const scorelytics = [
  { what: 'a wrong key', ends: 'wrong_key', options: { apiKey: otherKey } },
  { what: 'an unknown match', ends: 'not_found', options: { match: 'nobody' } },
  {
    what: 'frames and a close reason that repeat the key',
    ends: 'polling',
    whenLive: (/** @type {Site} */ { scorelytics }) => {
      scorelytics.upgrades.fail(/./, 403, echo);
      scorelytics.sendRaw(secret);
      scorelytics.sendRaw(JSON.stringify({ type: 'error', error: key, code: key, message: key }));
      scorelytics.sendRaw(JSON.stringify({ type: key, match_id: key, data: { [key]: secret } }));
      scorelytics.sendRaw(JSON.stringify({ type: 'score_update', match_id: 'f1', data: secret }));
      scorelytics.closeSockets(1008, `revoked: ${key}`);
    },
  },
  ...[
    ['rejects with the key', `async () => { throw new Error('expired: ${key}') }`],
    ['throws the key', `() => { throw '${key}' }`],
    ['gives a key with a line break', `() => '${key}\\r\\nX: y'`],
    ['gives a key that is no header', `() => '${key}é\\u2028'`],
    ['gives what is no text', `() => ({ toString() { throw new Error('${key}') } })`],
  ].map(([what, getCredential]) => ({
    what: `getCredential ${what}`,
    ends: 'no_credential',
    options: { apiKey: undefined },
    functions: `{ getCredential: ${getCredential} }`,
  })),
  {
    what: 'getCredential gives keys that have expired',
    ends: 'wrong_key',
    options: { apiKey: undefined },
    functions: `{ n: 0, getCredential() { return '${otherKey}' + window.n++ } }`,
  },
  { what: 'a key with a line break', ends: 'value_invalid', options: { apiKey: `${key}\r\nX: y` } },
  { what: 'a key that is no header', ends: 'value_invalid', options: { apiKey: `${key}\u2028` } },
  ...['restUrl', 'wsUrl', 'authUrl'].flatMap((option) => {
    const scheme = option === 'wsUrl' ? 'ws' : 'http';
    return [
      ['is none', `${scheme}://${marks.key}@ :x`],
      ['is not encrypted', `${scheme}://user:${key}@scores.example/?key=${key}`],
      ['is of another scheme', `data:text/plain,${key}`],
    ].map(([what, url]) => ({
      what: `a ${option} that ${what}`,
      ends: 'value_invalid',
      options: { [option]: url },
    }));
  }),
  {
    what: 'a wsUrl with a fragment, which a WebSocket refuses',
    ends: 'live',
    functions: `{ wsUrl: options.wsUrl + '#x' }`,
  },
  {
    what: 'a wasm that is not where its signed URL says',
    ends: 'wasm_not_found',
    functions: `(scoreline.setWasmUrl('/none.wasm?token=${key}#${token}'), {})`,
  },
].map((failure) => ({ provider: /** @type {const} */ ('scorelytics'), ...failure }));

/** @type {Case[]} */
const statsApi = [
  {
    what: 'a wrong token',
    ends: 'wrong_key',
    options: { authHeaders: { Authorization: `Bearer 12|${marks.other}` } },
  },
  { what: 'an unknown match', ends: 'not_found', options: { match: 999 } },
  { what: 'an unknown app', ends: 'app_unknown', options: { appKey: 'another' } },
  .../** @type {[number, string][]} */ ([
    [401, 'wrong_key'],
    [402, 'suspended'],
    [403, 'forbidden'],
    [500, 'polling'],
  ]).map(([status, ends]) => ({
    what: `the authorisation answers ${status}`,
    ends,
    before: (/** @type {Site} */ { statsApi }) => statsApi.rest.fail(/broadcasting/, status, echo),
  })),
  ...[
    ['garbage', garbage.body],
    ['no signature', JSON.stringify({ auth: { [token]: signature } })],
    ['a signature too long', JSON.stringify({ auth: `${token}:${signature.repeat(99)}` })],
  ].map(([what, body]) => ({
    what: `the authorisation answers ${what}`,
    ends: 'polling',
    before: (/** @type {Site} */ { statsApi }) =>
      statsApi.rest.fail(/broadcasting/, 200, { ...echo, body: body ?? '' }),
  })),
  {
    what: 'a signature that the server refuses',
    ends: 'unauthorised',
    before: (/** @type {Site} */ { statsApi }) =>
      statsApi.rest.fail(/broadcasting/, 200, {
        ...echo,
        body: JSON.stringify({ auth: `stats-admin-public-key:${signature}` }),
      }),
  },
  ...[
    ['rejects with the token', `async () => { throw new Error('refused: ${token}') }`, 'polling'],
    [
      'rejects with the token and a status',
      `async () => { throw Object.assign(new Error('${token}'), { status: 403 }) }`,
      'forbidden',
    ],
    ['throws the token', `() => { throw '${token}' }`, 'polling'],
    ['gives the token', `() => '${token}:${signature}'`, 'polling'],
    ['gives what is no JSON', `() => ({ toJSON() { throw new Error('${token}') } })`, 'polling'],
    ['gives a wrong signature', `() => ({ auth: 'x:${signature}' })`, 'unauthorised'],
  ].map(([what, authorize, ends = '']) => ({
    what: `authorize ${what}`,
    ends,
    functions: `{ authorize: ${authorize} }`,
  })),
  {
    what: 'frames that repeat the token and the signature',
    ends: 'polling',
    whenLive: (/** @type {Site} */ { statsApi }) => {
      statsApi.upgrades.fail(/./, 403, echo);
      /** @param {object} frame */
      const send = (frame) => statsApi.sendRaw(Buffer.from(textFrame(JSON.stringify(frame))));
      const data = JSON.stringify({ message: secret, code: key, [token]: signature });
      for (const event of ['pusher:error', 'pusher_internal:subscription_error', 'score.updated']) {
        for (const channel of ['private-match.123', secret]) {
          send({ event, channel, data });
        }
      }
      send({ event: secret, data: { [key]: secret } });
      statsApi.sendRaw(textFrame(secret));
      statsApi.dropSockets();
    },
  },
].map((failure) => ({ provider: /** @type {const} */ ('stats-api'), ...failure }));

export const cases = [...providers.flatMap(ofBoth), ...scorelytics, ...statsApi];
