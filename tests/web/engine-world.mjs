/** A page with an engine that writes down what it is told, for the tests of `EnginePage` and its parts. */

import { load } from './load.mjs';

const { EnginePage } = await load('engine-page.ts');

/** Lets pass what was left for after the current call. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Where boards stand unless a test says otherwise. @type {any} */
export const mainWindow = { name: 'main' };

/** @returns {any} */
export function makeClient() {
  return {
    picture: {},
    window: mainWindow,
    options: { provider: 'a' },
    functions: {},
    words: { live: 'Live' },
    hasWords: true,
    /** There is something to show in the state. */
    hasSomething: true,
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
      return this.hasSomething;
    },
    /** @param {string} reason */
    fail(reason) {
      this.failures.push(reason);
    },
    /** @param {string} reason @param {object} [values] */
    warn(reason, values) {
      this.warnings.push(values ? [reason, values] : reason);
    },
    seen: () => [0, 600],
    screenHeight: 600,
    placePicture() {},
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
    /** Of every board. @type {object[]} */ matches: [],
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
    boxes: '{"matches":[[0,0,200,80]],"groups":[]}',
    /** @param {number} id @param {number} hasParts */
    _sl_board_boxes(id, hasParts) {
      if (hasParts) core.calls.push(`boxes ${id} ${hasParts}`);
      core.host.text(core.boxes);
    },
    /** @param {number} id */
    _sl_board_draw: (id) => core.calls.push(`draw ${id}`),
    /** @param {number} id @param {number} isHeld */
    _sl_board_hold: (id, isHeld) => core.calls.push(`hold ${id} ${isHeld}`),
    /** @param {number} id */
    _sl_board_state(id) {
      core.calls.push(`state ${id}`);
      core.host.text(JSON.stringify({ connection: {}, notice: '', matches: core.matches }));
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

export function setUp() {
  const core = makeCore();
  /** @type {Map<number, {run: () => void, ms: number, at: number}>} */
  const timers = new Map();
  /** @type {(() => void)[]} */
  const frames = [];
  let lastTimer = 0;
  const world = {
    core,
    timers,
    frames,
    /** Of other windows than the main one. @type {(() => void)[]} */ otherFrames: [],
    loads: 0,
    /** @type {object[]} */ asked: [],
    /** @type {Map<string, Promise<object>>} */ early: new Map(),
    /** By window. @type {Map<object, any>} */ watched: new Map(),
    get signals() {
      return world.watched.get(mainWindow);
    },
    now: 0,
    hasGpu: true,
    /** @type {Error | undefined} */ failure: undefined,
    /** @type {any} */ host: null,
    /** @type {any} what is given to it */ gpu: undefined,
    /** Long after the one before, so that nothing is held back. */
    async frame() {
      world.now += 1000;
      for (const run of frames.splice(0)) run();
      await settled();
    },
    /** Lets all timers run out. */
    elapse() {
      const due = [...timers.values()];
      timers.clear();
      world.now = Math.max(world.now, ...due.map(({ at }) => at));
      for (const { run } of due) run();
    },
    /** Lets the first frame pass, WebGL begin and the picture come. */
    async begin() {
      await world.frame();
      await world.frame();
      for (const [timer, { run, ms }] of timers) {
        if (ms > 0) continue;
        timers.delete(timer);
        run();
      }
      await world.frame();
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
    crests: () => ({ has: () => false }),
    early: {
      ask: (/** @type {object} */ options) => world.asked.push(options),
      take: (/** @type {string} */ url) => world.early.get(url),
      takeKey: () => undefined,
      clear: () => world.early.clear(),
    },
    send: () => () => {},
    now: () => world.now,
    /** @param {() => void} run @param {object} window */
    requestFrame(run, window) {
      if (window === mainWindow) frames.push(run);
      else world.otherFrames.push(run);
    },
    /** @param {() => void} run @param {number} ms */
    setTimer(run, ms) {
      lastTimer += 1;
      timers.set(lastTimer, { run, ms, at: world.now + ms });
      return lastTimer;
    },
    /** @param {number | undefined} timer */
    clearTimer: (timer) => timers.delete(timer ?? 0),
    /** @param {object} window @param {object} signals */
    watch(window, signals) {
      world.watched.set(window, signals);
      return () => world.watched.delete(window);
    },
  });
  return world;
}
