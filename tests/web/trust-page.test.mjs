/**
 * docs/trust.md says what the code does: its figures are the code's, and what it names is there.
 */

import assert from 'node:assert/strict';
import { access, readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
/** @param {string} path */
const text = (path) => readFile(new URL(path, root), 'utf8');
/** One line, as a reader reads it. */
const page = (await text('docs/trust.md')).replaceAll(/\s+/g, ' ');
const limits = 'tests/sim/limits.cpp';
/** @type {Record<string, number>} */
const units = { kSecond: 1_000, kMinute: 60_000 };

/**
 * A constant of C++: in seconds where it is a time, else as it is.
 * @param {string} path
 * @param {string} name
 * @returns {Promise<number>}
 */
async function constant(path, name) {
  const source = await text(path);
  const [, type = '', value] =
    new RegExp(`constexpr ([\\w:]+) (?:\\w+ = [^;]*, )?${name} = ([^,;]+)[,;]`).exec(source) ?? [];
  assert.ok(value, `${path} has no ${name}`);
  let product = 1;
  // What is added to a limit is the delivery of the message, which is forgiven.
  for (const factor of (value.split(' + ')[0] ?? '').split(' * ')) {
    product *= units[factor] ?? Number(factor.replaceAll("'", ''));
  }
  assert.ok(Number.isFinite(product), `${name} = ${value}`);
  return /^(Mono|Wall)Ms$/.test(type) ? product / 1_000 : product;
}

/** Of `src/connection`. @param {string} file @param {string} name */
const of = (file, name) => constant(`src/connection/${file}`, name);

/** Sentences of the page, with the code's figures in them. @type {[string, () => Promise<string>][]} */
const sentences = [
  [
    'patience',
    async () => {
      const [least, most, answer] = await Promise.all([
        of('pace.hpp', 'kShortestPatience'),
        of('pace.hpp', 'kLongestPatience'),
        of('cadence.hpp', 'kAnswerTime'),
      ]);
      const idle = (await of('cadence.hpp', 'kIdlePatience')) + answer;
      return (
        `for the stream's patience and ${answer} s more. In play the patience is twice the usual gap ` +
        `between the match's messages, at most ${await of('pace.hpp', 'kBusyPatience')} s where that gap ` +
        `is below ${await of('pace.hpp', 'kBusyGap')} s and 3 s more for each second above, ` +
        'or a quarter of a silence that answers have confirmed, whichever is more, ' +
        `and ${least} to ${most} s; then an answer is asked for. So in play a match is live for ` +
        `${least + answer} to ${most + answer} s after the last proof, and otherwise for ${idle} s.`
      );
    },
  ],
  [
    'polling',
    async () => {
      const [answer, soon] = await Promise.all([
        of('cadence.hpp', 'kAnswerTime'),
        of('cadence.cpp', 'kPollSoon'),
      ]);
      const idle = await of('cadence.cpp', 'kPollIdle');
      assert.ok(page.includes(`every ${soon} s for a match in play, else every ${idle} s`));
      return `told of the match for ${soon + 2 * answer} s (in play) or ${idle + 2 * answer} s (else)`;
    },
  ],
  [
    'about to begin',
    async () => {
      const before = (await of('cadence.cpp', 'kBeforeKickoff')) / 60;
      const after = (await of('cadence.cpp', 'kAfterKickoff')) / 3_600;
      return `from ${before} minutes before the kick-off to ${after} hours after it`;
    },
  ],
  [
    'the second answer',
    async () => `asked for ${await of('match_sync.hpp', 'kSettleAfter')} s after the stream opened`,
  ],
  [
    'a silent stream',
    async () =>
      `unless it was asked ${await of('match_sync.cpp', 'kLongSilent')} s after the stream opened`,
  ],
  [
    'copies',
    async () => {
      const oldest = await of('rest_path.hpp', 'kOldestCopy');
      const remembered = (await of('rest_path.cpp', 'kRemembered')) / 60;
      return `largest age (up to ${oldest} s) at which an answer was caught in the last ${remembered} min`;
    },
  ],
  [
    'what must have known',
    async () => {
      const oldest = await of('rest_path.hpp', 'kOldestCopy');
      const lag = await of('match_sync.hpp', 'kReplicaLag');
      return `asked for ${oldest} s after it, or, where an \`Age\` can be read, by that age and ${lag} s`;
    },
  ],
  [
    'found out',
    async () => `the stream does not tell within ${await of('match_sync.hpp', 'kStreamLag')} s`,
  ],
  [
    'stuck',
    async () => `in the last ${(await of('match_trust.cpp', 'kLongestUnwritten')) / 60} minutes`,
  ],
  [
    'what was left',
    async () => {
      const late = await of('account.hpp', 'kLateAtMost');
      assert.ok(page.includes(`has stood for ${late} s`));
      return `left less than ${late} s ago`;
    },
  ],
  [
    'disputes',
    async () => {
      assert.equal(await of('match_sync.cpp', 'kAnswersToPersist'), 3);
      return `three answers in a row, over ${await of('match_sync.cpp', 'kLongEnoughToPersist')} s`;
    },
  ],
  ['put back', async () => `be put back by ${await of('game_time.hpp', 'kLongestPutBack')} s`],
  [
    'requests',
    async () => {
      const most = await constant(limits, 'kRequestsIn60s');
      const mean = await constant(limits, 'kRequestsAMinute');
      const calm = await of('asking.hpp', 'kMostCalmRequests');
      const snapshots = await of('rate_budget.hpp', 'kMostSnapshotsAMinute');
      const retries = await of('rate_budget.hpp', 'kMostRetriesAMinute');
      assert.equal(await of('rate_budget.hpp', 'kMostRequestsAMinute'), most);
      assert.ok(
        page.includes(`lets ${snapshots} snapshots through`) &&
          page.includes(`for ${retries} authorisations at most`) &&
          page.includes(`${calm} of them are`),
      );
      return `At most ${most} in any minute, whatever messages and answers say, and ${mean} a minute in any one life`;
    },
  ],
  [
    'refusals',
    async () => {
      const first = await of('slow_retry.cpp', 'kFirst');
      const longest = await of('slow_retry.cpp', 'kLongestAtFirst');
      const atFirst = (await of('slow_retry.cpp', 'kAtFirst')) / 60;
      const forGood = (await of('slow_retry.cpp', 'kForGood')) / 60;
      return (
        `are ${first}, ${2 * first}, ${4 * first} and then ${longest} s, for ${atFirst} minutes; ` +
        `then ${forGood} minutes`
      );
    },
  ],
  [
    'pages',
    async () =>
      `pages waits ${await of('questions.cpp', 'kGapForEachStep')} s for each, and ${await of('questions.cpp', 'kGapOfSteps')} s at least`,
  ],
  ['spread', async () => `over ${await of('spread.hpp', 'kSpread')} s, about a match`],
  [
    'strangers',
    async () => {
      const wait = await of('strangers.cpp', 'kStrangersWait');
      return `no list has over ${wait / 3} to ${wait / 3 + wait} s`;
    },
  ],
  [
    'wrong without a stream',
    async () => {
      const busy = await constant(limits, 'kWrongWhereBusy');
      const quiet = await constant(limits, 'kWrongWhereQuiet');
      const hour = await constant(limits, 'kWrongAnHour');
      return `wrong for ${busy} s (busy) or ${quiet} s (else), once; ${hour} s an hour in all`;
    },
  ],
  [
    'wrong by a cache',
    async () => {
      const wrong = await constant(limits, 'kWrong');
      assert.ok(page.includes(`| wrong for ${wrong} s; what was right is never undone |`));
      return `Wrong for ${wrong + 1} s where \`Age\``;
    },
  ],
  [
    'results',
    async () => {
      const early = await constant(limits, 'kResultEarly');
      const later = (await constant(limits, 'kResultLater')) / 60;
      const late = (await constant(limits, 'kResultLate')) / 60;
      return `wrong for ${early} s in the first 10 minutes, ${later} minutes in the next two hours, then ${late}`;
    },
  ],
  ['corrections', async () => `shown after ${await constant(limits, 'kCorrectionShown')} s`],
  [
    'clocks',
    async () =>
      `minute ${await constant(limits, 'kMinutesOff')} off, game clock ${await constant(limits, 'kSecondsOff')} s`,
  ],
  ['healing', async () => `live ${await constant(limits, 'kHealed')} s after its end`],
];

for (const [what, sentence] of sentences) {
  test(`the code's figures: ${what}`, async () => {
    const expected = await sentence();
    assert.ok(page.includes(expected), `docs/trust.md does not say: ${expected}`);
  });
}

test('the files that it names are there', async () => {
  const named = [...page.matchAll(/`((?:src|tests|scripts|docs)\/[\w./-]+)[^`]*`/g)];
  const paths = named.map(([, path]) => path ?? '');
  assert.ok(paths.length > 8);
  for (const path of paths) await access(new URL(path, root));
});

test('the worlds and rules that it names are there, and every world is named', async () => {
  const [, kinds = ''] = (await text('tests/sim/world.cpp')).match(/kNames = \{(.*?)\};/s) ?? [];
  const worlds = new Set([...kinds.matchAll(/"([\w-]+)"/g)].map(([, name]) => name ?? ''));
  assert.ok(worlds.size > 10);
  /** @type {Set<string>} */
  const rules = new Set();
  for (const file of await readdir(new URL('tests/sim', root))) {
    if (!file.endsWith('.cpp')) continue;
    for (const [, rule = ''] of (await text(`tests/sim/${file}`)).matchAll(/fail\(\s*"(\w+)"/g)) {
      rules.add(rule);
    }
  }
  const table = (await text('docs/trust.md'))
    .split('\n')
    .filter((line) => line.startsWith('|') && line.split('|').length === 5)
    .map((line) => line.split('|')[3] ?? '')
    .join(' ');
  const names = [...table.matchAll(/`([^`]+)`/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !name.includes('/'));
  assert.deepEqual(
    names.filter((name) => !worlds.has(name) && !rules.has(name)),
    [],
  );
  worlds.delete('plain');
  assert.deepEqual(
    [...worlds].filter((world) => !names.includes(world)),
    [],
  );
});
