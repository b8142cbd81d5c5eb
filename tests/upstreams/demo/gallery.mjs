/**
 * What the gallery page shows: matches that stand still at one moment, and providers that fail in
 * every way that a board has words for. All are the fake providers themselves, reached through the
 * demo's proxy as `/gallery/<name>/…`.
 */

import { createServer } from 'node:http';
import { systemClock } from '../clock.mjs';
import { ScorelyticsServer } from '../scorelytics/server.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { period, status, World } from '../world.mjs';

/**
 * The moment at which the gallery begins, 20:45:05 in Madrid: `web/demo/gallery-time.js` tells the page the
 * same. Early in its minute, so that "last checked at" names one minute for most of a minute.
 */
export const galleryTime = Date.UTC(2026, 2, 14, 19, 45, 5);

/** Timers run, or nothing would ever be answered late; the time of day stands. */
const standingClock = { ...systemClock, now: () => galleryTime };

const hour = 3_600_000;
const always = { times: Number.POSITIVE_INFINITY };

const premierLeague = { id: 'PrEm01', number: 11, name: 'Premier League', country: 'England' };
const euroLeague = { id: 'EuRo02', number: 12, name: 'EuroLeague', country: 'Europe' };

/** Names by script; the id is the script's. @type {Record<string, [string, string]>} */
const names = {
  latin: ['Atlético Madrid', 'Málaga CF'],
  long: ['Borussia Verein für Leibesübungen 1900 Mönchengladbach', 'Wolverhampton Wanderers'],
  cyrillic: ['Црвена звезда', 'Динамо Київ'],
  greek: ['Ολυμπιακός', 'Παναθηναϊκός'],
  arabic: ['الهلال السعودي', 'الأهلي المصري'],
  hebrew: ['מכבי תל אביב', 'הפועל ירושלים'],
  japanese: ['浦和レッドダイヤモンズ', '鹿島アントラーズ'],
  emoji: ['🇧🇷 Brasil', 'Argentina 🇦🇷'],
  mixed: ['FC Zürich 🏆', 'مان City 東京'],
};

/** The colours of the teams that have a crest; the rest have a monogram, or neither where both lack one. */
const crests = new Map([
  ['Real Madrid', ['#f4c430', '#fff']],
  ['FC Barcelona', ['#a50044', '#004d98']],
  ['Arsenal', ['#db0007', '#fff']],
  ['Liverpool', ['#c8102e', '#00b2a9']],
  ['Everton', ['#003399', '#fff']],
  ['Valencia', ['#ee3524', '#ffdf1c']],
  ['Crvena zvezda', ['#d0021b', '#fff']],
  ['Partizan', ['#000', '#fff']],
  ['Fenerbahçe', ['#163962', '#ffed00']],
]);

