/**
 * What may come over the wire beside the documented: other shapes of a match, unknown messages,
 * hostile frames. The board goes on and keeps its last good state.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frame, opcode, textFrame } from '../upstreams/websocket/frames.mjs';
import { kinds, matchId, startedMatch } from './lib/both.mjs';
import { setUp } from './lib/setup.mjs';
import { showsTruth } from './lib/truth.mjs';

for (const shape of /** @type {const} */ (['nested', 'flat', 'score', 'teams'])) {
  test(`stats-api: a match whose JSON is ${shape}`, async (t) => {
    const { world, statsBoard } = await setUp(t, { statsApi: { shape } });
    world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });
    world.kickoff('b1');
    world.play('b1', { type: '3pt_made', side: 'away' });
    const one = statsBoard({ matches: ['123'] });
    const list = statsBoard({ competition: '4' });
    await showsTruth(one, 'stats-api', world, ['b1']);
    await showsTruth(list, 'stats-api', world, ['b1']);
  });
}

/** JSON that no decoder would guess. @param {import('../upstreams/world.mjs').Match} match */
const strange = (match) => ({
  nr: match.number,
  phase: match.statusCode === 2 ? 'in_progress' : 'finished',
  teams: [match.home.name, match.away.name],
  points: [match.homeScore, match.awayScore],
  quarter: match.period === null ? null : match.period - 21,
  left: '10:00',
});

/** @param {ReturnType<typeof strange>} match */
const mapMatch = (match) => ({
  id: match.nr,
  status: match.phase,
  home_team: { name: match.teams[0] },
  away_team: { name: match.teams[1] },
  home_score: match.points[0],
  away_score: match.points[1],
  current_period: match.quarter,
  current_clock: match.left,
});

test('stats-api: a page maps a match that nobody could guess', async (t) => {
  const { world, statsApi, statsBoard } = await setUp(t);
  world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });
  world.add({ id: 'b2', sport: 'basketball', home: 'Vršac', away: 'Mega' });
  world.kickoff('b1');
  world.kickoff('b2');
  world.play('b1', { type: '3pt_made', side: 'away' });
  const match = () => JSON.stringify({ data: strange(world.truth('b1')) });
  const schedule = () =>
    JSON.stringify({ data: [strange(world.truth('b1')), strange(world.truth('b2'))] });
  statsApi.rest.fail(/matches\/123$/, 200, { times: 100, body: match() });
  statsApi.rest.fail(/schedule/, 200, { times: 100, body: schedule() });

  const lost = statsBoard({ matches: ['123'] });
  await lost.waitFor(({ connection }) => connection.reason === 'bad_answer', 'bad_answer');
  lost.destroy();
  const one = statsBoard({ matches: ['123'] }, { mapMatch });
  const list = statsBoard({ competition: '4' }, { mapMatch });
  await showsTruth(one, 'stats-api', world, ['b1']);
  await showsTruth(list, 'stats-api', world, ['b1', 'b2']);
});

const unknownMessages = {
  scorelytics: [
    { type: 'lineup_change', match_id: matchId, data: { home: 9, away: 9 } },
    { type: 'score_update', match_id: 'another', data: { home: 9, away: 9, minute: 9 } },
  ].map((message) => JSON.stringify(message)),
  'stats-api': [
    { event: 'referee.changed', channel: 'private-match.123', data: '{"match_id":123}' },
    { event: 'pusher:cache_miss', channel: 'private-match.123' },
    { event: 'pusher:error', data: '{"code":4200,"message":"Invalid message format"}' },
    {
      event: 'event.received',
      channel: 'private-match.999',
      data: '{"match_id":123,"home_score":9,"away_score":9,"status":"in_progress"}',
    },
  ].map((message) => JSON.stringify(message)),
};

/** A frame around a score, or anything else, for the wire of each provider. */
const score = {
  scorelytics: (/** @type {string} */ home) =>
    `{"type":"score_update","match_id":"${matchId}","data":{"home":${home},"away":0,"minute":1}}`,
  'stats-api': (/** @type {string} */ home) =>
    JSON.stringify({
      event: 'event.received',
      channel: 'private-match.123',
      data: `{"match_id":123,"home_score":${home},"away_score":0,"status":"in_progress"}`,
    }),
};

