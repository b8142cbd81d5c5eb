/**
 * The faults of both stand-ins, each on its own: what it does, and that nothing of it is left afterwards.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { ManualClock } from '../clock.mjs';
import { Broadcasts } from '../faults/broadcasts.mjs';
import { startChild } from '../faults/child.mjs';
import { oddRows } from '../faults/odd-rows.mjs';
import { ScorelyticsServer } from '../scorelytics/server.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { World } from '../world.mjs';
import { openSocket, quiet, refusedUpgrade, until } from './support/ws-client.mjs';

/** @typedef {Record<string, string>} Headers */

const kinds = {
  scorelytics: {
    create: (/** @type {any} */ options) => new ScorelyticsServer(options),
    row: '/v1/basketball/matches/b1?api_key=sk_test_demo',
    list: '/v1/basketball/matches?api_key=sk_test_demo',
    socket: '/v1/ws/live?api_key=sk_test_demo',
    headers: /** @type {Headers} */ ({}),
    bare: (/** @type {any} */ json) => json,
    id: (/** @type {string} */ id) => id,
  },
  'stats-api': {
    create: (/** @type {any} */ options) => new StatsApiServer(options),
    row: '/api/v1/matches/123',
    list: '/api/v1/competitions/4/schedule?time=all',
    socket: '/app/stats-admin-public-key?protocol=7',
    headers: /** @type {Headers} */ ({ Authorization: 'Bearer 12|demo-token' }),
    bare: (/** @type {any} */ json) => json.data,
    id: (/** @type {string} */ id) => (id === 'b1' ? 123 : 124),
  },
};

/** @param {import('node:test').TestContext} t @param {keyof typeof kinds} name */
async function setUp(t, name) {
  const kind = kinds[name];
  const clock = new ManualClock();
  const world = new World({ clock });
  for (const id of ['b1', 'b2']) {
    world.add({ id, sport: 'basketball', home: `Home ${id}`, away: 'Away' });
    world.kickoff(id);
  }
  const server = kind.create({ world, clock });
  const { url, wsUrl } = await server.listen();
  /** @type {(() => void)[]} */
  const ends = [];
  t.after(async () => {
    for (const end of ends) end();
    await server.close();
  });
  clock.advance(10_000);
  const get = (path = kind.row, headers = {}) =>
    fetch(url + path, { headers: { ...kind.headers, ...headers } });
  const connect = async () => {
    const opened = await openSocket(wsUrl + kind.socket);
    ends.push(() => opened.socket.terminate());
    return opened;
  };
  return {
    clock,
    world,
    server,
    faults: server.faults,
    wsUrl,
    get,
    connect,
    row: async () => kind.bare(await (await get()).json()),
    rows: async () => (await (await get(kind.list)).json()).data,
    home: async () => kind.bare(await (await get()).json()).home_score,
    /** A socket that hears of both matches; what it hears is `match:score`, in order. */
    async listener() {
      const opened = await connect();
      if (name === 'stats-api') {
        await until(() => opened.messages.length === 1, 'the greeting');
        await subscribe(opened, get, 'private-games');
      }
      const scores = () =>
        opened.messages
          .map((message) => (name === 'stats-api' ? JSON.parse(message.data ?? '{}') : message))
          .filter((said) => said.data?.home !== undefined || said.home_score !== undefined)
          .map((said) => `${said.match_id}:${said.data?.home ?? said.home_score}`);
      return { ...opened, scores };
    },
    score: (/** @type {string} */ id) => world.play(id, { type: '2pt_made', side: 'home' }),
    told: (/** @type {string} */ id, /** @type {number} */ home) => `${kind.id(id)}:${home}`,
  };
}

/** @param {{socket: any, messages: any[]}} opened @param {(path: string) => Promise<Response>} get @param {string} channel */
async function subscribe({ socket, messages }, get, channel) {
  const { socket_id } = JSON.parse(messages[0].data);
  const query = `socket_id=${socket_id}&channel_name=${channel}`;
  const { auth } = await (await get(`/api/v1/broadcasting/auth?${query}`)).json();
  const before = messages.length;
  socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel, auth } }));
  await until(() => messages.length > before, 'the answer');
  return messages[before].event;
}

