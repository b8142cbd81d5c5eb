// Runs in the page, before the component: notes what the page hears and what goes wrong in it, the same
// way in every browser, and keeps hold of what the component makes for itself.

const probe = {
  /** @type {string[]} */ complaints: [],
  /** @type {{type: string, board: string, detail: any}[]} */ events: [],
  /** @type {WebGL2RenderingContext[]} */ contexts: [],
  /** @type {WebAssembly.Memory[]} */ memories: [],
};
Object.assign(window, { probe });

addEventListener('error', (event) => probe.complaints.push(event.message));
addEventListener('unhandledrejection', (event) => probe.complaints.push(String(event.reason)));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  probe.complaints.push(`CSP: ${violatedDirective} ${blockedURI}`),
);

for (const type of ['score-change', 'status-change', 'connection-change', 'board-error']) {
  addEventListener(type, (event) => {
    const { target, detail } = /** @type {CustomEvent} */ (event);
    probe.events.push({ type, board: /** @type {Element} */ (target).id, detail });
  });
}

for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
  /** @type {(this: any, ...call: any[]) => any} */
  const getContext = prototype.getContext;
  /** @this {any} @param {any[]} call */
  prototype.getContext = function (...call) {
    const context = getContext.apply(this, call);
    if (context && call[0] === 'webgl2' && !probe.contexts.includes(context)) {
      probe.contexts.push(context);
    }
    return context;
  };
}

const instantiate = /** @type {any} */ (WebAssembly.instantiate);
WebAssembly.instantiate = /** @type {any} */ (
  async (/** @type {any[]} */ ...call) => {
    const result = await instantiate(...call);
    for (const value of Object.values((result.instance ?? result).exports)) {
      if (value instanceof WebAssembly.Memory) probe.memories.push(value);
    }
    return result;
  }
);
