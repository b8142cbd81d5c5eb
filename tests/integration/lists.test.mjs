/**
 * Boards of several matches: all live ones, a league, a competition, and more matches than a socket
 * each. A match joins, changes and ends; long lists come in pages.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { status } from '../upstreams/world.mjs';
import { setUp } from './lib/setup.mjs';
import { showsTruth } from './lib/truth.mjs';
import { until } from './lib/wait.mjs';

const laLiga = { id: 'DEf456', number: 7, name: 'La Liga', country: 'Spain' };
const serieA = { id: 'ItA222', number: 8, name: 'Serie A', country: 'Italy' };
const kls = { id: 'UvW111', number: 4, name: 'KLS', country: 'Serbia' };
const aba = { id: 'AbA333', number: 5, name: 'ABA liga', country: '' };

/**
 * @param {import('../upstreams/world.mjs').World} world
 * @param {'football' | 'basketball'} sport
 * @param {string[]} ids
 * @param {{league?: typeof laLiga, isStarted?: boolean}} [options]
 */
function add(world, sport, ids, { league = sport === 'football' ? laLiga : kls, isStarted } = {}) {
  for (const id of ids) {
    world.add({ id, sport, league, home: `Home ${id}`, away: `Away ${id}` });
    if (isStarted) world.kickoff(id);
  }
}

test('scorelytics: all live matches of a sport, one joins and one ends', async (t) => {
  const { world, scorelytics, scorelyticsBoard } = await setUp(t);
  add(world, 'football', ['f1', 'f2'], { isStarted: true });
  add(world, 'football', ['f3']);
  add(world, 'basketball', ['b1'], { isStarted: true });
  const board = scorelyticsBoard({ sport: 'football', live: true });
  await board.reaches('live');
  await showsTruth(board, 'scorelytics', world, ['f1', 'f2']);

  world.goal('f2', 'away');
  await showsTruth(board, 'scorelytics', world, ['f1', 'f2'], 'a goal');
  world.kickoff('f3');
  await showsTruth(board, 'scorelytics', world, ['f1', 'f2', 'f3'], 'a kick-off');
  world.goal('f3', 'home');
  await showsTruth(board, 'scorelytics', world, ['f1', 'f2', 'f3'], 'a goal of the new one');
  world.goal('f1', 'home');
  world.status('f1', status.finished);
  await showsTruth(board, 'scorelytics', world, ['f1', 'f2', 'f3'], 'an end');
  assert.equal(scorelytics.socketCount(), 1);
  const goals = board.eventsOf('score-change').map(({ match, home, away }) => [match, home, away]);
  assert.deepEqual(goals, [
    ['f2', 0, 1],
    ['f3', 1, 0],
    ['f1', 1, 0],
  ]);
});

test('scorelytics: all live matches of both sports', async (t) => {
  const { world, scorelyticsBoard } = await setUp(t);
  add(world, 'football', ['f1'], { isStarted: true });
  add(world, 'basketball', ['b1'], { isStarted: true });
  const board = scorelyticsBoard({ live: true });
  await board.reaches('live');
  await showsTruth(board, 'scorelytics', world, ['f1', 'b1']);
  world.play('b1', { type: '3pt_made', side: 'home' });
  world.goal('f1', 'home');
  await showsTruth(board, 'scorelytics', world, ['f1', 'b1'], 'scores');
});

for (const lastCursor of /** @type {const} */ (['null', 'missing'])) {
  test(`scorelytics: a league of several pages, the last cursor ${lastCursor}`, async (t) => {
    const { world, scorelytics, scorelyticsBoard } = await setUp(t, {
      scorelytics: { lastCursor },
    });
    // A page has 200 at most.
    const ids = Array.from({ length: 430 }, (_, index) => `m${index}`);
    add(world, 'football', ids);
    add(world, 'football', ['other'], { league: serieA, isStarted: true });
    world.kickoff('m0');
    world.kickoff('m429');
    const board = scorelyticsBoard({ sport: 'football', league: laLiga.id });
    await board.reaches('live');
    await showsTruth(board, 'scorelytics', world, ids);
    world.goal('m429', 'home');
    world.goal('other', 'home');
    await showsTruth(board, 'scorelytics', world, ids, 'a goal on the last page');
    assert.equal(new Set(scorelytics.requests.of(/after=/).map(({ path }) => path)).size, 2);
    assert.equal(board.eventsOf('score-change').length, 1);
  });
}