for (const name of /** @type {(keyof typeof kinds)[]} */ (Object.keys(kinds))) {
  test(`${name}: a replica lags by a fixed time`, async (t) => {
    const { clock, faults, home, score } = await setUp(t, name);
    faults.replica.lags(2_500);
    score('b1');
    assert.equal(await home(), 0);
    clock.advance(2_499);
    assert.equal(await home(), 0);
    clock.advance(1);
    assert.equal(await home(), 2);
    score('b1');
    faults.clear();
    assert.equal(await home(), 4);
  });

  test(`${name}: with a random lag answers go backwards, the same for the same seed`, async (t) => {
    const { clock, faults, home, score } = await setUp(t, name);
    for (let said = 0; said < 10; said += 1) {
      score('b1');
      clock.advance(250);
    }
    const series = async () => {
      faults.replica.lags({ from: 0, to: 2_500, seed: 7 });
      const answers = [];
      for (let asked = 0; asked < 12; asked += 1) answers.push(await home());
      return answers;
    };
    const answers = await series();
    assert.deepEqual(await series(), answers);
    assert.ok(
      answers.some((answer, index) => answer < (answers[index - 1] ?? 0)),
      `never backwards: ${answers}`,
    );
  });

  test(`${name}: a CDN answers again until its TTL, and tells the age`, async (t) => {
    const { clock, faults, get, home, score, server } = await setUp(t, name);
    faults.cdn.caches({ ttlMs: 30_000 });
    assert.equal(await home(), 0);
    const made = new Date(clock.now()).toUTCString();
    score('b1');
    clock.advance(30_000);
    const old = await get();
    assert.deepEqual([old.headers.get('age'), old.headers.get('date')], ['30', made]);
    assert.equal(kinds[name].bare(await old.json()).home_score, 0);
    clock.advance(1);
    assert.equal(await home(), 2, 'a new one after the TTL');
    assert.equal(server.requests.entries.length, 3, 'the log is the reader’s side');
  });

  test(`${name}: a CDN that revalidates gives the old answer once more, however old`, async (t) => {
    const { clock, faults, home, score } = await setUp(t, name);
    faults.cdn.caches({ ttlMs: 5_000, staleWhileRevalidate: true });
    assert.equal(await home(), 0);
    score('b1');
    clock.advance(3_600_000);
    assert.deepEqual([await home(), await home()], [0, 2]);
    faults.cdn.caches({ ttlMs: 5_000, staleWhileRevalidate: 10_000 });
    assert.equal(await home(), 2);
    score('b1');
    clock.advance(15_001);
    assert.equal(await home(), 4, 'beyond the bound the reader waits for a new one');
  });

  test(`${name}: a CDN may hide the age, and a page of another origin may not read it`, async (t) => {
    const { clock, faults, get } = await setUp(t, name);
    const exposed = async () =>
      (await get(undefined, { origin: 'https://page.test' })).headers.get(
        'access-control-expose-headers',
      ) ?? '';
    faults.cdn.caches({ ttlMs: 60_000, tellsAge: false, date: 'now', cacheControl: 'max-age=60' });
    await get();
    clock.advance(20_000);
    const rewritten = (await get()).headers;
    assert.equal(rewritten.get('date'), new Date(clock.now()).toUTCString());
    assert.deepEqual([rewritten.get('age'), rewritten.get('cache-control')], [null, 'max-age=60']);
    assert.doesNotMatch(await exposed(), /Age, Date/);
    faults.cdn.caches({ ttlMs: 60_000, date: 'none', exposes: true });
    const bare = (await get()).headers;
    assert.deepEqual([bare.get('date'), bare.get('age')], [null, '0']);
    assert.match(await exposed(), /Age, Date/);
    faults.clear();
    assert.equal((await get()).headers.get('age'), null);
  });

  test(`${name}: answers can be cacheable for a browser`, async (t) => {
    const { clock, faults, get } = await setUp(t, name);
    const said = async () => {
      const { headers } = await get();
      return [headers.get('cache-control'), headers.get('last-modified')];
    };
    assert.deepEqual(await said(), [null, null]);
    faults.cacheable.says({ cacheControl: 'max-age=60' });
    assert.deepEqual(await said(), ['max-age=60', null]);
    faults.cacheable.says({ lastModifiedAgoMs: 86_400_000 });
    const yesterday = new Date(clock.now() - 86_400_000).toUTCString();
    assert.deepEqual(await said(), [null, yesterday]);
  });

  test(`${name}: broadcasts die, all or one match's, while pings are answered`, async (t) => {
    const { faults, listener, score, told } = await setUp(t, name);
    const { socket, scores } = await listener();
    let pongs = 0;
    socket.on('pong', () => {
      pongs += 1;
    });
    faults.broadcasts.die({ match: 'b1' });
    score('b1');
    score('b2');
    await until(() => scores().length === 1, 'the other match');
    faults.broadcasts.die();
    score('b2');
    socket.ping();
    await until(() => pongs === 1, 'the pong');
    assert.deepEqual(scores(), [told('b2', 2)]);
    faults.clear();
    score('b1');
    await until(() => scores().length === 2, 'life');
    assert.deepEqual(scores()[1], told('b1', 4));
  });

  test(`${name}: broadcasts come late and overtake each other`, async (t) => {
    const { clock, faults, listener, score, told } = await setUp(t, name);
    const { scores } = await listener();
    faults.broadcasts.comeLate(12_000, { times: 1 });
    score('b1');
    score('b1');
    await until(() => scores().length === 1, 'the second');
    clock.advance(11_999);
    await quiet();
    assert.deepEqual(scores(), [told('b1', 4)]);
    clock.advance(1);
    await until(() => scores().length === 2, 'the first');
    assert.deepEqual(scores(), [told('b1', 4), told('b1', 2)]);
  });

  test(`${name}: broadcasts come again`, async (t) => {
    const { clock, faults, listener, score, told } = await setUp(t, name);
    const { scores } = await listener();
    faults.broadcasts.repeat(8_000, { match: 'b1', times: 1 });
    score('b1');
    score('b1');
    await until(() => scores().length === 2, 'both');
    clock.advance(8_000);
    await until(() => scores().length === 3, 'the first again');
    assert.deepEqual(scores(), [told('b1', 2), told('b1', 4), told('b1', 2)]);
  });

  test(`${name}: a frozen server takes everything and answers nothing`, async (t) => {
    const { faults, get, listener, connect, score, told } = await setUp(t, name);
    const { socket, scores } = await listener();
    let pongs = 0;
    socket.on('pong', () => {
      pongs += 1;
    });
    let answered = 0;
    const answer = () => {
      answered += 1;
    };
    faults.freezer.freeze({ rest: true });
    socket.ping();
    const waiting = [get().then(answer), connect().then(answer)];
    score('b1');
    await quiet();
    assert.deepEqual([pongs, answered, scores()], [0, 0, []]);
    assert.equal(socket.readyState, socket.OPEN);
    faults.freezer.thaw();
    await Promise.all(waiting);
    await until(() => pongs === 1, 'the pong');
    score('b1');
    await until(() => scores().length === 1, 'the next score');
    assert.deepEqual(scores(), [told('b1', 4)], 'what fell into that time is lost');
  });

  test(`${name}: a client that goes while the server is frozen is not kept`, async (t) => {
    const { faults, server, wsUrl } = await setUp(t, name);
    faults.freezer.freeze({ rest: false });
    const socket = new WebSocket(wsUrl + kinds[name].socket);
    socket.on('error', () => {});
    await quiet();
    socket.terminate();
    await quiet();
    faults.freezer.thaw();
    await quiet();
    const { socketCount } = /** @type {any} */ (server);
    assert.equal(typeof socketCount === 'number' ? socketCount : socketCount.call(server), 0);
  });

  test(`${name}: the streams alone can be frozen`, async (t) => {
    const { faults, home, score } = await setUp(t, name);
    faults.freezer.freeze({ rest: false });
    score('b1');
    assert.equal(await home(), 2);
  });

  test(`${name}: a refusal passes`, async (t) => {
    const { clock, faults, get, wsUrl } = await setUp(t, name);
    for (const status of [400, 401, 402, 403, 404, 409, 410, 423, 425]) {
      faults.refusals.refuse('rest', status, { forMs: 8_000, retryAfter: 3 });
      const refused = await get();
      assert.equal(refused.status, status);
      assert.equal(refused.headers.get('retry-after'), '3');
      assert.equal(typeof (await refused.json()), 'object');
      clock.advance(7_999);
      assert.equal((await get()).status, status);
      clock.advance(1);
      assert.equal((await get()).status, 200);
    }
    faults.refusals.refuse('stream', 403, { forMs: 8_000 });
    assert.equal((await refusedUpgrade(wsUrl + kinds[name].socket)).status, 403);
    faults.clear();
    assert.equal((await get()).status, 200);
  });

  test(`${name}: rows can be older than they are`, async (t) => {
    const { clock, faults, row, rows, score } = await setUp(t, name);
    const before = (await row()).updated_at;
    faults.rows.areStale(600_000);
    score('b1');
    const { updated_at, home_score } = await row();
    assert.equal(Date.parse(updated_at), clock.now() - 600_000);
    assert.equal(updated_at.length, before.length, 'in the provider’s own format');
    assert.equal(home_score, 2);
    for (const one of await rows()) assert.equal(Date.parse(one.updated_at), clock.now() - 600_000);
  });

  test(`${name}: rows can be odd, one or all`, async (t) => {
    const { faults, row, rows } = await setUp(t, name);
    const { id } = await row();
    faults.rows.alter(oddRows.homeTeamIsNull, { match: id });
    const odd = (await rows()).map((/** @type {any} */ one) => one.home_team === null);
    assert.deepEqual(odd, [true, false]);
    faults.clear();
    assert.notEqual((await row()).home_team, null);
  });

  test(`${name}: the kinds of odd rows`, async (t) => {
    const { faults, row } = await setUp(t, name);
    const isNamed = name === 'scorelytics';
    const with_ = async (/** @type {keyof typeof oddRows} */ odd) => {
      faults.rows.alter(oddRows[odd]);
      const changed = await row();
      faults.rows.clear();
      return changed;
    };
    const team = (/** @type {any} */ changed) =>
      isNamed ? changed.home_team : changed.home_team.name;
    const kickoff = (/** @type {any} */ changed) =>
      isNamed ? changed.kickoff_ts : changed.scheduled_at;
    assert.equal((await with_('homeTeamIsEmpty')).home_team, '');
    assert.equal(team(await with_('homeTeamIsNameless')), null);
    assert.equal(team(await with_('namesAreEscaped')), 'Home b1 &amp; Co');
    assert.equal((await with_('scoresAreStrings')).away_score, '0');
    assert.equal((await with_('scoresAreMinusOne')).away_score, -1);
    assert.equal((await with_('scoresAreEmpty')).home_score, '');
    const codes = await with_('codesAreStrings');
    assert.equal(isNamed ? codes.status_code : codes.current_period, isNamed ? '2' : '1');
    const logos = await with_('logosHaveNoScheme');
    const logo = isNamed ? logos.home_logo : logos.home_team.logo_url;
    assert.equal(logo, '//crests.invalid/home.png');
    assert.equal(kickoff(await with_('kickoffHasASpace')), '2026-05-04 16:00:00');
    assert.equal(
      kickoff(await with_('kickoffHasAnOffsetWithoutColon')),
      '2026-05-04T16:00:00+0000',
    );
    assert.equal(kickoff(await with_('kickoffHasNoSeconds')), '2026-05-04T16:00Z');
    assert.equal(kickoff(await with_('kickoffIsADate')), '2026-05-04');
  });

  test(`${name}: a process that is stopped says nothing, and goes on where it was`, async (t) => {
    const child = await startChild(name);
    t.after(() => child.close());
    const world = new World();
    world.add({ id: 'b1', sport: 'basketball', home: 'A', away: 'B' });
    world.kickoff('b1');
    const { row, socket: path, headers, bare } = kinds[name];
    const get = async () => bare(await (await fetch(child.url + row, { headers })).json());
    t.after(child.follow(world));
    const { socket } = await openSocket(child.wsUrl + path);
    t.after(() => socket.terminate());
    let pongs = 0;
    socket.on('pong', () => {
      pongs += 1;
    });
    world.play('b1', { type: '3pt_made', side: 'home' });
    while ((await get())?.home_score !== 3) await quiet();
    child.stop();
    await quiet();
    socket.ping();
    world.play('b1', { type: '3pt_made', side: 'home' });
    const asked = get();
    let isAnswered = false;
    void asked.then(() => {
      isAnswered = true;
    });
    await quiet();
    assert.deepEqual([pongs, isAnswered, socket.readyState], [0, false, socket.OPEN]);
    child.goOn();
    await asked;
    await until(() => pongs === 1, 'the pong');
    while ((await get())?.home_score !== 6) await quiet();
  });
}

