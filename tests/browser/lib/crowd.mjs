/**
 * A hundred boards of forty matches on one page, in Chromium with the real engine, and what they cost by
 * the browser's own account.
 */

/** @typedef {import('./site.mjs').Site} Site */
/** @typedef {Awaited<ReturnType<typeof openMeasuredPage>>} Measured */

/** @param {import('playwright-core').Browser} browser with `--enable-precise-memory-info` @param {Site} site */
export async function openMeasuredPage(browser, site) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(site.url);
  await page.waitForFunction(() => 'scoreline' in window);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const named = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  /** The main thread's time until now, in ms. */
  const times = async () => {
    const metrics = await named();
    const ms = (/** @type {string} */ name) => (metrics[name] ?? 0) * 1000;
    return {
      taskMs: ms('TaskDuration'),
      scriptMs: ms('ScriptDuration'),
      layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration'),
    };
  };
  return {
    page,
    complaints,
    times,
    /**
     * The main thread's ms a second while this runs.
     * @param {() => Promise<unknown>} run
     */
    async during(run) {
      const [before, from] = [await times(), performance.now()];
      await run();
      const [after, to] = [await times(), performance.now()];
      const seconds = (to - from) / 1000;
      return {
        taskMs: (after.taskMs - before.taskMs) / seconds,
        scriptMs: (after.scriptMs - before.scriptMs) / seconds,
        layoutMs: (after.layoutMs - before.layoutMs) / seconds,
      };
    },
    /** What the page holds when its garbage is gone. */
    async memory() {
      await session.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize, Nodes, JSEventListeners } = await named();
      const wasmBytes = await page.evaluate(
        () => /** @type {any} */ (window).probe.memories[0]?.buffer.byteLength ?? 0,
      );
      return {
        heapMb: (JSHeapUsedSize ?? 0) / 2 ** 20,
        wasmMb: wasmBytes / 2 ** 20,
        nodes: Nodes ?? 0,
        listeners: JSEventListeners ?? 0,
      };
    },
  };
}

/**
 * @param {Measured} measured
 * @param {Site} site
 * @param {{boards?: number, matchesEach?: number, busySeconds?: number, restSeconds?: number, updatesPerSecond?: number}} [load]
 */
export async function measureCrowd(measured, site, load = {}) {
  const { boards = 100, matchesEach = 40 } = load;
  const { busySeconds = 10, restSeconds = 3, updatesPerSecond = 20 } = load;
  const { page } = measured;
  const matches = Array.from({ length: matchesEach + boards - 1 }, () => site.addMatch('football'));
  const [first] = matches;
  if (!first) throw new Error('no matches');
  for (const { id } of matches) site.world.kickoff(id);

  const [start, startedAt] = [await measured.times(), performance.now()];
  await page.evaluate(
    ({ options, lists }) => {
      const { scoreline } = /** @type {any} */ (window);
      for (const ids of lists) {
        const board = { ...options, match: undefined, matches: ids };
        scoreline.createScoreboard(document.querySelector('main'), board);
      }
    },
    {
      options: site.options('scorelytics', first),
      // Each has other matches, and neighbours share most of theirs.
      lists: Array.from({ length: boards }, (_, index) =>
        matches.slice(index, index + matchesEach).map(({ id }) => id),
      ),
    },
  );
  await page.waitForFunction(
    (count) =>
      [...document.querySelectorAll('score-board')].every((board) => {
        const { connection, matches } = /** @type {any} */ (board).state;
        return connection.state === 'live' && matches.length === count;
      }),
    matchesEach,
    { timeout: 90_000, polling: 500 },
  );
  const loadedMs = performance.now() - startedAt;
  const loadingMs = (await measured.times()).taskMs - start.taskMs;

  // A busy afternoon: a minute of some match in each update, and now and then a goal.
  const updates = setInterval(() => {
    const { id } = matches[Math.floor(Math.random() * matches.length)] ?? first;
    site.world.tick(id, { minutes: 1 });
    if (Math.random() < 0.2) site.world.goal(id, 'home');
  }, 1000 / updatesPerSecond);
  const busy = await measured.during(() => page.waitForTimeout(busySeconds * 1000));
  clearInterval(updates);

  // All boards are right in the end, the last one too.
  const last = matches.at(-1) ?? first;
  site.world.goal(last.id, 'away');
  const { awayScore } = site.world.truth(last.id);
  await page.waitForFunction(
    ({ id, awayScore }) =>
      /** @type {any} */ (document.querySelector('score-board:last-child')).state.matches.find(
        (/** @type {any} */ match) => match.id === id,
      ).away.score === awayScore,
    { id: last.id, awayScore },
  );
  await page.waitForTimeout(2000);
  const rest = await measured.during(() => page.waitForTimeout(restSeconds * 1000));
  return {
    load: { boards, matchesEach, updatesPerSecond },
    loadedMs,
    loadingMs,
    busy,
    rest,
    contexts: await page.evaluate(() => /** @type {any} */ (window).probe.contexts.length),
    sockets: site.scorelytics.socketCount(),
    ...(await measured.memory()),
  };
}

/** As a table to print. @param {Awaited<ReturnType<typeof measureCrowd>>} figures */
export function crowdTable(figures) {
  const { load, busy, rest } = figures;
  const rows = [
    [`${load.boards} boards of ${load.matchesEach} matches`, ''],
    ['WebGL contexts', figures.contexts],
    ['sockets', figures.sockets],
    ['all live after', `${Math.round(figures.loadedMs)} ms`],
    ['main thread until then', `${Math.round(figures.loadingMs)} ms`],
    [`main thread, ${load.updatesPerSecond} updates a second`, `${busy.taskMs.toFixed(1)} ms/s`],
    ['  of it script', `${busy.scriptMs.toFixed(1)} ms/s`],
    ['  of it style and layout', `${busy.layoutMs.toFixed(1)} ms/s`],
    ['main thread at rest', `${rest.taskMs.toFixed(1)} ms/s`],
    ['  of it script', `${rest.scriptMs.toFixed(1)} ms/s`],
    ['JS heap', `${figures.heapMb.toFixed(1)} MB`],
    ['wasm memory', `${figures.wasmMb.toFixed(1)} MB`],
    ['DOM nodes', figures.nodes],
  ];
  return rows.map(([name, value]) => `${String(name).padEnd(36)}${value}`.trimEnd()).join('\n');
}
