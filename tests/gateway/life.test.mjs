/** A gateway whose engine ends, or that is stopped, does not look alive. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../integration/lib/wait.mjs';
import { load } from './lib/load.mjs';
import { startGateway } from './lib/program.mjs';
import { startProviders } from './lib/providers.mjs';
import { startReader } from './lib/reader.mjs';

const channel = 'scorelytics.football.match.a1';

/** Engines that a test can break; each shows the match once it was told to. */
function engines() {
  /** @type {any[]} */
  const started = [];
  const start = async (/** @type {any} */ parts) => {
    const engine = {
      parts,
      state_: /** @type {any} */ ({ connection: { state: 'connecting' }, notice: '', matches: [] }),
      clients: /** @type {any[]} */ ([]),
      isStopped: false,
      open: (/** @type {any} */ client) => engine.clients.push(client),
      state: () => engine.state_,
      close() {},
      stop() {
        engine.isStopped = true;
      },
      /** @param {number} score */
      show(score) {
        const side = { id: '', name: 'Team', shortName: 'T', logoUrl: '', score };
        const match = {
          id: 'a1',
          sport: 'football',
          league: { id: '', name: '' },
          home: side,
          away: side,
        };
        engine.state_ = {
          connection: { state: 'live' },
          notice: '',
          matches: [{ ...match, status: 'live', plays: [], trust: 'live', text: '' }],
        };
        for (const client of engine.clients) client.onChange();
      },
    };
    started.push(engine);
    return engine;
  };
  return { started, start };
}

test('an engine that ends says nothing more; the next one goes on with the numbers', async (t) => {
  const [{ Upstream }, { Desk }, { Store }, { Numbers }] = await Promise.all(
    ['upstream.ts', 'desk.ts', 'store.ts', 'numbers.ts'].map(load),
  );
  const { started, start } = engines();
  /** @type {string[]} */
  const events = [];
  const log = (/** @type {string} */ event) => events.push(event);
  const upstream = new Upstream({ provider: 'scorelytics' }, { log, restartMs: 5_000, start });
  const numbers = new Numbers();
  numbers.begin(1);
  const store = new Store();
  /** @type {any[]} */
  const published = [];
  const subject = { provider: 'scorelytics', sport: 'football', kind: 'match', id: 'a1' };
  let maySpeak = true;
  const desk = new Desk({
    providers: ['scorelytics'],
    sport: 'football',
    follow: [subject],
    upstreams: new Map([['scorelytics', upstream]]),
    numbers,
    store,
    maySpeak: () => maySpeak,
    publish(/** @type {any} */ message) {
      store.put(message);
      published.push(JSON.parse(String(message.body)));
    },
    log,
  });
  t.after(() => {
    desk.stop();
    upstream.stop();
  });
  await upstream.start();
  desk.start();
  started[0].show(1);
  await until(() => published.at(-1)?.row?.home.score === 1, 'the score');
  const { seq } = published.at(-1);

  started[0].parts.onFailure(new Error('unreachable'));
  assert.equal(started[0].isStopped, true);
  assert.equal(upstream.isRunning, false);
  const said = published.length;
  await new Promise((resolve) => setTimeout(resolve, 4_600));
  assert.equal(published.length, said, 'not even a heartbeat');

  await until(() => upstream.isRunning, 'the next engine');
  await until(() => published.at(-1)?.trust === 'stale', 'what was told, and is not live');
  assert.deepEqual([published.at(-1).seq, published.at(-1).row.home.score], [seq + 1, 1]);
  started[1].show(2);
  assert.deepEqual([published.at(-1).seq, published.at(-1).row.home.score], [seq + 2, 2]);
  assert.deepEqual(
    events.filter((event) => event.startsWith('engine')),
    ['engine_failed', 'engine_restarted'],
  );

  // Who may not speak says nothing, and says it all later.
  maySpeak = false;
  started[1].show(3);
  started[1].show(4);
  assert.equal(published.at(-1).row.home.score, 2);
  maySpeak = true;
  await until(() => published.at(-1)?.row.home.score === 4, 'the newest');
  assert.equal(published.at(-1).seq, seq + 3);
});

test('GET: 503 where the newest message is older than 10 s, and where nobody may speak', async (t) => {
  const [{ HubServer }, { Hub }, { Store }, { Places }] = await Promise.all(
    ['hub-server.ts', 'hub.ts', 'store.ts', 'addresses.ts'].map(load),
  );
  const store = new Store();
  let wanted = /** @type {string | undefined} */ ('followed');
  const hub = new Hub({ store, onReaders() {} });
  const { server } = new HubServer({
    origins: '*',
    isBehindProxy: false,
    places: new Places({ all: 10, perAddress: 10 }),
    tls: undefined,
    hub,
    store,
    files: undefined,
    want: () => wanted,
    health: () => ({ isHealthy: true, details: {} }),
    metrics: () => '',
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const at = `127.0.0.1:${server.address().port}/v1/channels?ids=${channel}`;
  const statusOf = async () => (await fetch(`http://${at}`)).status;
  const put = (/** @type {number} */ ageMs) =>
    store.put({
      channel,
      isBatch: false,
      isHeartbeat: false,
      madeAt: performance.now() - ageMs,
      body: Buffer.from('{}'),
    });
  assert.equal(await statusOf(), 503, 'nothing yet');
  put(9_000);
  assert.equal(await statusOf(), 200);
  put(10_100);
  assert.equal(await statusOf(), 503);
  put(0);
  wanted = undefined;
  assert.equal(await statusOf(), 503);
  assert.equal(await startReader(t, `ws://${at}`).isRefused(), 503);
});

test('a gateway that was stopped for a while does not call what it held live', async (t) => {
  const { football } = await startProviders(t);
  const gateway = await startGateway(t, ['--follow', 'match:a1', ...football.words], football.env);
  const reader = startReader(t, gateway.address([channel]));
  await reader.hears(({ trust }) => trust === 'live', 'live');
  gateway.child.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = reader.messages().length;
  // Longer than the core believes in a match without a word of it.
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  assert.equal(reader.messages().length, before);
  gateway.child.kill('SIGCONT');
  await until(() => reader.messages().length > before, 'the next word');
  assert.notEqual(reader.messages()[before].trust, 'live');
  await until(() => reader.newest().trust === 'live', 'live again', 30_000);
});
