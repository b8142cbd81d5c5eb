// What boards look like in the states that a reader can meet.

const sport = { football: 1, basketball: 2 };
const state = { unknown: 0, scheduled: 1, live: 2, finished: 3, postponed: 4 };
const trust = { none: 0, live: 1, polling: 2, stale: 3, settled: 4 };

const row = (kind, home, away, status, stateName, trustName) => ({
  sport: sport[kind],
  home,
  away,
  status,
  state: state[stateName],
  trust: trust[trustName],
});

const arsenal = (home, away, ...rest) =>
  row('football', ['Arsenal', 'ARS', home], ['Chelsea', 'CHE', away], ...rest);
const lakers = (home, away, ...rest) =>
  row(
    'basketball',
    ['Los Angeles Lakers', 'LAL', home],
    ['Minnesota Timberwolves', 'MIN', away],
    ...rest,
  );
const gladbach = row(
  'football',
  ['Borussia Mönchengladbach', 'BMG', '2'],
  ['FC Schalke 04', 'S04', '2'],
  "45+2'",
  'live',
  'live',
);
const russian = row(
  'football',
  ['Крылья Советов', 'КРС', '1'],
  ['Динамо Махачкала', 'ДМХ', '3'],
  'FT',
  'finished',
  'settled',
);
const arabic = row(
  'football',
  ['الهلال', 'هلا', '2'],
  ['النصر السعودي', 'نصر', '1'],
  "الشوط 2 63'",
  'live',
  'live',
);
const japanese = row(
  'football',
  ['サンフレッチェ広島', '広島', ''],
  ['横浜F・マリノス', '横浜', ''],
  '19:00',
  'scheduled',
  'settled',
);
const flags = row(
  'basketball',
  ['🇩🇪 Deutschland', 'GER', '83'],
  ['🇷🇸 Србија', 'SRB', '77'],
  'FT',
  'finished',
  'settled',
);

export const scenes = {
  live: { heading: 'Premier League', rows: [arsenal('2', '1', "63'", 'live', 'live')] },
  late: { heading: 'Premier League', rows: [arsenal('10', '1', "90+4'", 'live', 'polling')] },
  scheduled: {
    heading: 'Premier League',
    rows: [arsenal('', '', '20:45', 'scheduled', 'settled')],
  },
  finished: { heading: 'Premier League', rows: [arsenal('2', '1', 'FT', 'finished', 'settled')] },
  stale: {
    heading: 'Premier League',
    rows: [arsenal('2', '1', "63'", 'live', 'stale')],
    notice: 'As of 20:31. Reconnecting in 8 s',
  },
  basketball: { heading: 'NBA', rows: [lakers('101', '99', 'Q3 7:42', 'live', 'live')] },
  gladbach: { heading: 'Bundesliga', rows: [gladbach] },
  russian: { heading: 'Российская Премьер-лига', rows: [russian] },
  arabic: { heading: 'الدوري السعودي للمحترفين', rows: [arabic], isRightToLeft: true },
  japanese: { heading: 'J1リーグ', rows: [japanese] },
  flags: { heading: 'EuroBasket', rows: [flags] },
  connecting: { rows: [], notice: 'Connecting…' },
  failed: {
    rows: [],
    notice: 'The scores cannot be shown: the server refuses this key.',
    isFailure: true,
  },
  nothing: { rows: [] },
  list: {
    heading: 'Today',
    rows: [
      arsenal('2', '1', "63'", 'live', 'live'),
      gladbach,
      lakers('101', '99', 'Q3 7:42', 'live', 'live'),
      russian,
      japanese,
      arabic,
      flags,
      row(
        'football',
        ['Brighton & Hove Albion', 'BHA', ''],
        ['Wolverhampton Wanderers', 'WOL', ''],
        'Postponed',
        'postponed',
        'settled',
      ),
    ],
  },
  staleList: {
    heading: 'Today',
    rows: [
      arsenal('2', '1', "63'", 'live', 'stale'),
      gladbach,
      arsenal('', '', 'Sat 20:45', 'scheduled', 'settled'),
    ],
    notice: 'As of 20:31. Reconnecting in 8 s',
  },
};

const field = (text) => text.replaceAll(/[\t\n]/g, ' ');

/** As `look_content` reads it. */
export function linesOf(scene) {
  const lines = [[scene.heading ?? '', scene.notice ?? '', scene.isFailure ? 1 : 0]];
  for (const { sport, home, away, status, state, trust } of scene.rows) {
    lines.push([sport, ...home.map(field), ...away.map(field), field(status), state, trust]);
  }
  return lines.map((line) => line.join('\t')).join('\n');
}
