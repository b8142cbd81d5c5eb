/**
 * The real engine in Node.js, without pixels: a host that writes down what the engine tells the page.
 *
 * @typedef {import('../../../web/src/core.ts').BoardOptions} BoardOptions
 * @typedef {import('../../../web/src/core.ts').BoardState} BoardState
 * @typedef {import('../../../web/src/core.ts').CoreExports} CoreExports
 * @typedef {{name: string, detail: any}} BoardEvent
 *
 * @typedef {object} PageFunctions what a page may pass beside the options (web/src/options.ts)
 * @property {() => Promise<string>} [getCredential]
 * @property {(channel: string, socketId: string) => Promise<{auth: string}>} [authorize]
 * @property {(match: any) => unknown} [mapMatch]
 */

import { Browser } from './browser.mjs';
import { FastClock } from './clock.mjs';
import { createCore } from './glue.mjs';
import { until } from './wait.mjs';

export class Engine {
  /** Everything that the engine ever said to the page. @type {string[]} */
  said = [];
  /** @type {CoreExports} */
  #core;
  #browser;
  /** @type {Map<number, Board>} */
  #boards = new Map();
  #text = '';
  /**
   * Requests that the page is asked for because it may have sent them already. It has not, unless a test
   * says so.
   * @type {(ticket: number, url: string, headers: string) => boolean}
   */
  takeEarly = () => false;

  /** @param {Browser} browser @param {CoreExports} core @param {() => number} now */
  constructor(browser, core, now) {
    this.#browser = browser;
    this.#core = core;
    /** The page's wall clock. */
    this.now = now;
  }

  /** @param {{clock?: Pick<FastClock, 'now' | 'browserGlobals'>, origin?: string}} [options] */
  static async start({ clock = new FastClock(), ...options } = {}) {
    const browser = new Browser(clock, options);
    /** @type {{engine?: Engine}} */
    const ready = {};
    const host = hostOf(() => /** @type {Engine} */ (ready.engine), browser.send);
    const core = await createCore(browser.globals(), host);
    ready.engine = new Engine(browser, core, clock.now);
    return ready.engine;
  }

  /** How many sockets, open or not, are still in memory. */
  get socketsKept() {
    return this.#browser.opened.filter((socket) => socket.deref()).length;
  }

  /** How many timers the engine and its requests have ever set. */
  get timersSet() {
    return this.#browser.timersSet;
  }

  /** Requests, sockets and timers that the engine has under way. */
  get pending() {
    return this.#browser.pending;
  }

  get complaints() {
    return this.#browser.complaints;
  }

  /** @param {BoardOptions} options @param {PageFunctions} [functions] @returns {Board} */
  board(options, functions = {}) {
    const board = this.tryBoard(options, functions);
    if (!board) throw new Error('the engine refused the options');
    return board;
  }