/** A shield in two colours. @param {string[]} colours */
const shield = ([field, stripe]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><path d="M6 3h36v22c0 10-8 16-18 20C14 41 6 35 6 25z" fill="${field}"/><path d="M19 3h10v40l-5 2-5-2z" fill="${stripe}"/></svg>`;

/** Gives the crests to any page. */
async function startCrests() {
  const server = createServer((request, response) => {
    const colours = crests.get(decodeURIComponent(request.url ?? '').slice(1));
    const headers = { 'access-control-allow-origin': '*', 'content-type': 'image/svg+xml' };
    response.writeHead(colours ? 200 : 404, headers);
    response.end(colours && shield(colours));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(null)));
    },
  };
}

/** @param {string} crestsUrl @returns {World} */
export function galleryWorld(crestsUrl) {
  const world = new World({ clock: standingClock, keep: 1 });
  /** @param {string} name */
  const logo = (name) => (crests.has(name) ? `${crestsUrl}/${encodeURIComponent(name)}` : null);
  /** @param {string} id @param {string} home @param {string} away @param {number} [kickoff] */
  const football = (id, home, away, kickoff = galleryTime - hour) => {
    const logos = { homeLogo: logo(home), awayLogo: logo(away) };
    world.add({ id, sport: 'football', home, away, kickoff, league: premierLeague, ...logos });
  };
  /** @param {string} id @param {string} home @param {string} away @param {number} [kickoff] */
  const basketball = (id, home, away, kickoff = galleryTime - hour) => {
    const logos = { homeLogo: logo(home), awayLogo: logo(away) };
    world.add({ id, sport: 'basketball', home, away, kickoff, league: euroLeague, ...logos });
  };
  /** In play at this minute, with this score. @param {string} id @param {number} minute @param {[number, number]} [score] */
  const play = (id, minute, [home, away] = [0, 0]) => {
    world.kickoff(id);
    if (minute > 45) world.period(id, period.secondHalf);
    if (minute > 90) world.apply(id, { do: 'extraTime' });
    const from = minute > 90 ? 90 : minute > 45 ? 45 : 0;
    if (minute > from) world.tick(id, { minutes: minute - from });
    world.correction(id, { home, away });
  };
  /** In this period with so many seconds left, the clock standing. @param {string} id @param {number} code @param {number} seconds @param {[number, number]} score */
  const quarter = (id, code, seconds, [home, away]) => {
    world.kickoff(id);
    for (let each = period.quarter2; each <= code; each += 1) world.period(id, each);
    const { clockSeconds } = world.truth(id);
    world.tick(id, { seconds: (clockSeconds ?? 0) - seconds });
    world.correction(id, { home, away });
    world.play(id, { type: '2pt_made', side: 'away', playerId: 7, x: 0.12, y: 0.5 });
    world.play(id, { type: 'rebound_defensive', side: 'home', playerId: 11 });
    world.play(id, { type: '3pt_made', side: 'home', playerId: 4, x: 0.78, y: 0.2 });
    world.clockStop(id);
  };

  football('scheduled', 'Śląsk Wrocław', 'Győri ETO', galleryTime + 2 * hour);
  football('next-week', 'Bodø/Glimt', 'Þór Akureyri', galleryTime + 75 * hour);
  football('live', 'Arsenal', 'Chelsea');
  play('live', 63, [2, 1]);
  football('half-time', '1. FC Köln', 'Beşiktaş');
  play('half-time', 45, [0, 0]);
  world.period('half-time', period.halfTime);
  football('stoppage', 'Real Madrid', 'FC Barcelona');
  play('stoppage', 45, [1, 1]);
  world.tick('stoppage', { minutes: 2 });
  football('extra-time', 'Porto', 'Ajax');
  play('extra-time', 105, [2, 2]);
  football('finished', 'Liverpool', 'Everton', galleryTime - 3 * hour);
  play('finished', 90, [3, 0]);
  world.status('finished', status.finished);
  football('after-extra-time', 'Milan', 'Inter');
  play('after-extra-time', 120, [2, 3]);
  world.status('after-extra-time', status.afterExtraTime);
  football('penalties', 'Argentina', 'France');
  play('penalties', 120, [3, 3]);
  world.status('penalties', status.afterPenalties);
  football('postponed', 'Lyon', 'Nantes', galleryTime + hour);
  world.status('postponed', status.postponed);
  football('cancelled', 'Lens', 'Lille', galleryTime + hour);
  world.status('cancelled', status.cancelled);
  football('interrupted', 'Valencia', 'Sevilla');
  play('interrupted', 31, [0, 1]);
  world.status('interrupted', status.interrupted);
  football('abandoned', 'Nice', 'Marseille');
  play('abandoned', 75, [1, 0]);
  world.status('abandoned', status.abandoned);
  football('walkover', 'Basel', 'Luzern');
  play('walkover', 0, [3, 0]);
  world.status('walkover', status.walkover);

  basketball('tip-off', 'Cedevita Olimpija', 'Igokea', galleryTime + 45 * 60_000);
  basketball('quarter', 'Crvena zvezda', 'Partizan');
  quarter('quarter', period.quarter3, 462, [58, 61]);
  basketball('last-seconds', 'Žalgiris Kaunas', 'Ολυμπιακός');
  quarter('last-seconds', period.quarter4, 9, [88, 87]);
  basketball('overtime', 'Fenerbahçe', 'Real Madrid');
  quarter('overtime', period.overtime1, 128, [101, 99]);
  basketball('second-overtime', 'Budućnost', 'Čačak 94');
  quarter('second-overtime', period.overtime2, 300, [110, 110]);
  basketball('over', 'Baskonia', 'Virtus Bologna');
  quarter('over', period.quarter4, 0, [92, 78]);
  world.status('over', status.finished);

  for (const [script, [home, away]] of Object.entries(names)) {
    football(script, home, away);
    play(script, 45, [2, 10]);
  }
  return world;
}

/**
 * Servers by the name of what they do. Those that fail do so for ever.
 * @returns {Promise<{target(path: string): {target: import('./proxy.mjs').Target, path: string} | null, world: World, close(): Promise<unknown>}>}
 */
export async function startGallery() {
  const crestServer = await startCrests();
  const world = galleryWorld(crestServer.url);
  // The servers' time goes on, and they write every row anew for each answer: answers whose Date stands
  // would be a cache's, and a row in play that nobody writes is not live.
  const startedAt = performance.now();
  const now = () => galleryTime + Math.floor(performance.now() - startedAt);
  const shared = { world, clock: { ...systemClock, now } };
  const scorelytics = () =>
    new ScorelyticsServer({ ...shared, plan: { restPerMinute: 100_000, sockets: 100 } });
  /** @param {(server: ScorelyticsServer) => void} fail */
  const failing = (fail) => {
    const server = scorelytics();
    fail(server);
    return server;
  };
  /** @param {Partial<import('../stats-api/options.mjs').Options>} [options] */
  const statsApi = (options) =>
    new StatsApiServer({ ...shared, requestsPerMinute: 100_000, ...options });

  /** @type {Record<string, ScorelyticsServer | StatsApiServer>} */
  const servers = {
    good: scorelytics(),
    // Its upgrades go through: a browser opens one WebSocket of a host at a time, and the rest would wait.
    silent: failing(({ rest }) => rest.hold(/./, always)),
    'no-stream': failing(({ upgrades }) => upgrades.fail(/./, 403, always)),
    'status-401': failing(({ rest }) => rest.fail(/./, 401, always)),
    'status-402': failing(({ rest }) => rest.fail(/./, 402, always)),
    'status-403': failing(({ rest }) => rest.fail(/./, 403, always)),
    'status-500': failing(({ rest }) => rest.fail(/./, 500, always)),
    busy: failing(({ rest }) => rest.throttle({ retryAfter: 90, ...always })),
    nonsense: failing(({ rest }) => rest.fail(/./, 200, { ...always, body: '<p>Hello' })),
    'stats-api': statsApi(),
    'other-origin': statsApi({ app: { allowedOrigins: ['elsewhere.example'] } }),
    'full-house': statsApi({ app: { maxConnections: 0 } }),
  };
  /** @type {Map<string, string>} */
  const urls = new Map();
  for (const [name, server] of Object.entries(servers)) {
    server.faults.rows.areStale(0);
    urls.set(name, (await server.listen()).url);
  }

  /** @type {Set<string>} */
  const served = new Set();
  return {
    world,
    /** @param {string} path below `/gallery` */
    target(path) {
      const [, name, rest] = /^\/([\w-]+)(\/.*)$/.exec(path) ?? [];
      if (name === undefined || rest === undefined) return null;
      // `once-<what>`: answers one snapshot a visit and is silent, or fails, from then on.
      const [, after, visit, path2] = /^\/once-([\w-]+)\/([\w-]+)(\/.*)$/.exec(path) ?? [];
      if (after !== undefined && visit !== undefined && path2 !== undefined) {
        const isFirst = path2.startsWith('/v1/football/') && !served.has(`${after} ${visit}`);
        if (isFirst) served.add(`${after} ${visit}`);
        const base = urls.get(isFirst ? 'good' : after);
        return base === undefined ? null : { target: { base, headers: {} }, path: path2 };
      }
      const base = urls.get(name);
      return base === undefined ? null : { target: { base, headers: {} }, path: rest };
    },
    close: () =>
      Promise.all([crestServer, ...Object.values(servers)].map((server) => server.close())),
  };
}
