// Runs in every measured page before its scripts, ours and the others alike: sees pictures and DOM change,
// and says when the screen shows it.

const probe = {
  /** @type {string[]} */ complaints: [],
  /** @type {WebAssembly.Memory[]} */ memories: [],
  /** When things happened first, ms since navigation. @type {Record<string, number>} */ marks: {},
  /** How often each was done or ran. */
  counts: { draws: 0, triangles: 0, timers: 0, frames: 0, messages: 0 },
  /** How often a board was drawn or changed, by its id. @type {Map<string, number>} */
  shown: new Map(),
  /** From a message to its picture, ms, while that is wanted. @type {number[]} */
  latencies: [],
  isTiming: false,
  /** The score that is waited for, "2:1"; null: none. @type {string | null} */
  awaited: null,
  /** When the awaited score was first on the screen, as a picture or as HTML, and when as a picture. */
  /** @type {number | null} */ firstShown: null,
  /** @type {number | null} */ firstPicture: null,
  contexts: 0,
};
Object.assign(window, { probe });

const mark = (name) => {
  probe.marks[name] ??= performance.now();
};
addEventListener('error', (event) => probe.complaints.push(event.message));
addEventListener('unhandledrejection', (event) => probe.complaints.push(String(event.reason)));
addEventListener('board-error', ({ detail }) => probe.complaints.push(JSON.stringify(detail)));

// The end of a frame: a task that is asked for in the frame's own callback runs after it was painted. What
// happens outside of a frame is painted in the next one, and what a frame does itself in that very frame.
let isInFrame = false;
const channel = new MessageChannel();
const afterPaint = [];
channel.port1.onmessage = () => {
  isInFrame = false;
  for (const run of afterPaint.splice(0)) run(performance.now());
};
const realFrame = requestAnimationFrame.bind(window);
const frame = (run) =>
  realFrame((...given) => {
    isInFrame = true;
    channel.port2.postMessage(0);
    run(...given);
  });
const onPainted = (run) => {
  if (isInFrame) afterPaint.push(run);
  else frame(() => afterPaint.push(run));
};

function changed(board) {
  if (!board) return;
  probe.shown.set(board.id, (probe.shown.get(board.id) ?? 0) + 1);
  if (probe.awaited === null) return;
  awaitFirst(board.localName === 'score-board' ? 'picture' : 'html', probe.scoreOf(board));
}

/** Notes when the awaited score has come, and when it is on the screen. */
function awaitFirst(how, score) {
  if (score !== probe.awaited || how in probe.marks) return;
  mark(how);
  onPainted((at) => {
    probe.firstShown ??= at;
    if (how === 'picture') probe.firstPicture = at;
  });
}

const hostOf = (canvas) => canvas.getRootNode().host ?? null;
const { drawImage } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.drawImage = function (...call) {
  drawImage.apply(this, call);
  const host = hostOf(this.canvas);
  if (!host) return;
  probe.counts.draws += 1;
  changed(host);
};
const { drawElements } = WebGL2RenderingContext.prototype;
WebGL2RenderingContext.prototype.drawElements = function (...call) {
  probe.counts.triangles += 1;
  return drawElements.apply(this, call);
};
const { getContext } = HTMLCanvasElement.prototype;
const contexts = new Set();
HTMLCanvasElement.prototype.getContext = function (...call) {
  const context = getContext.apply(this, call);
  if (call[0] === 'webgl2') probe.contexts = contexts.add(context).size;
  return context;
};

// Boards of plain DOM. Each costs an observer's callback, as each of ours costs the wrapper above.
const observer = new MutationObserver((records) => {
  const boards = new Set(
    records.map(({ target }) => (target.parentElement ?? target).closest?.('.dom-board')),
  );
  for (const board of boards) {
    if (!board) continue;
    probe.counts.draws += 1;
    changed(board);
  }
});
const changes = { subtree: true, childList: true, characterData: true };
probe.watchDom = () => observer.observe(document, changes);
probe.unwatchDom = () => observer.disconnect();