  /** @param {BoardOptions} options @param {PageFunctions} [functions] @returns {Board | null} */
  tryBoard(options, functions = {}) {
    const asked = {
      ...options,
      ...(functions.getCredential ? { hasCredential: true } : {}),
      ...(functions.authorize ? { hasAuthorize: true } : {}),
      ...(functions.mapMatch ? { hasMapMatch: true } : {}),
    };
    const board = new Board(this, this.#core, asked, functions);
    board.id = this.#core._sl_board_create(this.write(JSON.stringify(asked)));
    if (board.id === 0) return null;
    this.#boards.set(board.id, board);
    return board;
  }

  /** @param {number} id @returns {Board | undefined} */
  find(id) {
    return this.#boards.get(id);
  }

  /** @param {Board} board */
  forget(board) {
    this.#core._sl_board_destroy(board.id);
    this.#boards.delete(board.id);
  }

  /** @param {boolean} isHidden */
  setHidden(isHidden) {
    this.#core._sl_page_hidden(Number(isHidden));
  }

  /** @param {boolean} isOnline */
  setOnline(isOnline) {
    this.#core._sl_page_online(Number(isOnline));
  }

  /** Puts text where the core's next call reads it. @param {string} text */
  write(text) {
    const bytes = new TextEncoder().encode(text);
    const target = this.#core._sl_scratch(bytes.length);
    this.#core.HEAPU8.set(bytes, target);
    return bytes.length;
  }

  /** @param {number} request @param {string | null} key null: the page's function failed */
  answerCredential(request, key) {
    this.#core._sl_credential(request, Number(key !== null), this.write(key ?? ''));
  }

  /** @param {number} request @param {number} status @param {string} body */
  answerAuthorisation(request, status, body) {
    this.#core._sl_authorisation(request, status, this.write(body));
  }

  /** The answer to a request that the page said it has sent. @param {number} ticket @param {string} body */
  answerEarly(ticket, body) {
    const headers = 'content-type: application/json\n';
    const length = this.write(headers + body);
    this.#core._sl_early_answer(ticket, 200, headers.length, length - headers.length);
  }

  /** @param {string} text */
  hear(text) {
    this.#text = text;
    this.said.push(text);
  }

  /** @param {number} id @returns {BoardState} */
  stateOf(id) {
    this.#core._sl_board_state(id);
    return JSON.parse(this.#text);
  }

  /** Removes all boards; afterwards the engine has nothing under way. */
  close() {
    for (const board of [...this.#boards.values()]) board.destroy();
    const { pending } = this;
    this.#browser.close();
    return pending;
  }
}

export class Board {
  id = 0;
  /** @type {BoardEvent[]} */
  events = [];
  #engine;
  #core;

  /** @param {Engine} engine @param {CoreExports} core @param {BoardOptions} options @param {PageFunctions} functions */
  constructor(engine, core, options, functions) {
    this.#engine = engine;
    this.#core = core;
    this.options = options;
    this.functions = functions;
  }

  state() {
    return this.#engine.stateOf(this.id);
  }

  /** The page's wall clock. */
  now() {
    return this.#engine.now();
  }

  /** @param {string} name */
  eventsOf(name) {
    return this.events.filter((event) => event.name === name).map(({ detail }) => detail);
  }

  /**
   * Waits until the board's state is as wanted.
   * @param {(state: BoardState) => unknown} isWanted
   * @param {string} what for the message when it never is
   * @param {number} [deadline] real milliseconds
   */
  async waitFor(isWanted, what, deadline) {
    const last = () => `${what}; last seen: ${JSON.stringify(this.state())}`;
    await until(() => isWanted(this.state()), last, deadline);
    return this.state();
  }

  /** @param {string} state @param {string} [reason] */
  async reaches(state, reason) {
    return this.waitFor(
      ({ connection }) =>
        connection.state === state && (reason === undefined || connection.reason === reason),
      [state, reason].join(' '),
    );
  }

  /** @param {BoardOptions} options */
  configure(options) {
    const length = this.#engine.write(JSON.stringify(options));
    return this.#core._sl_board_configure(this.id, length) !== 0;
  }

  refresh() {
    this.#core._sl_board_refresh(this.id);
  }

  destroy() {
    this.#engine.forget(this);
  }
}

/**
 * What the page does for the engine. A board speaks while it is being created, and a page may not
 * call back into the engine from within its call: so answers come later.
 * @param {() => Engine} engine
 * @param {import('../../../web/src/core.ts').Send} send
 * @returns {import('../../../web/src/core.ts').CoreHost}
 */
function hostOf(engine, send) {
  /** @param {number} id @param {(board: Board) => void} run */
  const later = (id, run) =>
    queueMicrotask(() => {
      const board = engine().find(id);
      if (board) run(board);
    });
  return {
    boardChanged() {},
    boardEvent(id, name, detail) {
      engine().said.push(detail);
      later(id, (board) => board.events.push({ name, detail: JSON.parse(detail) }));
    },
    wakeBoard() {},
    text: (text) => engine().hear(text),
    askCredential: (id, request) =>
      later(id, ({ functions }) => {
        (functions.getCredential?.() ?? Promise.reject()).then(
          (key) => engine().answerCredential(request, key),
          () => engine().answerCredential(request, null),
        );
      }),
    askAuthorisation: (id, request, channel, socketId) =>
      later(id, ({ functions }) => {
        (functions.authorize?.(channel, socketId) ?? Promise.reject()).then(
          (body) => engine().answerAuthorisation(request, 200, JSON.stringify(body)),
          (cause) => engine().answerAuthorisation(request, Number(cause?.status) || 0, ''),
        );
      }),
    crestHas: () => 0,
    crestPixels() {},
    send,
    takeEarly: (...request) => engine().takeEarly(...request),
    mapMatch(id, json) {
      const map = engine().find(id)?.functions.mapMatch;
      return map ? JSON.stringify(map(JSON.parse(json))) : json;
    },
    kickoffText(_, epochMs, isDay) {
      const text = new Date(epochMs).toISOString();
      return isDay ? text.slice(0, 10) : text.slice(11, 16);
    },
    // Nothing is laid out or drawn here.
    textMeasure() {},
    textPixels: () => 0,
    textureCreate() {},
    textureUpdate() {},
    textureDestroy() {},
    present() {},
  };
}