for (const lists of /** @type {const} */ (['plain', 'paginated'])) {
  test(`stats-api: a competition, ${lists}`, async (t) => {
    const { world, statsApi, statsBoard } = await setUp(t, {
      statsApi: { lists, pageSize: 2 },
    });
    add(world, 'basketball', ['b1', 'b2', 'b3', 'b4', 'b5']);
    add(world, 'basketball', ['o1'], { league: aba, isStarted: true });
    world.kickoff('b2');
    const board = statsBoard({ competition: '4' });
    const all = ['b1', 'b2', 'b3', 'b4', 'b5'];
    await board.reaches('live');
    await showsTruth(board, 'stats-api', world, all);
    world.play('b2', { type: '3pt_made', side: 'home' });
    await showsTruth(board, 'stats-api', world, all, 'a shot');
    world.kickoff('b5');
    await showsTruth(board, 'stats-api', world, all, 'a tip-off');
    await board.reaches('live');
    world.play('b5', { type: '2pt_made', side: 'away' });
    await showsTruth(board, 'stats-api', world, all, 'a shot of the new one');
    world.status('b2', status.finished);
    await showsTruth(board, 'stats-api', world, all, 'an end');
    assert.equal(statsApi.socketCount, 1);
    assert.equal(statsApi.subscriptionCount('private-competition.4'), 1);
  });
}

test('stats-api: all live matches of all competitions', async (t) => {
  const { world, statsApi, statsBoard } = await setUp(t);
  add(world, 'basketball', ['b1', 'b2'], { isStarted: true });
  add(world, 'basketball', ['b3']);
  add(world, 'basketball', ['o1'], { league: aba, isStarted: true });
  const board = statsBoard({ live: true });
  await board.reaches('live');
  await showsTruth(board, 'stats-api', world, ['b1', 'b2', 'o1']);
  world.play('o1', { type: '3pt_made', side: 'home' });
  await showsTruth(board, 'stats-api', world, ['b1', 'b2', 'o1'], 'a shot');
  world.kickoff('b3');
  await showsTruth(board, 'stats-api', world, ['b1', 'b2', 'o1', 'b3'], 'a tip-off');
  world.play('b3', { type: '2pt_made', side: 'home' });
  await showsTruth(board, 'stats-api', world, ['b1', 'b2', 'o1', 'b3'], 'a shot of the new one');
  assert.equal(statsApi.subscriptionCount('private-games'), 1);
  assert.equal(statsApi.subscriptionCount(), 1);
});

test('scorelytics: more matches than sockets share the stream of all', async (t) => {
  const { world, scorelytics, scorelyticsBoard } = await setUp(t);
  const ids = ['f1', 'f2', 'f3', 'f4'];
  add(world, 'football', [...ids, 'none of ours'], { isStarted: true });
  const board = scorelyticsBoard({ sport: 'football', matches: ids, maxSockets: 3 });
  await board.reaches('live');
  assert.equal(scorelytics.socketCount(), 1);
  for (const id of ids) world.goal(id, 'home');
  world.goal('none of ours', 'home');
  await showsTruth(board, 'scorelytics', world, ids, 'goals');
  assert.equal(board.eventsOf('score-change').length, 4);
  // One less, and each has a socket of its own again.
  world.status('f1', status.finished);
  await showsTruth(board, 'scorelytics', world, ids, 'an end');
  await board.waitFor(() => scorelytics.socketCount('f2') === 1, 'a socket for each');
  assert.ok(scorelytics.socketCount() <= 3);
  await board.reaches('live');
  world.goal('f4', 'away');
  await showsTruth(board, 'scorelytics', world, ids, 'a goal afterwards');
});