// The HTML of ours, until it has the awaited score.
const htmlObserver = new MutationObserver((records) => {
  for (const { host } of new Set(records.map(({ target }) => target.getRootNode()))) {
    if (host) awaitFirst('html', seenScoreOf(host));
  }
  if ('html' in probe.marks) htmlObserver.disconnect();
});
const { attachShadow } = Element.prototype;
Element.prototype.attachShadow = function (init) {
  const root = attachShadow.call(this, init);
  if (probe.awaited !== null) htmlObserver.observe(root, { ...changes, attributes: true });
  return root;
};
/** The score in the HTML of one of our boards, as far as a reader sees it: what is clipped has 1 px. */
function seenScoreOf(board) {
  const parts = [...board.shadowRoot.querySelectorAll('.score')];
  const text = parts.map(({ textContent }) => textContent).join(':');
  const isSeen = (part) => part.checkVisibility() && part.getBoundingClientRect().width > 1;
  return text === probe.awaited && parts.every(isSeen) ? text : '';
}

const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...call) => {
  mark('compiled');
  const result = await instantiate(...call);
  mark('instantiated');
  for (const value of Object.values((result.instance ?? result).exports)) {
    if (value instanceof WebAssembly.Memory) probe.memories.push(value);
  }
  return result;
};

// Messages, and from each to the picture of its board.
let waiting = [];
let isFrameAsked = false;
function askFrame() {
  if (isFrameAsked || !waiting.length) return;
  isFrameAsked = true;
  onPainted((now) => {
    isFrameAsked = false;
    waiting = waiting.filter(({ at, id, shown }) => {
      if ((probe.shown.get(id) ?? 0) === shown) return true;
      probe.latencies.push(now - at);
      return false;
    });
    askFrame();
  });
}
function heard({ data }) {
  mark('message');
  probe.counts.messages += 1;
  if (!probe.isTiming) return;
  const id = probe.idOf(/match_id\\*":\s*\\*"?(\w+)/.exec(data)?.[1]);
  if (probe.visible.has(id)) {
    waiting.push({ at: performance.now(), id, shown: probe.shown.get(id) ?? 0 });
    askFrame();
  }
}
const RealSocket = WebSocket;
window.WebSocket = class extends RealSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener('message', heard);
  }
};

// What wakes the page up.
const { setTimeout: realTimeout, setInterval: realInterval } = window;
const counted =
  (name, run) =>
  (...given) => {
    probe.counts[name] += 1;
    return run(...given);
  };
window.setTimeout = (run, ...more) => realTimeout(counted('timers', run), ...more);
window.setInterval = (run, ...more) => realInterval(counted('timers', run), ...more);
// Told apart only where it matters, because the telling is a task of its own.
window.requestAnimationFrame = (run) =>
  (probe.awaited === null ? realFrame : frame)(counted('frames', run));

/** Boards on the screen; their ids. */
probe.look = () => {
  probe.visible = new Set(
    [...document.querySelectorAll('score-board, .dom-board')]
      .filter((board) => {
        const { top, bottom } = board.getBoundingClientRect();
        return top < innerHeight && bottom > 0;
      })
      .map(({ id }) => id),
  );
  return probe.visible.size;
};
/** A board's id from a match's. */
probe.idOf = (match) => (document.querySelector('score-board') ? `m${match}` : match);
probe.visible = new Set();

/** The score that a board shows, by what it was given to draw or by its text. */
probe.scoreOf = (board) => {
  if (board.localName !== 'score-board') {
    const [home, away] = [...board.querySelectorAll('b')].map(({ textContent }) => textContent);
    return `${home}:${away}`;
  }
  const [match] = board.state.matches;
  return match ? `${match.home.score}:${match.away.score}` : '';
};
