/** The one function that sends every request of the boards, with a fetch that is not one. */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { sender } = await load('request.ts');

const mostBytes = 8 * 1024 * 1024;
const own = 'https://page.example';

/** @type {{url: string, init: any}[]} */
let asked;
/** @type {Map<number, () => void>} */
let timers;
/** @type {(url: string, init: any) => Promise<Response>} */
let reply;
/** @type {import('../../web/src/core.ts').Send} */
let send;

beforeEach(() => {
  asked = [];
  timers = new Map();
  reply = async () => new Response('{}');
  let last = 0;
  send = sender({
    fetch: (/** @type {string} */ url, /** @type {any} */ init) => {
      asked.push({ url, init });
      return reply(url, init);
    },
    origin: own,
    /** @param {() => void} run @param {number} ms */
    setTimer(run, ms) {
      assert.equal(ms, 10_000);
      last += 1;
      timers.set(last, run);
      return last;
    },
    /** @param {number} timer */
    clearTimer: (timer) => timers.delete(timer),
  });
});

/** @param {Partial<import('../../web/src/core.ts').Request>} [request] @returns {Promise<import('../../web/src/core.ts').Answer>} */
const answerTo = (request = {}) =>
  new Promise((done) => {
    send({ url: `${own}/x`, headers: [], timeoutMs: 10_000, ...request }, done);
  });

/** As fetch does: rejects when it is aborted. @param {string} _ @param {any} init @returns {Promise<Response>} */
const never = (_, init) =>
  new Promise((_, reject) => {
    init.signal.addEventListener('abort', () => reject(init.signal.reason));
  });

/**
 * A body that has so many chunks of 64 KB to give, and counts those that were taken.
 * @param {number} chunks
 */
function flood(chunks) {
  const counted = { given: 0, isCancelled: false };
  const body = new ReadableStream(
    {
      pull(controller) {
        if (counted.given === chunks) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(32));
        counted.given += 1;
      },
      cancel() {
        counted.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { counted, body };
}

test('an answer has its status, the headers that may be read, and its bytes', async () => {
  reply = async () => new Response('{"é":1}', { status: 429, headers: { 'Retry-After': '7' } });
  const { status, headers, body } = await answerTo();
  assert.equal(status, 429);
  assert.match(headers, /^retry-after: 7$/m);
  assert.equal(new TextDecoder().decode(body), '{"é":1}');
  assert.equal(timers.size, 0);
});

test('no cache answers, and nothing of the page goes along', async () => {
  const body = new TextEncoder().encode('a=1');
  await answerTo({ method: 'POST', headers: [['X-API-Key', 'k']], body });
  const [{ init } = assert.fail('not asked')] = asked;
  assert.equal(init.cache, 'no-store');
  assert.equal(init.credentials, 'omit');
  assert.equal(init.method, 'POST');
  assert.deepEqual(init.headers, [['X-API-Key', 'k']]);
  assert.equal(init.body, body);
});

test('a redirect may lead on within the page’s origin, and nowhere from another', async () => {
  await answerTo({ url: `${own}/api` });
  await answerTo({ url: 'https://page.example:8443/api' });
  await answerTo({ url: 'https://page.example.evil.example/api' });
  assert.deepEqual(
    asked.map(({ init: { mode, redirect } }) => ({ mode, redirect })),
    [
      { mode: 'same-origin', redirect: undefined },
      { mode: undefined, redirect: 'error' },
      { mode: undefined, redirect: 'error' },
    ],
  );
});

test('an answer as long as can be read is read, one that is longer is not', async () => {
  const most = flood(mostBytes / 65_536);
  reply = async () => new Response(most.body);
  assert.equal((await answerTo()).body.length, mostBytes);

  const endless = flood(Number.POSITIVE_INFINITY);
  reply = async () => new Response(endless.body, { headers: { date: 'x' } });
  const { status, headers, body } = await answerTo();
  assert.deepEqual([status, headers, body.length], [200, 'date: x\n', 0]);
  assert.ok(asked[1]?.init.signal.aborted, 'the rest is not sent any more');
  assert.ok(endless.counted.given < 140, `${endless.counted.given} chunks were taken`);
});

test('a body that breaks off is no answer', async () => {
  reply = async () =>
    new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('reset')) }));
  assert.equal((await answerTo()).status, 0);
});

test('an answer without a body is one', async () => {
  reply = async () => new Response(null, { status: 204 });
  const { status, body } = await answerTo();
  assert.deepEqual([status, body.length], [204, 0]);
});

test('whatever cannot be sent has no answer', async () => {
  reply = async () => {
    throw new TypeError('Failed to fetch');
  };
  assert.deepEqual(await answerTo(), { status: 0, headers: '', body: new Uint8Array() });
  reply = () => {
    throw new TypeError('at once');
  };
  assert.equal((await answerTo()).status, 0);
  assert.equal((await answerTo({ url: 'nowhere' })).status, 0);
  assert.equal(timers.size, 0);
});

test('what takes too long is given up, the answer’s body too', async () => {
  reply = never;
  const slow = answerTo();
  for (const run of timers.values()) run();
  assert.equal((await slow).status, 0);

  reply = async (_, { signal }) =>
    new Response(
      new ReadableStream({
        start(stream) {
          stream.enqueue(new Uint8Array(1));
          signal.addEventListener('abort', () => stream.error(signal.reason));
        },
      }),
    );
  const trickle = answerTo();
  await new Promise((resolve) => setImmediate(resolve));
  for (const run of timers.values()) run();
  assert.equal((await trickle).status, 0);
});

test('what is stopped ends without a word', async () => {
  /** @type {object[]} */
  const heard = [];
  reply = never;
  const request = { url: `${own}/x`, headers: [], timeoutMs: 10_000 };
  const stop = send(request, (answer) => heard.push(answer));
  stop();
  reply = async () => new Response('{}');
  send(request, (answer) => heard.push(answer))();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(heard, []);
  assert.ok(asked.every(({ init }) => init.signal.aborted));
  assert.equal(timers.size, 0);
});

test('an answer never comes before the request has been sent', () => {
  let isSent = false;
  reply = () => {
    throw new TypeError('at once');
  };
  return new Promise((resolve) => {
    send({ url: 'x', headers: [], timeoutMs: 10_000 }, () => {
      assert.ok(isSent);
      resolve(undefined);
    });
    isSent = true;
  });
});
