/**
 * Stands where the Emscripten glue does: an engine without network and drawing, which writes down
 * what it is told and shows what the test says. The test finds it as `window.stub`.
 */

const memory = new Uint8Array(65_536);
/** @param {number} length */
const read = (length) => JSON.parse(new TextDecoder().decode(memory.slice(16, 16 + length)));

const match = {
  id: 'm1',
  sport: 'football',
  league: { id: 'l', name: 'League' },
  home: { id: 'h', name: 'Home <b>FC</b>', shortName: 'HOM', logoUrl: '', score: 1 },
  away: { id: 'a', name: 'الهلال', shortName: 'AWA', logoUrl: '', score: 0 },
  status: 'live',
  plays: [],
  trust: 'live',
  text: "63'",
};

const stub = {
  /** @type {any} */ host: null,
  /** @type {any[][]} */ calls: [],
  /** @type {any} */ state: {
    connection: { state: 'connecting' },
    notice: 'Connecting…',
    matches: [],
  },
  boards: 0,
  /** @type {Set<number>} boards that asked for the state of the last `show` */ told: new Set(),
  get isTold() {
    return stub.told.size === stub.boards;
  },
  match,
  /** Shows a state on all boards. @param {object} state */
  show(state) {
    stub.told.clear();
    stub.state = { connection: { state: 'live' }, notice: '', matches: [match], ...state };
    for (let id = 1; id <= stub.boards; id += 1) stub.host.boardChanged(id);
  },
  /** @param {string} name */
  named: (name) => stub.calls.filter((call) => call[0] === name),
};
// A second copy of the script has an engine of its own, which no board uses.
if (!('stub' in globalThis)) Object.assign(globalThis, { stub });

/** @param {string} name */
const note =
  (name) =>
  /** @param {any[]} call */
  (...call) => {
    stub.calls.push([name, ...call]);
  };

/** @param {any} module */
export default function createCore(module) {
  stub.host = module.host;
  return new Promise((resolve) => {
    module.instantiateWasm({}, () =>
      resolve({
        HEAPU8: memory,
        _sl_scratch: () => 16,
        /** @param {number} length */
        _sl_board_create(length) {
          stub.calls.push(['create', read(length)]);
          stub.boards += 1;
          return stub.boards;
        },
        /** @param {number} id @param {number} length */
        _sl_board_configure(id, length) {
          stub.calls.push(['configure', id, read(length)]);
          return 1;
        },
        /** @param {number} id @param {number} length */
        _sl_board_look: (id, length) => stub.calls.push(['look', id, read(length)]),
        /** @param {number} id @param {number} length */
        _sl_board_words: (id, length) => stub.calls.push(['words', id, read(length)]),
        _sl_board_refresh: note('refresh'),
        _sl_board_destroy: note('destroy'),
        /** @param {any[]} call */
        _sl_board_layout(...call) {
          stub.calls.push(['layout', ...call]);
          return 88;
        },
        /** Rows of 40 px. */
        _sl_board_boxes: () =>
          stub.host.text(
            JSON.stringify({
              matches: stub.state.matches.map(
                (/** @type {object} */ _, /** @type {number} */ row) => [4, row * 40, 100, 40],
              ),
              groups: [],
              // The home team's name in each.
              parts: stub.state.matches.map(
                (/** @type {any} */ { home }, /** @type {number} */ row) => [
                  ...[row, 0, 4, 4, 60, 20, 16, 600, 0, 0, 0x000000ff],
                  home.name,
                ],
              ),
            }),
          ),
        _sl_board_draw: note('draw'),
        _sl_board_hold: note('hold'),
        /** @param {number} id */
        _sl_board_state(id) {
          stub.told.add(id);
          stub.host.text(JSON.stringify(stub.state));
        },
        _sl_page_hidden: note('hidden'),
        _sl_page_online: note('online'),
        _sl_credential: note('credential'),
        _sl_authorisation: note('authorisation'),
        _sl_early_answer: note('early answer'),
        _sl_gpu_lost: note('gpu lost'),
      }),
    );
  });
}
