/**
 * PHP's habits that a client can see on the wire.
 */

/**
 * `json_encode` with its default flags: `/` becomes `\/`, non-ASCII becomes `\uXXXX` (Reverb
 * recordings 05 and 07).
 * @param {unknown} value
 * @returns {string}
 */
export function jsonEncode(value) {
  return JSON.stringify(value).replace(/[/\u007f-\uffff]/g, (letter) => {
    if (letter === '/') return '\\/';
    if (letter === '\u007f') return letter;
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/**
 * `json_decode` to associative arrays: an empty object is an empty array afterwards, and keys 0, 1, 2
 * make a list. Deeper than 512 levels is an error.
 * @param {string} text
 * @returns {unknown}
 * @throws {Error} on invalid JSON
 */
export function jsonDecode(text) {
  return associative(JSON.parse(text), 0);
}

/** @param {unknown} value @param {number} depth @returns {unknown} */
function associative(value, depth) {
  if (depth > 512) throw new Error('Maximum stack depth exceeded');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member) => associative(member, depth + 1));
  const entries = Object.entries(value).map(([key, member]) => [
    key,
    associative(member, depth + 1),
  ]);
  const isList = entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

/**
 * `empty()`: null, false, 0, "", "0" and empty arrays.
 * @param {unknown} value
 */
export function isEmpty(value) {
  if (Array.isArray(value)) return value.length === 0;
  return !value || value === '0';
}

/**
 * What PHP without strict types gives a `string` parameter: numbers and booleans are turned into
 * strings (channel 5 is "5", Reverb recording 06), arrays and null are a TypeError.
 * @param {unknown} value
 * @returns {string}
 */
export function toStringParameter(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  throw new TypeError('must be of type string');
}

/** @param {unknown} value @returns {string | null} */
export function toNullableString(value) {
  return value === null || value === undefined ? null : toStringParameter(value);
}

/** `is_array`: what JSON objects and arrays both become. @param {unknown} value @returns {value is Record<string, unknown>} */
export function isArray(value) {
  return typeof value === 'object' && value !== null;
}