test('messages that are under way do not outlive their server', () => {
  const clock = new ManualClock();
  const broadcasts = new Broadcasts(clock);
  const change = new World().add({ id: 'b1', sport: 'basketball', home: 'A', away: 'B' });
  let sent = 0;
  broadcasts.comeLate(1_000);
  for (const close of [false, true]) {
    broadcasts.deliver(/** @type {any} */ ({ after: change }), () => {
      sent += 1;
    });
    if (close) broadcasts.close();
    clock.advance(1_000);
  }
  assert.equal(sent, 1);
});

test('stats-api: the channel authorisation is refused for a while', async (t) => {
  const { clock, faults, get } = await setUp(t, 'stats-api');
  const query = 'socket_id=1.2&channel_name=private-match.123';
  const ask = async () => (await get(`/api/v1/broadcasting/auth?${query}`)).status;
  for (const status of [401, 403, 404]) {
    faults.refusals.refuse('authorisation', status, { forMs: 8_000 });
    assert.deepEqual([await ask(), (await get()).status], [status, 200]);
    clock.advance(8_000);
    assert.equal(await ask(), 200);
  }
});

test('stats-api: channels are signed wrongly for a while', async (t) => {
  const { clock, faults, get, connect } = await setUp(t, 'stats-api');
  const opened = await connect();
  await until(() => opened.messages.length === 1, 'the greeting');
  faults.refusals.signWrongly(8_000);
  assert.equal(await subscribe(opened, get, 'private-match.123'), 'pusher:error');
  clock.advance(8_000);
  const succeeded = 'pusher_internal:subscription_succeeded';
  assert.equal(await subscribe(opened, get, 'private-match.123'), succeeded);
});

test('stats-api: odd rows come in each of its shapes', async (t) => {
  for (const shape of ['nested', 'flat', 'score', 'teams']) {
    const clock = new ManualClock();
    const world = new World({ clock });
    world.add({ id: 'b1', sport: 'basketball', home: 'A', away: 'B' });
    const server = new StatsApiServer({ world, clock, shape: /** @type {any} */ (shape) });
    t.after(() => server.close());
    const { url } = await server.listen();
    server.faults.rows.alter(oddRows.namesAreEscaped);
    server.faults.rows.alter(oddRows.scoresAreStrings);
    const answer = await fetch(`${url}/api/v1/matches/123`, {
      headers: kinds['stats-api'].headers,
    });
    const text = await answer.text();
    assert.match(text, /"A &amp; Co"/, shape);
    assert.match(text, /"0"/, shape);
    server.faults.rows.clear();
    server.faults.rows.alter(oddRows.homeTeamIsNull);
    const without = await fetch(`${url}/api/v1/matches/123`, {
      headers: kinds['stats-api'].headers,
    });
    assert.doesNotMatch(await without.text(), /"A"/, shape);
  }
});
