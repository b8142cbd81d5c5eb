/** What a row is, and when it is another one. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './lib/load.mjs';

const { rowOf, rowTrust } = await load('row.ts');
const { isSameRow } = await load('same-row.ts');
const { subjectOf, channelOf, snapshotChannelOf } = await load('subject.ts');
const { Store } = await load('store.ts');
const { MatchFeed } = await load('match-feed.ts');
const { ListFeed } = await load('list-feed.ts');
const { epochAfter, Numbers } = await load('numbers.ts');

const team = { id: 't', name: 'Team', shortName: 'TEA', logoUrl: '', score: 0 };
const match = {
  id: 'm1',
  sport: 'football',
  league: { id: 'l', name: 'League' },
  home: team,
  away: team,
  status: 'live',
  period: { kind: 'half', number: 1 },
  minute: 20,
  plays: [],
  trust: 'live',
  text: "20'",
  group: 'League',
  lines: [{ text: 'Goal' }],
};
const play = {
  id: 1,
  type: '3pt_made',
  teamId: 'team-1',
  playerId: 'player-1',
  secondsLeft: 1,
  x: 1,
  y: 1,
};

/** @param {object} [change] */
const row = (change = {}) => rowOf({ ...match, ...change });
/** @param {object} before @param {object} after @param {number} afterMs */
const isSame = (before, after, afterMs) =>
  isSameRow({ row: row(before), at: 1000 }, { row: row(after), at: 1000 + afterMs });

test('a row has nothing in a language, and the oldest plays go first', () => {
  assert.deepEqual(Object.keys(row()), [
    'id',
    'sport',
    'league',
    'home',
    'away',
    'status',
    'period',
    'minute',
    'plays',
  ]);
  const plays = Array.from({ length: 8 }, (_, id) => ({ ...play, id }));
  const bounded = row({ plays, home: { ...team, name: 'H'.repeat(200) } });
  assert.ok(Buffer.byteLength(JSON.stringify(bounded)) <= 1024);
  assert.ok(bounded.plays.length > 0 && bounded.plays.length < 8);
  assert.equal(bounded.plays.at(-1).id, 7);
  // Texts alone may be longer: they are not cut.
  assert.equal(row({ plays, home: { ...team, name: 'H'.repeat(2000) } }).home.name.length, 2000);
});

test('a clock that ran on is no change; one that was set, stopped or started is', () => {
  assert.ok(isSame({}, { minute: 21 }, 60_000));
  assert.ok(isSame({}, { minute: 21 }, 5_000), 'nobody knows where in its minute it was');
  assert.ok(!isSame({}, { minute: 23 }, 60_000));
  assert.ok(!isSame({}, { minute: 18 }, 4_000));
  assert.ok(!isSame({}, { minute: undefined }, 4_000));
  // It is not running: at half-time, in added time, at the end of a half.
  const half = { period: { kind: 'half_time', number: 1 }, minute: 45 };
  assert.ok(isSame(half, half, 600_000));
  assert.ok(!isSame(half, { ...half, minute: 46 }, 60_000));
  assert.ok(!isSame({ minute: 45 }, { minute: 46 }, 60_000));
  assert.ok(!isSame({}, { addedTime: 2 }, 4_000));
  // A provider that tells one minute for long has not told that it ran.
  assert.ok(!isSame({}, { minute: 20 }, 180_000));

  const clock = (/** @type {number} */ secondsLeft, isRunning = true) => ({
    clock: { secondsLeft, isRunning },
  });
  assert.ok(isSame(clock(100), clock(96), 4_000));
  assert.ok(isSame(clock(100), clock(98), 4_000));
  assert.ok(isSame(clock(2), clock(0), 30_000));
  assert.ok(!isSame(clock(100), clock(90), 4_000));
  assert.ok(!isSame(clock(100), clock(100), 4_000), 'it stood');
  assert.ok(!isSame(clock(100), clock(100, false), 0));
  assert.ok(!isSame(clock(100, false), clock(99, false), 1_000));
  assert.ok(!isSame(clock(100), {}, 1_000));
});