/** @param {'scorelytics' | 'stats-api'} provider */
const hostile = (provider) => [
  '',
  'null',
  '[]',
  '"text"',
  '{',
  '{"event":',
  `{"a":${'['.repeat(5_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  ...['-1', '1e999', '"2"', 'null', '[2]', '1.5', '123456789012345678901234567890'].map(
    score[provider],
  ),
  `{"type":"score_update","match_id":"${'x'.repeat(100_000)}","data":{"home":9,"away":9}}`,
  '{"type":"status_change","match_id":"a1","data":{"from":2,"to":"three"}}',
  '{"event":"event.received","channel":"private-match.123","data":"{\\"match_id\\":123}"}',
  '{"event":"event.received","channel":"private-match.123","data":{"match_id":{"a":1}}}',
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":7}"}',
  '{"event":"pusher_internal:subscription_succeeded"}',
];

for (const kind of kinds) {
  const { provider } = kind;

  /** @param {Awaited<ReturnType<typeof setUp>>} setup @param {string} text */
  const send = ({ scorelytics, statsApi }, text) => {
    if (provider === 'scorelytics') scorelytics.sendRaw(text);
    else statsApi.sendRaw(textFrame(text));
  };

  test(`${provider}: unknown and foreign messages change nothing`, async (t) => {
    const setup = await setUp(t);
    const match = startedMatch(setup, kind);
    const board = match.open();
    await board.reaches('live');
    for (const text of unknownMessages[provider]) send(setup, text);
    match.score('home');
    await match.agrees(board, 'a score afterwards');
    match.heardExactly(board);
    assert.equal(board.state().matches.length, 1);
  });

  test(`${provider}: hostile messages change nothing`, async (t) => {
    const setup = await setUp(t);
    const match = startedMatch(setup, kind);
    const board = match.open();
    await board.reaches('live');
    match.score('home');
    await match.agrees(board, 'before');
    for (const text of hostile(provider)) send(setup, text);
    match.score('away');
    await match.agrees(board, 'a score afterwards');
    match.heardExactly(board);
    assert.deepEqual(board.eventsOf('board-error'), []);
  });

  test(`${provider}: answers that are no match`, async (t) => {
    const setup = await setUp(t);
    const match = startedMatch(setup, kind);
    const bodies = ['', 'null', '<html>', '{"data":[]}', '{"id":"a1"}', '['.repeat(10_000)];
    const { rest, requests } = match.server;
    const asked = () => requests.of(match.snapshot).filter(({ status }) => status).length;
    const always = { times: Number.POSITIVE_INFINITY };
    rest.fail(match.snapshot, 200, { body: bodies[0] ?? '', ...always });
    const board = match.open();
    for (const body of bodies) {
      rest.clear();
      rest.fail(match.snapshot, 200, { body, ...always });
      const before = asked();
      board.refresh();
      // The second time because the first was no good.
      await board.waitFor(() => asked() > before + 1, 'the next answer');
      await board.reaches('waiting', 'bad_answer');
    }
    rest.clear();
    board.refresh();
    await match.agrees(board, 'after a good answer');
    await board.reaches('live');
  });

  test(`${provider}: a message of more than 10 KB`, async (t) => {
    const setup = await setUp(t);
    const match = startedMatch(setup, kind);
    const board = match.open();
    await board.reaches('live');
    const padding = 'ž'.repeat(300_000);
    // Nobody but this message tells of the score.
    match.server.muted = true;
    match.score('home');
    match.server.muted = false;
    const rest = match.server.rest.hold(match.snapshot, { times: 100 });
    const [home] = match.truthScore();
    const text =
      provider === 'scorelytics'
        ? `{"padding":"${padding}","type":"score_update","match_id":"${matchId}","data":{"home":${home},"away":0}}`
        : JSON.stringify({
            event: 'event.received',
            channel: 'private-match.123',
            data: JSON.stringify({
              padding,
              match_id: 123,
              home_score: home,
              away_score: 0,
              status: 'in_progress',
              event: { id: 99_999, type: '3pt_made' },
            }),
          });
    send(setup, text);
    await match.agrees(board, 'after the message');
    rest.release();
  });
}

test('stats-api: binary frames and bytes that are no text', async (t) => {
  const setup = await setUp(t);
  const [, kind] = kinds;
  const match = startedMatch(setup, /** @type {import('./lib/both.mjs').Kind} */ (kind));
  const board = match.open();
  await board.reaches('live');
  setup.statsApi.sendRaw(frame(opcode.binary, Buffer.from([1, 2, 3])));
  match.score('home');
  await match.agrees(board, 'after a binary frame');
  // A browser closes such a connection (RFC 6455, 8.1); the board comes back.
  setup.statsApi.sendRaw(frame(opcode.text, Buffer.from([0xff, 0xfe])));
  await board.waitFor(({ connection }) => connection.state !== 'live', 'the close');
  match.score('away');
  await board.reaches('live');
  await match.agrees(board, 'after bytes that are no text');
  match.heardScores(board);
});
