/**
 * Status words. Only `in_progress` and `finished` were seen in the docs; the others are made up in
 * the same style.
 */

/** @type {Record<number, string>} */
const words = {
  1: 'scheduled',
  2: 'in_progress',
  3: 'finished',
  4: 'postponed',
  5: 'cancelled',
  6: 'walkover',
  7: 'interrupted',
  8: 'abandoned',
  9: 'finished',
  10: 'finished',
};

/** @param {import('../world.mjs').Match} match */
export function statusWord(match) {
  return words[match.statusCode] ?? 'scheduled';
}