test('all else is a change', () => {
  for (const change of [
    { status: 'finished' },
    { home: { ...team, score: 1 } },
    { home: { ...team, score: null } },
    { away: { ...team, name: 'Other' } },
    { period: { kind: 'half', number: 2 } },
    { kickoff: 1 },
    { plays: [play] },
  ]) {
    assert.ok(!isSame({}, change, 0), JSON.stringify(change));
  }
});

test('the trust of a row, by the names of a connection', () => {
  const trust = (/** @type {string} */ of, status = 'live', list = 'live') =>
    rowTrust({ ...match, trust: of, status }, list);
  assert.equal(trust('live'), 'live');
  assert.equal(trust('polling'), 'polling');
  assert.equal(trust('stale'), 'stale');
  assert.equal(trust('none'), 'connecting');
  for (const status of [
    'finished',
    'cancelled',
    'walkover',
    'abandoned',
    'after_penalties',
    'after_extra_time',
  ]) {
    assert.equal(trust('settled', status), 'over');
  }
  assert.equal(trust('settled', 'scheduled'), 'live');
  assert.equal(trust('settled', 'scheduled', 'polling'), 'polling');
});

test('a channel is spelled in one way', () => {
  const subject = {
    provider: 'scorelytics',
    sport: 'football',
    kind: 'match',
    id: "Č.,a!'()*~-_9",
  };
  const channel = 'scorelytics.football.match.%C4%8C%2E%2Ca%21%27%28%29%2A~-_9';
  assert.equal(channelOf(subject), channel);
  assert.deepEqual(subjectOf(channel), subject);
  for (const other of [
    channel.toLowerCase(),
    channel.replace('%21', '!'),
    `${channel}.x`,
    channel.replace('9', '%39'),
  ]) {
    assert.equal(subjectOf(other), undefined, other);
  }
  const league = { provider: 'scorelytics', sport: 'any', kind: 'league', id: '4' };
  assert.equal(snapshotChannelOf(league), 'scorelytics.any.league.snapshot.4');
  assert.deepEqual(subjectOf('scorelytics.any.league.snapshot.4'), league);
  // A league of this name is a league.
  assert.equal(subjectOf('scorelytics.any.league.snapshot').id, 'snapshot');
  assert.deepEqual(subjectOf('stats-api.any.live.snapshot'), {
    provider: 'stats-api',
    sport: 'any',
    kind: 'live',
    id: '',
  });
  for (const bad of [
    '',
    'scorelytics',
    'scorelytics.any.match.',
    'scorelytics.any.match.%2E%2E',
    'scorelytics.any.match.%ED%A0%80',
    'scorelytics.any.match.%00',
    'scorelytics.any.competition.4',
    'stats-api.any.league.4',
    'scorelytics.chess.match.4',
    'scorelytics.any.match.snapshot.4',
    `scorelytics.any.match.${'x'.repeat(129)}`,
  ]) {
    assert.equal(subjectOf(bad), undefined, bad);
  }
});

test('the store: the newest, and 30 s of batches with one heartbeat behind them', () => {
  const store = new Store();
  const batch = (/** @type {string} */ name, /** @type {number} */ madeAt, isHeartbeat = false) =>
    store.put({ channel: 'c', isBatch: true, isHeartbeat, madeAt, body: Buffer.from(name) });
  batch('a', 0);
  batch('b', 10_000);
  batch('beat', 13_000, true);
  batch('beat again', 16_000, true);
  batch('c', 31_000);
  const replay = (/** @type {number} */ now) =>
    store.replay('c', now).map((/** @type {any} */ { body }) => String(body));
  assert.deepEqual(replay(31_000), ['b', 'beat again', 'c']);
  assert.deepEqual(replay(45_000), ['beat again', 'c']);
  assert.deepEqual(replay(70_000), []);
  assert.equal(String(store.newest('c').body), 'c');
});

