import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { load } from './load.mjs';

const { EnginePage } = await load('engine-page.ts');

/** @type {ReturnType<typeof setUp>} */
let world;
beforeEach(() => {
  world = setUp();
});

test('one engine serves all boards, and loads with the first', async () => {
  assert.equal(world.loads, 0);
  await world.open();
  await world.open();
  assert.equal(world.loads, 1);
  assert.deepEqual(world.core.created, [{ provider: 'a' }, { provider: 'a' }]);
});

test('a board that changed often is drawn once, and nothing runs when nothing changes', async () => {
  const { board } = await world.open();
  await world.frame();
  world.core.calls.length = 0;
  for (let i = 0; i < 5; i += 1) world.host.boardChanged(board.id);
  await settled();
  assert.equal(world.frames.length, 1);
  await world.frame();
  assert.deepEqual(world.core.calls, ['state 1', 'layout 1 200 1.5', 'draw 1']);
  assert.equal(world.frames.length, 0);
});

test('a board off screen tells its state and is painted when it comes back', async () => {
  const { board, client } = await world.open();
  await world.frame();
  world.page.setVisible(board, false);
  world.core.calls.length = 0;
  client.shown = 0;
  world.host.boardChanged(board.id);
  world.host.boardChanged(board.id);
  await settled();
  assert.equal(world.frames.length, 0);
  world.elapse();
  assert.deepEqual(world.core.calls, ['state 1']);
  assert.equal(client.shown, 1);
  assert.equal(world.timers.size, 0);
  world.page.setVisible(board, true);
  await world.frame();
  assert.ok(world.core.calls.includes('draw 1'));
});

test('boards off screen take turns', async () => {
  /** @type {any[]} */
  const clients = [];
  for (let i = 0; i < 25; i += 1) {
    const { board, client } = await world.open();
    world.page.setVisible(board, false);
    clients.push(client);
  }
  await world.frame();
  for (const client of clients) client.shown = 0;
  for (let id = 1; id <= 25; id += 1) world.host.boardChanged(id);
  await settled();
  const turns = [10, 20, 25].map(() => {
    world.elapse();
    return clients.filter(({ shown }) => shown === 1).length;
  });
  assert.deepEqual(turns, [10, 20, 25]);
  assert.equal(world.timers.size, 0);
});

test('a board off screen has its height, so that the page does not jump', async () => {
  const { board, client } = await world.open();
  world.page.setVisible(board, false);
  await world.frame();
  world.elapse();
  assert.deepEqual(client.places, [[80, [[0, 0, 200, 80]]]]);
  assert.ok(!world.core.calls.includes('draw 1'));
});

test('a clock wakes its board, and a later wish replaces the earlier one', async () => {
  const { board } = await world.open();
  await world.frame();
  world.host.wakeBoard(board.id, 1000);
  world.host.wakeBoard(board.id, 400);
  await settled();
  assert.deepEqual(
    [...world.timers.values()].map(({ ms }) => ms),
    [400],
  );
  world.host.wakeBoard(board.id, -1);
  await settled();
  assert.equal(world.timers.size, 0);
});

test('the clock of a board off screen draws nothing until it is seen', async () => {
  const { board } = await world.open();
  await world.frame();
  world.page.setVisible(board, false);
  world.host.wakeBoard(board.id, 400);
  await settled();
  for (const { run } of world.timers.values()) run();
  assert.equal(world.frames.length, 0);
  world.page.setVisible(board, true);
  assert.equal(world.frames.length, 1);
});

test('events reach the page when the engine is no longer in the middle of something', async () => {
  const { board, client } = await world.open();
  world.host.boardEvent(board.id, 'score-change', '{"match":"m"}');
  assert.deepEqual(client.events, []);
  await settled();
  assert.deepEqual(client.events, [['score-change', { match: 'm' }]]);
});

test('a key is asked of the page, also while the board is being created', async () => {
  world.core.onCreate = (id) => world.host.askCredential(id, 7);
  const client = makeClient();
  client.functions.getCredential = async () => 'ключ';
  await world.open(client);
  assert.deepEqual(world.core.answers, [['credential', 7, 1, 'ключ']]);
});

