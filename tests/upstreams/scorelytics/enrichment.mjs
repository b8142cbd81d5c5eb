/**
 * The endpoints beside a match: events, stats, lineups. Their REST schemas are not documented; the
 * MCP tools' names are used.
 *
 * @typedef {import('../world.mjs').Match} Match
 */

/** Keys as in the MCP tool get_match_events. @param {Match} match */
export function events(match) {
  return match.incidents.map((incident) => ({
    type: incident.type,
    team: match[incident.side].name,
    minute: incident.minute,
    added_time: incident.addedTime,
    player: incident.player,
    player_in: null,
  }));
}

/** `{section, name, home, away}` with string values (doc: matches). @param {Match} match */
export function stats(match) {
  const names = match.sport === 'football' ? ['Ball Possession', 'Total Shots'] : ['Rebounds'];
  return names.map((name) => ({
    section: 'Match',
    name,
    home: name === 'Ball Possession' ? '58%' : String(8 + match.homeScore),
    away: name === 'Ball Possession' ? '42%' : String(8 + match.awayScore),
  }));
}

/** As in the MCP tool get_match_lineups. @param {Match} match */
export function lineups(match) {
  const size = match.sport === 'football' ? 11 : 5;
  /** @param {string} team */
  const side = (team) => ({
    starters: Array.from({ length: size }, (_, index) => ({
      number: index + 1,
      player: `${team} ${index + 1}`,
    })),
    substitutes: [],
  });
  return { home: side(match.home.name), away: side(match.away.name) };
}
