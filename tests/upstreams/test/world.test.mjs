/**
 * The world: what it changes, what it remembers, and that scripts are whole matches.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../clock.mjs';
import {
  basketballScript,
  footballScript,
  Player,
  randomBasketball,
  randomFootball,
} from '../scripts.mjs';
import { period, status, World } from '../world.mjs';

function newWorld() {
  const clock = new ManualClock();
  const world = new World({ clock });
  world.add({ id: 'f1', sport: 'football', home: 'Real Madrid', away: 'Barcelona' });
  world.add({ id: 'b1', sport: 'basketball', home: 'Čačak 94', away: 'Zlatibor' });
  return { clock, world };
}

test('the past is kept with its times', () => {
  const { clock, world } = newWorld();
  world.kickoff('f1');
  const start = clock.now();
  clock.advance(1000);
  world.goal('f1', 'home');
  clock.advance(1000);
  world.correction('f1', { home: 0 });
  const scores = world.history('f1').map(({ match, version }) => [version, match.homeScore]);
  assert.deepEqual(scores, [
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 0],
  ]);
  const oneNil = { home: 1, away: 0 };
  assert.equal(world.wasTrue('f1', oneNil), true);
  assert.equal(world.wasTrue('f1', oneNil, { to: start + 500 }), false);
  assert.equal(world.wasTrue('f1', oneNil, { from: start + 2500 }), false);
  assert.equal(world.wasTrue('f1', { home: 2, away: 0 }), false);
});

test('what is handed out cannot change the truth', () => {
  const { world } = newWorld();
  world.truth('f1').home.name = 'changed';
  assert.equal(world.truth('f1').home.name, 'Real Madrid');
});

test('a step without effect is no change', () => {
  const { world } = newWorld();
  let changes = 0;
  world.onChange(() => {
    changes += 1;
  });
  world.tick('f1');
  world.clockStop('b1');
  world.status('f1', status.scheduled);
  world.correction('f1', { home: 0, away: 0 });
  assert.equal(changes, 0);
  assert.equal(world.truth('f1').version, 1);
});

test('football stoppage time is counted apart, and the minute stands at half-time', () => {
  const { world } = newWorld();
  world.kickoff('f1');
  world.tick('f1', { minutes: 47 });
  const { minute, addedTime } = world.truth('f1');
  assert.deepEqual([minute, addedTime], [45, 2]);
  world.period('f1', period.halfTime);
  world.tick('f1');
  assert.equal(world.truth('f1').minute, 45);
  world.period('f1', period.secondHalf);
  world.tick('f1', { minutes: 46 });
  assert.deepEqual([world.truth('f1').minute, world.truth('f1').addedTime], [90, 1]);
});

test('basketball plays have rising ids, make points and stop the clock', () => {
  const { world } = newWorld();
  world.kickoff('b1');
  world.tick('b1', { seconds: 157 });
  world.play('b1', { type: '3pt_made', side: 'away', playerId: 88, x: 42.5, y: 18.2 });
  world.play('b1', { type: 'timeout', side: 'home' });
  world.tick('b1', { seconds: 30 });
  const { plays, awayScore, clockSeconds, clockRunning } = world.truth('b1');
  assert.deepEqual([awayScore, clockSeconds, clockRunning], [3, 443, false]);
  assert.deepEqual(
    plays.map(({ id, type }) => [id, type]),
    [
      [9871, 'period_start'],
      [9872, '3pt_made'],
      [9873, 'timeout'],
    ],
  );
});

test('every status can be reached', () => {
  const { world } = newWorld();
  for (const code of Object.values(status)) world.status('f1', code);
  assert.equal(world.truth('f1').statusCode, status.afterExtraTime);
  assert.notEqual(world.truth('f1').finishedAt, null);
});

/** @type {[string, 'f1' | 'b1', import('../scripts.mjs').Script][]} */
const scripts = [
  ['football', 'f1', footballScript],
  ['basketball', 'b1', basketballScript],
];
for (let seed = 1; seed <= 40; seed += 1) {
  scripts.push([`random football ${seed}`, 'f1', randomFootball(seed)]);
  scripts.push([`random basketball ${seed}`, 'b1', randomBasketball(seed)]);
}

// This one is level after four quarters.
scripts.push(['basketball with overtime', 'b1', randomBasketball(90)]);

test('scripts end decided and never leave a score below zero', async () => {
  for (const [name, id, script] of scripts) {
    const { world } = newWorld();
    await new Player(world, id, script).run();
    const { statusCode, homeScore, awayScore } = world.truth(id);
    assert.ok([3, 9, 10].includes(statusCode), name);
    if (id === 'b1') assert.notEqual(homeScore, awayScore, name);
    for (const { match } of world.history(id)) {
      assert.ok(match.homeScore >= 0 && match.awayScore >= 0, name);
    }
  }
});

test('a seed gives the same match again, and seeds differ', () => {
  assert.deepEqual(randomFootball(5), randomFootball(5));
  assert.deepEqual(randomBasketball(5), randomBasketball(5));
  assert.notDeepEqual(randomFootball(5), randomFootball(6));
});

test('some random matches have corrections, interruptions and extra time', () => {
  const steps = scripts.flatMap(([, , script]) => script.map(({ step }) => step));
  assert.ok(steps.some((step) => step.do === 'correction'));
  assert.ok(steps.some((step) => step.code === status.interrupted));
  assert.ok(steps.some((step) => step.do === 'extraTime'));
  assert.ok(steps.some((step) => step.code === period.overtime1));
});

test('a player keeps to the times of the script, divided by its speed', async () => {
  const { clock, world } = newWorld();
  const player = new Player(world, 'f1', footballScript, { clock, speed: 60 });
  const playing = player.start();
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  for (let second = 0; second < 10; second += 1) {
    clock.advance(1000);
    await settle();
  }
  // Kick-off at once, then a minute every second.
  assert.ok([8, 9].includes(world.truth('f1').minute ?? -1));
  player.stop();
  await playing;
  assert.equal(player.done, false);
});
