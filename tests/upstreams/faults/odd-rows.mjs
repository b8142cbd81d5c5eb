/**
 * Rows that are odd but true, as `faults.rows.alter(oddRows.homeTeamIsNull)`. They work on either
 * provider's rows and on every shape of the Stats API's.
 *
 * @typedef {import('./rows.mjs').Row} Row
 * @typedef {'home' | 'away'} Side
 */

const sides = /** @type {const} */ (['home', 'away']);

export const oddRows = {
  /** A final whose teams are not decided. @param {Row} row */
  homeTeamIsNull: (row) => setTeam(row, 'home', null),

  /** @param {Row} row */
  homeTeamIsEmpty: (row) => setTeam(row, 'home', ''),

  /** A team, but its name is not known. @param {Row} row */
  homeTeamIsNameless: (row) => setName(row, 'home', () => null),

  /** Names that somebody escaped for a page: `Brighton &amp; Hove`. @param {Row} row */
  namesAreEscaped(row) {
    for (const side of sides) setName(row, side, (name) => `${name} &amp; Co`);
  },

  /** @param {Row} row */
  scoresAreStrings: (row) => setScores(row, String),

  /** Told of a match that has not begun. @param {Row} row */
  scoresAreMinusOne: (row) => setScores(row, () => -1),

  /** Cannot be read at all. @param {Row} row */
  scoresAreEmpty: (row) => setScores(row, () => ''),

  /** `status_code`, `period`, `minute` as strings. @param {Row} row */
  codesAreStrings(row) {
    for (const name of ['status_code', 'period', 'current_period', 'minute', 'kickoff_ts']) {
      if (typeof row[name] === 'number') row[name] = String(row[name]);
    }
  },

  /** `//host/crest.png` @param {Row} row */
  logosHaveNoScheme(row) {
    for (const side of sides) {
      const url = `//crests.invalid/${side}.png`;
      const team = teamOf(row, side);
      if (team) team.logo_url = url;
      else row[`${side}_logo`] = url;
    }
  },

  /** `2026-11-26 20:15:30` @param {Row} row */
  kickoffHasASpace: (row) => setKickoff(row, (iso) => iso.slice(0, 19).replace('T', ' ')),

  /** `2026-11-26T20:15:30+0000` @param {Row} row */
  kickoffHasAnOffsetWithoutColon: (row) => setKickoff(row, (iso) => `${iso.slice(0, 19)}+0000`),

  /** `2026-11-26T20:15Z` @param {Row} row */
  kickoffHasNoSeconds: (row) => setKickoff(row, (iso) => `${iso.slice(0, 16)}Z`),

  /** `2026-11-26` @param {Row} row */
  kickoffIsADate: (row) => setKickoff(row, (iso) => iso.slice(0, 10)),
};

/** The object of a team, where the row has one. @param {Row} row @param {Side} side @returns {Row | null} */
function teamOf(row, side) {
  const team = row[`${side}_team`] ?? row[side] ?? row.teams?.[side];
  return typeof team === 'object' ? team : null;
}

/** @param {Row} row @param {Side} side @param {unknown} value */
function setTeam(row, side, value) {
  if (`${side}_team` in row) row[`${side}_team`] = value;
  else if (side in row) row[side] = value;
  else if (row.teams) row.teams[side] = value;
  else row[`${side}_team_name`] = value;
}

/** @param {Row} row @param {Side} side @param {(name: string) => unknown} change */
function setName(row, side, change) {
  const team = teamOf(row, side);
  if (team) team.name = change(team.name);
  else if (`${side}_team` in row) row[`${side}_team`] = change(row[`${side}_team`]);
  else row[`${side}_team_name`] = change(row[`${side}_team_name`]);
}

/** @param {Row} row @param {(score: number) => unknown} change */
function setScores(row, change) {
  for (const side of sides) {
    if (`${side}_score` in row) row[`${side}_score`] = change(row[`${side}_score`]);
    else if (row.score) row.score[side] = change(row.score[side]);
    else if (row.teams?.[side]) row.teams[side].score = change(row.teams[side].score);
  }
}

/** Scorelytics' kick-off is a number of seconds; odd, it becomes the same text. @param {Row} row @param {(iso: string) => string} change */
function setKickoff(row, change) {
  if ('kickoff_ts' in row) row.kickoff_ts = change(new Date(row.kickoff_ts * 1000).toISOString());
  else row.scheduled_at = change(new Date(row.scheduled_at).toISOString());
}