test('a function that fails is an answer too', async () => {
  const client = makeClient();
  client.functions.authorize = () => Promise.reject(Object.assign(new Error(), { status: 403 }));
  const { board } = await world.open(client);
  world.host.askAuthorisation(board.id, 3, 'private-match.1', '1.2');
  world.host.askCredential(board.id, 4);
  await settled();
  assert.deepEqual(world.core.answers, [
    ['credential', 4, 0, ''],
    ['authorisation', 3, 403, ''],
  ]);
});

test('a match is mapped by the page, and left alone without a mapping', async () => {
  const client = makeClient();
  client.functions.mapMatch = (/** @type {{a: number}} */ match) => ({ b: match.a });
  const { board } = await world.open(client);
  const other = await world.open();
  assert.equal(world.host.mapMatch(board.id, '{"a":1}'), '{"b":1}');
  assert.equal(world.host.mapMatch(other.board.id, '{"a":1}'), '{"a":1}');
});

test('without an engine every board hears why, and a later try may succeed', async () => {
  world.failure = Object.assign(new Error('no'), { reason: 'wasm_not_found' });
  const { board, client } = await world.open();
  assert.deepEqual(client.failures, ['wasm_not_found']);
  world.failure = undefined;
  world.page.refresh(board);
  await settled();
  assert.equal(board.id, 1);
});

test('options that the engine refuses leave no board behind', async () => {
  const { board, client } = await world.open();
  world.core.refuses = true;
  world.page.configure(board);
  assert.deepEqual(client.failures, ['bad_options']);
  assert.ok(world.core.calls.includes('destroy 1'));
  assert.equal(world.page.state(board), undefined);
});

test('without a GPU the state is shown as text', async () => {
  world.hasGpu = false;
  const { client } = await world.open();
  await world.frame();
  assert.deepEqual(client.isDrawn, [false]);
});

test('while the context is lost the state is shown as text', async () => {
  const { client } = await world.open();
  await world.frame();
  world.gpu.onLost();
  await world.frame();
  world.gpu.onRestored();
  await world.frame();
  assert.deepEqual(client.isDrawn, [true, false, true]);
});

test('after a lost context every board is painted anew', async () => {
  await world.open();
  await world.open();
  await world.frame();
  world.core.calls.length = 0;
  world.gpu.onRestored();
  await world.frame();
  assert.deepEqual(
    world.core.calls.filter((call) => !call.startsWith('state') && !call.startsWith('layout')),
    ['gpu lost', 'draw 1', 'draw 2'],
  );
});

test('the page is listened to only while there are boards', async () => {
  const first = await world.open();
  const second = await world.open();
  assert.equal(world.watchers, 1);
  world.page.close(first.board);
  assert.equal(world.watchers, 1);
  world.page.close(second.board);
  assert.equal(world.watchers, 0);
  assert.equal(world.timers.size, 0);
});

test('what a closed board still has to say is not heard', async () => {
  const { board, client } = await world.open();
  world.host.boardEvent(board.id, 'play', '{}');
  world.host.boardChanged(board.id);
  world.page.close(board);
  await settled();
  await world.frame();
  assert.deepEqual(client.events, []);
  assert.equal(client.shown, 0);
});

test('snapshots are asked for while the engine loads, and only then', async () => {
  await world.open();
  await world.open();
  assert.deepEqual(world.asked, [{ provider: 'a' }]);
});

test('the engine takes an early answer by its ticket', async () => {
  await world.open();
  const body = new TextEncoder().encode('{"é":1}');
  world.early.set('u', Promise.resolve({ status: 200, headers: 'a: b\n', body }));
  assert.equal(world.host.takeEarly(4, 'other', ''), false);
  assert.equal(world.host.takeEarly(4, 'u', ''), true);
  await settled();
  assert.deepEqual(world.core.answers, [['early', 4, 200, 5, 'a: b\n{"é":1}']]);
});

test('early answers are forgotten with the last board', async () => {
  const { board } = await world.open();
  world.early.set('u', Promise.resolve({}));
  world.page.close(board);
  assert.equal(world.early.size, 0);
});

test('the engine is told whether there is a network, also when it came late', async () => {
  const opening = world.open();
  world.signals.online(false);
  await opening;
  assert.ok(world.core.calls.includes('online 0'));
  world.signals.online(true);
  assert.equal(world.core.calls.at(-1), 'online 1');
});