/** @param {object[]} matches @param {string} state @param {string} [reason] */
const stateOf = (matches, state, reason) => ({
  connection: { state, ...(reason && { reason }) },
  notice: 'in a language',
  matches,
});
/** @param {any[]} messages */
const contents = (messages) => messages.map(({ body }) => JSON.parse(String(body)));

test('an engine that begins anew undoes nothing that was told', () => {
  const numbers = new Numbers();
  numbers.begin(5);
  const feed = new MatchFeed('c', numbers);
  const told = [
    ...feed.tell(stateOf([], 'connecting'), { at: 1, steady: 1 }, false),
    ...feed.tell(stateOf([match], 'live'), { at: 2, steady: 2 }, false),
    ...feed.tell(stateOf([], 'connecting'), { at: 3, steady: 3 }, false),
    ...feed.tell(stateOf([], 'refused', 'wrong_key'), { at: 4, steady: 4 }, false),
    ...feed.tell(stateOf([], 'refused', 'wrong_key'), { at: 5, steady: 5 }, false),
    ...feed.tell(stateOf([], 'refused', 'wrong_key'), { at: 6, steady: 6 }, true),
  ];
  assert.deepEqual(
    contents(told).map(({ seq, trust, reason, row: held }) => [seq, trust, reason, held?.id]),
    [
      [1, 'connecting', undefined, undefined],
      [2, 'live', undefined, 'm1'],
      [3, 'stale', undefined, 'm1'],
      [4, 'refused', 'wrong_key', 'm1'],
      [4, 'refused', 'wrong_key', 'm1'],
    ],
  );
  assert.equal(contents(told)[0].epoch, 5);

  const list = new ListFeed('l', 's', numbers);
  const first = list.tell(stateOf([], 'connecting'), { at: 1, steady: 1 }, false);
  assert.ok(
    contents(first).every((message) => !('ids' in message)),
    'not known yet',
  );
  list.tell(stateOf([match], 'live'), { at: 2, steady: 2 }, false);
  const [aged] = contents(list.tell(stateOf([], 'connecting'), { at: 3, steady: 3 }, false));
  assert.deepEqual(
    [aged.trust, aged.rows.map((/** @type {any} */ each) => each.trust)],
    ['stale', ['stale']],
  );
  const [back] = contents(list.tell(stateOf([match], 'live'), { at: 4, steady: 4 }, false));
  assert.deepEqual(
    [back.seq, back.trust, back.rows[0].trust, back.ids],
    [4, 'live', 'live', undefined],
  );
});

test('a row that leaves a list and comes back is told again', () => {
  const numbers = new Numbers();
  numbers.begin(1);
  const list = new ListFeed('l', 's', numbers);
  const other = { ...match, id: 'm2' };
  const told = [[match, other], [other], [match, other], [other, match]].flatMap((matches, index) =>
    contents(list.tell(stateOf(matches, 'live'), { at: index, steady: index }, false)),
  );
  assert.deepEqual(
    told
      .filter(({ channel }) => channel === 'l')
      .map(({ seq, ids, rows }) => [seq, ids, rows.map((/** @type {any} */ { id }) => id)]),
    [
      [1, ['m1', 'm2'], ['m1', 'm2']],
      [2, ['m2'], []],
      [3, ['m1', 'm2'], ['m1']],
      [4, ['m2', 'm1'], []],
    ],
  );
  const whole = contents([list.snapshot({ at: 9, steady: 9 })])[0];
  assert.deepEqual([whole.seq, whole.ids, whole.rows.length], [4, ['m2', 'm1'], 2]);
});

test('numbers: an epoch is above all before it; a channel that is followed again counts on', () => {
  const numbers = new Numbers();
  assert.equal(epochAfter(0, 100), 100);
  assert.equal(epochAfter(100, 100), 101);
  assert.equal(epochAfter(500, 90), 501, 'whatever the clock says');
  numbers.begin(501);
  assert.equal(numbers.epoch, 501);
  assert.equal(numbers.first(), 1);
  numbers.letGo(17);
  numbers.letGo(4);
  assert.equal(numbers.first(), 18);
});
