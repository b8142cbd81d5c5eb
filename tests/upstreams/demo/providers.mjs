/**
 * The two providers that the demo shows: the fake ones, or the real one for which the environment has
 * a credential (SCORELYTICS_API_KEY, STATS_API_TOKEN). `options` are those of `createScoreboard`.
 *
 * @typedef {import('./proxy.mjs').Target} Target
 * @typedef {import('../world.mjs').Match} Match
 *
 * @typedef {object} Provider
 * @property {Target} target
 * @property {Record<string, unknown>} options
 * @property {() => Promise<unknown[]>} matches
 */

/** @param {string} url of the fake server @param {() => Match[]} featured @returns {Provider} */
export function fakeScorelytics(url, featured) {
  return {
    target: { base: url, headers: {} },
    options: { restUrl: '/scorelytics', wsUrl: '/scorelytics', apiKey: 'sk_test_demo' },
    matches: async () => featured().map(({ id, sport }) => ({ id, sport })),
  };
}

/** @param {string} key @returns {Provider} */
export function realScorelytics(key) {
  const target = { base: 'https://api.scorelytics.pro', headers: { 'X-API-Key': key } };
  return {
    target,
    options: { restUrl: '/scorelytics', wsUrl: '/scorelytics' },
    matches: async () => {
      const lists = ['football', 'basketball'].map(async (sport) => {
        const { data } = await getJson(target, `/v1/${sport}/matches?status=live&limit=2`);
        return data.map((/** @type {{id: string}} */ { id }) => ({ id, sport }));
      });
      return (await Promise.all(lists)).flat();
    },
  };
}

const statsApiOptions = {
  restUrl: '/stats-api/api/v1',
  wsUrl: '/stats-api',
  appKey: 'stats-admin-public-key',
  authUrl: '/stats-api/api/v1/broadcasting/auth',
};

/** @param {string} url of the fake server @param {() => Match[]} featured @returns {Provider} */
export function fakeStatsApi(url, featured) {
  return {
    target: { base: url, headers: {} },
    options: { ...statsApiOptions, authHeaders: { Authorization: 'Bearer 12|demo-token' } },
    matches: async () =>
      featured()
        .filter(({ sport }) => sport === 'basketball')
        .map(({ number }) => String(number)),
  };
}

/** @param {string} token @returns {Provider} */
export function realStatsApi(token) {
  const target = {
    base: 'https://stats-api.ds2.app',
    headers: { Authorization: `Bearer ${token}` },
  };
  return {
    target,
    options: statsApiOptions,
    matches: async () => {
      const competitions = listIn(await getJson(target, '/api/v1/competitions'));
      const path = `/api/v1/competitions/${competitions[0]?.id}/schedule?limit=4`;
      return listIn(await getJson(target, path)).map(({ id }) => String(id));
    },
  };
}

/** `data`, or `data.data` when paginated (doc: rest). @param {any} answer @returns {{id: number}[]} */
function listIn({ data }) {
  return Array.isArray(data) ? data : data.data;
}

/** @param {Target} target @param {string} path @returns {Promise<any>} */
async function getJson(target, path) {
  const headers = { Accept: 'application/json', ...target.headers };
  const response = await fetch(target.base + path, { headers });
  if (!response.ok) throw new Error(`${new URL(target.base).host} answered ${response.status}`);
  return response.json();
}