test('a download that failed is tried again with the network', async () => {
  world.failure = Object.assign(new Error('no'), { reason: 'wasm_not_found' });
  const { board } = await world.open();
  world.failure = undefined;
  world.signals.online(true);
  await settled();
  assert.equal(board.id, 1);
});

test('the places of the matches are told when they change', async () => {
  const { board, client } = await world.open();
  await world.frame();
  world.host.boardChanged(board.id);
  await settled();
  await world.frame();
  assert.deepEqual(client.places, [[80, [[0, 0, 200, 80]]]]);
  world.core.boxes = '[[0,0,100,80]]';
  world.host.boardChanged(board.id);
  await settled();
  await world.frame();
  assert.equal(client.places.length, 2);
});

test('why there is no picture is said once a board', async () => {
  world.hasGpu = false;
  const { client } = await world.open();
  const later = await world.open();
  await world.frame();
  await world.frame();
  assert.deepEqual([client.warnings, later.client.warnings], [['no_webgl'], ['no_webgl']]);
});

test('a board without a canvas context is text', async () => {
  const client = makeClient();
  client.picture = null;
  await world.open(client);
  await world.frame();
  assert.deepEqual(client.isDrawn, [false]);
});

test('an engine that traps is given up, in words, and another one is loaded on demand', async (t) => {
  const reported = t.mock.fn();
  Object.assign(globalThis, { reportError: reported });
  const { board, client } = await world.open();
  const other = await world.open();
  const draw = world.core._sl_board_draw;
  world.core._sl_board_draw = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  await world.frame();
  assert.deepEqual([client.failures, other.client.failures], [['wasm_failed'], ['wasm_failed']]);
  assert.equal(reported.mock.callCount(), 1);
  assert.equal(world.timers.size, 0);
  assert.ok(world.core.calls.includes('gpu destroyed'));
  world.core._sl_board_draw = draw;
  world.page.refresh(board);
  await settled();
  await world.frame();
  assert.equal(world.loads, 2);
  assert.ok(world.core.calls.includes(`draw ${board.id}`));
});

test('a connection that the policy blocks is named once', async () => {
  const client = makeClient();
  client.options = { provider: 'scorelytics', restUrl: 'https://a.example' };
  await world.open(client);
  const violation = { effectiveDirective: 'connect-src', blockedURI: 'https://a.example/v1' };
  world.signals.blocked(violation);
  world.signals.blocked(violation);
  world.signals.blocked({ ...violation, blockedURI: 'https://b.example/' });
  assert.deepEqual(client.warnings, [['connection_blocked', { source: 'https://a.example' }]]);
});

function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** @returns {any} */
function makeClient() {
  return {
    picture: {},
    options: { provider: 'a' },
    functions: {},
    words: { live: 'Live' },
    look: () => ({ font: 1 }),
    kickoffText: () => '20:45',
    shown: 0,
    /** @type {boolean[]} */
    isDrawn: [],
    /** @type {string[]} */
    failures: [],
    /** @type {unknown[]} */
    warnings: [],
    /** @type {unknown[]} */
    places: [],
    /** @type {unknown[]} */
    events: [],
    /** @param {object} _state @param {boolean} isDrawn */
    show(_state, isDrawn) {
      this.shown += 1;
      this.isDrawn.push(isDrawn);
    },
    /** @param {string} reason */
    fail(reason) {
      this.failures.push(reason);
    },
    /** @param {string} reason @param {object} [values] */
    warn(reason, values) {
      this.warnings.push(values ? [reason, values] : reason);
    },
    /** @param {number} height @param {unknown} boxes */
    place(height, boxes) {
      this.places.push([height, boxes]);
    },
    /** @param {string} name @param {unknown} detail */
    emit(name, detail) {
      this.events.push([name, detail]);
    },
  };
}

