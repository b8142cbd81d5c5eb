/**
 * Everything that a page tells anybody, written down: its console of every kind, errors of every kind,
 * the board's events and states, the whole document with its shadow trees each time it changes, and
 * what outlives the page: address, title, history, storage, cookies.
 */

/** @typedef {{where: string, text: string}} Told */

/**
 * What Chromium's network stack and policy say of a URL by themselves, without a script's doing. It names
 * the URL of a WebSocket, where a browser can send no header, and no page can prevent that (SECURITY.md,
 * "Keys"). Told by its source, not by its words alone: what a script writes is of the source `console-api`
 * or `javascript`.
 * @param {{source: string, text: string}} entry
 */
const isBrowsersOwn = ({ source, text }) =>
  source === 'network' ||
  (source === 'security' && /^(Refused to connect|Connecting) to '/.test(text));

/** Runs in the page, before its scripts. */
const listen = () => {
  /** @type {[string, string][]} */
  const told = [];
  /** @param {string} where @param {unknown} what */
  const tell = (where, what) => {
    const text = typeof what === 'string' ? what : (JSON.stringify(what) ?? String(what));
    if (told.at(-1)?.[1] !== text) told.push([where, text]);
  };
  /** @param {any} cause */
  const words = (cause) => `${cause} ${cause?.stack} ${JSON.stringify(cause)} ${cause?.cause}`;
  addEventListener('error', ({ message, filename, error }) =>
    tell('window.onerror', `${message} ${filename} ${words(error)}`),
  );
  addEventListener('unhandledrejection', ({ reason }) => tell('unhandledrejection', words(reason)));
  addEventListener('message', ({ data }) => tell('postMessage', data));

  const boards = () => [
    .../** @type {NodeListOf<any>} */ (document.querySelectorAll('score-board')),
  ];
  const tellDocument = () => {
    const shadowRoots = boards().map((board) => board.shadowRoot);
    const { documentElement: root } = document;
    const attributes = [...root.attributes].map(({ name, value }) => `${name}="${value}"`);
    tell('document', `${attributes} ${/** @type {any} */ (root).getHTML({ shadowRoots })}`);
  };
  const observer = new MutationObserver(tellDocument);
  const all = { childList: true, attributes: true, characterData: true, subtree: true };
  observer.observe(document, all);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, all);
    return root;
  };

  const names = ['score-change', 'status-change', 'play', 'connection-change', 'match-click'];
  for (const name of [...names, 'board-error']) {
    document.addEventListener(name, (event) => {
      tell(name, /** @type {CustomEvent} */ (event).detail);
      for (const board of boards()) tell(`state after ${name}`, board.state);
    });
  }
  Object.assign(window, {
    told,
    tellAll() {
      tellDocument();
      for (const board of boards()) tell('state', board.state);
      tell('address', [location.href, document.title, document.referrer, window.name]);
      tell('history', [history.length, history.state]);
      tell('storage', [document.cookie, { ...localStorage }, { ...sessionStorage }]);
    },
  });
};

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 */
export async function openListened(browser, url) {
  const page = await browser.newPage({ viewport: { width: 600, height: 400 } });
  /** @type {Told[]} */
  const outside = [];
  const session = await page.context().newCDPSession(page);
  session.on('Log.entryAdded', ({ entry }) => {
    if (!isBrowsersOwn(entry)) outside.push({ where: `log: ${entry.source}`, text: entry.text });
  });
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    outside.push({ where: `console.${type}`, text: JSON.stringify([args, stackTrace]) });
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    outside.push({ where: 'exception', text: JSON.stringify(exceptionDetails) });
  });
  await session.send('Log.enable');
  await session.send('Runtime.enable');
  page.on('pageerror', (error) =>
    outside.push({ where: 'pageerror', text: `${error.message} ${error.stack}` }),
  );
  page.on('dialog', (dialog) => {
    outside.push({ where: 'dialog', text: dialog.message() });
    void dialog.dismiss();
  });
  await page.addInitScript(listen);
  await page.goto(url);
  await page.waitForFunction(() => 'scoreline' in window);
  return {
    page,
    /** All of it until now. @returns {Promise<Told[]>} */
    async told() {
      const inside = await page.evaluate(() => {
        const { told, tellAll } = /** @type {any} */ (window);
        tellAll();
        return /** @type {[string, string][]} */ (told);
      });
      return [...outside, ...inside.map(([where, text]) => ({ where, text }))];
    },
  };
}