test('stats-api: boards share one socket, and many matches the channel of all', async (t) => {
  const { world, statsApi, statsBoard } = await setUp(t);
  const ids = Array.from({ length: 12 }, (_, index) => `b${index}`);
  add(world, 'basketball', ids, { isStarted: true });
  const numbers = ids.map((id) => String(world.truth(id).number));
  const few = statsBoard({ matches: numbers.slice(0, 3) });
  await few.reaches('live');
  assert.equal(statsApi.subscriptionCount(), 3);
  const many = statsBoard({ matches: numbers });
  await many.reaches('live');
  assert.equal(statsApi.subscriptionCount(), 1);
  assert.equal(statsApi.socketCount, 1);
  for (const id of ids) world.play(id, { type: '2pt_made', side: 'away' });
  await showsTruth(many, 'stats-api', world, ids, 'shots');
  await showsTruth(few, 'stats-api', world, ids.slice(0, 3), 'shots');
  assert.equal(few.eventsOf('score-change').length, 3);
  many.destroy();
  await few.reaches('live');
  await few.waitFor(() => statsApi.subscriptionCount() === 3, 'channels of their own again');
  world.play('b1', { type: '2pt_made', side: 'home' });
  await showsTruth(few, 'stats-api', world, ids.slice(0, 3), 'a shot afterwards');
});

test('an empty list says so, and a match joins it', async (t) => {
  const { world, scorelyticsBoard } = await setUp(t);
  add(world, 'football', ['f1']);
  const board = scorelyticsBoard({ sport: 'football', live: true });
  await board.waitFor(({ notice }) => notice === 'no_matches', 'the notice');
  world.kickoff('f1');
  await showsTruth(board, 'scorelytics', world, ['f1'], 'a kick-off');
});

test('a board that is set up anew shows the new matches and leaves the old ones', async (t) => {
  const { world, scorelytics, engine, scorelyticsBoard } = await setUp(t);
  add(world, 'football', ['f1', 'f2'], { isStarted: true });
  const board = scorelyticsBoard({ sport: 'football', matches: ['f1'] });
  await board.reaches('live');
  const other = scorelyticsBoard({ sport: 'football', matches: ['f1', 'f2'] });
  await other.reaches('live');
  other.destroy();
  assert.ok(board.configure({ ...board.options, matches: ['f2'] }));
  await board.reaches('live');
  await showsTruth(board, 'scorelytics', world, ['f2']);
  await board.waitFor(() => scorelytics.socketCount('f1') === 0, 'the old socket closed');
  assert.equal(engine.pending.sockets, 1);
});

test('stats-api: rows that are odd are shown as far as they go, and the others are told of', async (t) => {
  const { statsApi, statsBoard } = await setUp(t);
  const final = { id: 9, status: 'scheduled', home_team: null, away_team: { name: 'A &amp; B' } };
  const rows = [
    { ...final, scheduled_at: '2026-11-26', home_score: -1, away_score: '-1' },
    {
      id: 10,
      status: 'finished',
      home_team: 'C',
      away_team: 'D',
      home_score: '81',
      away_score: 79,
    },
    { id: 11, status: 'finished', home_team: 'E', away_team: 'F', home_score: '', away_score: 0 },
  ];
  const body = JSON.stringify({ data: rows });
  statsApi.rest.fail(/\/schedule/, 200, { body, times: 1000 });
  const board = statsBoard({ competition: '4' });
  const { matches } = await board.waitFor((state) => state.matches.length, 'the rows');
  assert.deepEqual(
    matches.map(({ home, away, text }) => [home.name, home.score, away.name, away.score, text]),
    [
      ['undecided', null, 'A & B', null, '2026-11-26'],
      ['C', 81, 'D', 79, 'finished'],
    ],
  );
  const told = () => board.eventsOf('board-error');
  const error = { reason: 'bad_row', match: '11', field: 'home_score', problem: 'wrong_type' };
  assert.deepEqual(told(), [error]);
  const asked = statsApi.requests.of(/\/schedule/).length;
  board.refresh();
  await until(() => statsApi.requests.of(/\/schedule/).length > asked, 'another answer');
  assert.deepEqual(told(), [error], 'told again');
});