/** An engine that only writes down what it is told. */
function makeCore() {
  const memory = new Uint8Array(4096);
  /** @param {number} length */
  const read = (length) => new TextDecoder().decode(memory.slice(16, 16 + length));
  let last = 0;
  const core = {
    HEAPU8: memory,
    /** @type {any} */ host: null,
    refuses: false,
    /** @type {object[]} */ created: [],
    /** @type {string[]} */ calls: [],
    /** @type {unknown[]} */ answers: [],
    /** @param {number} _id */
    onCreate(_id) {},
    _sl_scratch: () => 16,
    /** @param {number} length */
    _sl_board_create(length) {
      if (core.refuses) return 0;
      core.created.push(JSON.parse(read(length)));
      last += 1;
      core.onCreate(last);
      return last;
    },
    _sl_board_configure: () => Number(!core.refuses),
    _sl_board_look() {},
    _sl_board_words() {},
    _sl_board_refresh() {},
    /** @param {number} id */
    _sl_board_destroy: (id) => core.calls.push(`destroy ${id}`),
    /** @param {number} id @param {number} width @param {number} ratio */
    _sl_board_layout(id, width, ratio) {
      core.calls.push(`layout ${id} ${width} ${ratio}`);
      return 80;
    },
    boxes: '[[0,0,200,80]]',
    _sl_board_boxes: () => core.host.text(core.boxes),
    /** @param {number} id */
    _sl_board_draw: (id) => core.calls.push(`draw ${id}`),
    /** @param {number} id */
    _sl_board_state(id) {
      core.calls.push(`state ${id}`);
      core.host.text('{"connection":{"state":"live"},"notice":"","matches":[]}');
    },
    _sl_page_hidden() {},
    /** @param {number} isOnline */
    _sl_page_online: (isOnline) => core.calls.push(`online ${isOnline}`),
    /** @param {number} request @param {number} ok @param {number} length */
    _sl_credential: (request, ok, length) =>
      core.answers.push(['credential', request, ok, read(length)]),
    /** @param {number} ticket @param {number} status @param {number} head @param {number} length */
    _sl_early_answer: (ticket, status, head, length) =>
      core.answers.push(['early', ticket, status, head, read(head + length)]),
    /** @param {number} request @param {number} status @param {number} length */
    _sl_authorisation: (request, status, length) =>
      core.answers.push(['authorisation', request, status, read(length)]),
    _sl_gpu_lost: () => core.calls.push('gpu lost'),
  };
  return core;
}

function setUp() {
  const core = makeCore();
  /** @type {Map<number, {run: () => void, ms: number}>} */
  const timers = new Map();
  /** @type {(() => void)[]} */
  const frames = [];
  const world = {
    core,
    timers,
    frames,
    loads: 0,
    /** @type {object[]} */ asked: [],
    /** @type {Map<string, Promise<object>>} */ early: new Map(),
    /** @type {any} */ signals: null,
    watchers: 0,
    hasGpu: true,
    /** @type {Error | undefined} */ failure: undefined,
    /** @type {any} */ host: null,
    gpu: { onLost() {}, onRestored() {} },
    async frame() {
      for (const run of frames.splice(0)) run();
      await settled();
    },
    /** Lets all timers run out. */
    elapse() {
      const due = [...timers.values()];
      timers.clear();
      for (const { run } of due) run();
    },
    async open(client = makeClient()) {
      const board = world.page.open(client);
      world.page.resize(board, 300, 1.5);
      await settled();
      return { board, client };
    },
    /** @type {any} */ page: null,
  };
  world.page = new EnginePage({
    /** @param {object} host */
    async loadCore(host) {
      world.loads += 1;
      world.host = core.host = host;
      if (world.failure) throw world.failure;
      return core;
    },
    /** @param {{onLost: () => void, onRestored: () => void}} page */
    gpu(page) {
      world.gpu = page;
      return world.hasGpu ? { destroy: () => core.calls.push('gpu destroyed') } : null;
    },
    rasteriser: () => ({}),
    early: {
      ask: (/** @type {object} */ options) => world.asked.push(options),
      take: (/** @type {string} */ url) => world.early.get(url),
      takeKey: () => undefined,
      clear: () => world.early.clear(),
    },
    /** @param {() => void} run */
    requestFrame: (run) => frames.push(run),
    /** @param {() => void} run @param {number} ms */
    setTimer(run, ms) {
      timers.set(timers.size + 1, { run, ms });
      return timers.size;
    },
    /** @param {number | undefined} timer */
    clearTimer: (timer) => timers.delete(timer ?? 0),
    /** @param {object} signals */
    watch(signals) {
      world.signals = signals;
      world.watchers += 1;
      return () => {
        world.watchers -= 1;
      };
    },
  });
  return world;
}
