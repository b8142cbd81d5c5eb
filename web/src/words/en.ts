/**
 * Every word that a board shows, in English. The engine fills the templates in; `{name}` is a
 * placeholder. The other languages have the same keys (`Translation` in `words.ts`).
 */
export const en = {
  // A match's status, short enough for a narrow board.
  scheduled: 'Scheduled', // only when no kick-off time is known
  live: 'Live', // in play, nothing more is known
  minute: "{minute}'",
  minute_added: "{minute}+{added}'",
  half_time: 'HT',
  half_1: '1st half', // in play, minute unknown
  half_2: '2nd half',
  finished: 'FT',
  after_extra_time: 'AET',
  after_penalties: 'Pens',
  postponed: 'Postponed',
  cancelled: 'Cancelled',
  walkover: 'Walkover',
  interrupted: 'Interrupted',
  abandoned: 'Abandoned',
  quarter: 'Q{n}',
  quarter_clock: 'Q{n} {clock}',
  overtime: 'OT',
  overtime_clock: 'OT {clock}',
  overtime_n: 'OT{n}',
  overtime_n_clock: 'OT{n} {clock}',

  // The plays of a basketball match, by the type that they come with. A type that is not here is shown
  // as it came, in words (`src/engine/play_text.cpp`): in English that says it for `PlainPlay` in `words.ts`.
  play_2pt_made: '2-pointer made',
  play_2pt_missed: '2-pointer missed',
  play_3pt_made: '3-pointer made',
  play_3pt_missed: '3-pointer missed',
  play_ft_made: 'Free throw made',
  play_ft_missed: 'Free throw missed',
  play_offensive_rebound: 'Offensive rebound',
  play_defensive_rebound: 'Defensive rebound',
  play_foul_drawn: 'Foul drawn',
  play_personal_foul: 'Personal foul',
  play_offensive_foul: 'Offensive foul',
  play_technical_foul: 'Technical foul',
  play_unsportsmanlike_foul: 'Unsportsmanlike foul',
  play_flagrant_foul: 'Flagrant foul',
  play_disqualifying_foul: 'Disqualifying foul',
  play_timeout: 'Time-out',
  play_jump_ball: 'Jump ball',
  play_period_start: 'Start of period',
  play_period_end: 'End of period',
  play_game_start: 'Start of game',
  play_game_end: 'End of game',
  play_score_correction: 'Score corrected',

  undecided: 'To be decided', // the name of a team that nobody knows yet
  undecided_short: 'TBD',

  // What goes on behind the board, by the connection's state.
  connecting: 'Connecting…',
  waiting: 'Next try in {seconds} s', // nothing to show yet
  stale: 'Not up to date, last checked at {time}',
  stale_waiting: 'Not up to date, next try in {seconds} s',
  polling: 'Scores come with a delay',
  no_matches: 'No matches',
  // Where a notice is about one match of several, or about one and {n} more.
  about: '{match}: {notice}',
  about_more: '{match} (+{n}): {notice}',

  // Why a board is `refused`, `waiting` or `stale`, by reason.
  refused: 'The scores are not available', // a reason without words of its own
  wrong_key: 'The key of this scoreboard was not accepted',
  suspended: 'The account of this scoreboard is suspended',
  forbidden: 'This scoreboard may not show this match',
  not_found: 'This match was not found',
  rate_limited: 'Too many requests',
  server_error: 'The score service has a problem',
  bad_answer: 'The score service gave an answer that cannot be read',
  unreachable: 'The score service cannot be reached',
  offline: 'You are offline',
  stream_blocked: 'Live updates are not available',
  origin_refused: 'The scores may not be shown on this site',
  over_quota: 'Too many scoreboards share this account',
  app_unknown: 'The app key of this scoreboard was not accepted',
  unauthorised: 'This scoreboard may not follow this match',
  no_credential: 'This page has no key for its scoreboard',
  bad_options: 'This scoreboard is not set up correctly: {problem}',
  bad_row: 'Match {match} cannot be shown: {field} ({problem})',

  // What a screen reader is told. `_one` and `_other` are categories of `Intl.PluralRules`, and a
  // translation has those of its language (`_few`, `_many`, …).
  list_label: 'Scores',
  said_score: '{home} {home_score}, {away} {away_score}',
  said_goals_one: 'Goal for {team}: {score}',
  said_goals_other: '{n} goals for {team}: {score}',
  said_points_one: '{n} point for {team}: {score}',
  said_points_other: '{n} points for {team}: {score}',
  said_both: '{teams} have scored: {score}',
  said_change: 'New score: {score}', // of a sport that is not known
  said_corrected: 'Score corrected: {score}',
  said_status: '{score}: {status}',
  said_live: 'in play', // statuses that need more than their short word
  said_finished: 'full time',
  said_after_extra_time: 'ended after extra time',
  said_after_penalties: 'ended after penalties',

  // Why there is no picture, or no connection: said by the page itself.
  no_webgl: 'The scores are shown as text, because this browser has no WebGL 2',
  webgl_lost: 'The scores are shown as text, because the graphics context was lost',
  connection_blocked: 'Live scores are blocked: this page does not allow connections to {source}',

  // Why there is no engine: said by the page itself.
  wasm_missing: 'Live scores need WebAssembly, which this browser does not have',
  wasm_blocked: "Live scores are blocked: this page does not allow 'wasm-unsafe-eval'",
  wasm_not_found: 'Live scores could not be loaded',
  wasm_failed: 'Live scores could not be started',
};
