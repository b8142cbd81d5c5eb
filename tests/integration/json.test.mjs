/** What the wasm reads of JSON is what V8 reads of it: of every recording, and of texts made by seeds. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { wasmForNode } from '../lib/wasm-for-node.mjs';
import { seededRandom } from '../upstreams/prng.mjs';

const root = new URL('../../', import.meta.url);

/** @type {(bytes: Uint8Array) => string} */
let read;
before(async () => {
  const core = await wasmForNode('scoreline_json_for_node', 'scoreline-json');
  read = (bytes) => {
    const room = core._json_room(bytes.length); // which may move the memory
    core.HEAPU8.set(bytes, room);
    const begin = core._json_read(bytes.length);
    return Buffer.from(core.HEAPU8.subarray(begin, core.HEAPU8.indexOf(0, begin))).toString();
  };
});

/** @param {any} value @returns {number} */
const depthOf = (value) =>
  value === null || typeof value !== 'object'
    ? 0
    : 1 + Math.max(0, ...Object.values(value).map(depthOf));

/** What V8 takes and we refuse: a number that no double holds is Infinity there. @param {any} value @returns {boolean} */
const hasInfinity = (value) =>
  value === null || typeof value !== 'object'
    ? typeof value === 'number' && !Number.isFinite(value)
    : Object.values(value).some(hasInfinity);

/** Half a surrogate pair is U+FFFD to us, and the integer -0 is 0. @param {any} value @returns {any} */
const asOurs = (value) => {
  if (typeof value === 'string') return Buffer.from(value).toString();
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(asOurs);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map((entry) => entry.map(asOurs)));
};

/** @param {Uint8Array} bytes */
function expected(bytes) {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return {};
  }
}

/** Whether both take it. @param {string | Uint8Array} text */
function compare(text) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const said = read(bytes);
  const about = () => `${JSON.stringify(Buffer.from(bytes).toString().slice(0, 300))}: ${said}`;
  const theirs = expected(bytes);
  if (!('value' in theirs)) {
    assert.match(said, /^!(not_json|out_of_range|too_deep)$/, about());
    return false;
  }
  if (depthOf(theirs.value) > 32 && said === '!too_deep') return false;
  // Also where the number is a member whose name is repeated, which V8 forgets.
  if (said === '!out_of_range') {
    assert.ok(hasInfinity(theirs.value) || /\d[eE]\d|\d{300}/.test(String(text)), about());
    return false;
  }
  assert.equal(said[0], '=', about());
  assert.deepEqual(asOurs(JSON.parse(said.slice(1))), asOurs(theirs.value), about());
  return true;
}

test('every byte in every place where JSON goes on or ends', () => {
  const places = [
    ...['@', '[@]', '[1@]', '[1,@]', '[""@]', '{@}', '{@:1}', '{"a"@1}', '{"a":@}', '{"a":1@}'],
    ...['{"a":1,@}', '{}@', '"@"', '"aaaaaaa@"', '"@aaaaaaaa"', '"\\@"', '"\\@0041"', '"\\u@041"'],
    ...['"\\u0@41"', '"\\u00@1"', '"\\u004@"', '-@', '0@', '1@1', '1.@', '1.0@', '1e@', '1e+@'],
    ...['1e1@', 't@ue', 'nul@', 'fals@e', '@[]', '"\\ud800@udc00"', '"\\ud800\\udc0@"'],
  ];
  let taken = 0;
  for (const place of places) {
    const [front = '', back = ''] = place.split('@');
    for (let byte = 0; byte < 256; byte += 1) {
      for (const second of ['', '0', '"', ',', ']', '\\']) {
        const bytes = [Buffer.from(front), Buffer.of(byte), Buffer.from(second + back)];
        taken += compare(Buffer.concat(bytes)) ? 1 : 0;
      }
    }
  }
  assert.ok(taken > 1000, `${taken} taken`);
});

test('UTF-8: every pair of bytes, and what ends a character of three or four', () => {
  for (let lead = 0x7f; lead < 0x100; lead += 1) {
    for (let second = 0x70; second < 0x100; second += second < 0x8f ? 1 : 3) {
      for (const rest of [[], [0x80], [0xbf], [0x80, 0x80], [0xbf, 0x7f], [0xc0, 0x80]]) {
        compare(Buffer.from([0x22, 0x61, lead, second, ...rest, 0x62, 0x22]));
      }
    }
  }
});

test('escapes of every code, and pairs of halves', () => {
  const escaped = (/** @type {number} */ code) => `\\u${code.toString(16).padStart(4, '0')}`;
  for (let code = 0; code < 0x10000; code += code % 0x100 === 3 ? 0xf9 : 1) {
    compare(`"${escaped(code)}"`);
  }
  const edges = [0, 0x41, 0x7f, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff];
  for (const first of edges) {
    for (const second of edges) {
      for (const between of ['', 'x', '\\\\', '\\n']) {
        compare(`["a${escaped(first)}${between}${escaped(second)}b","c"]`);
      }
    }
  }
});

test('depth, and numbers at their edges', () => {
  for (const depth of [31, 32, 33, 1000]) {
    compare('['.repeat(depth) + ']'.repeat(depth));
    compare('['.repeat(depth));
  }
  assert.equal(read(Buffer.from('['.repeat(3_000_000))), '!too_deep');
  assert.equal(read(Buffer.from(`[${'0,'.repeat(1_000_000)}0]`)), '!too_large');
  assert.equal(read(Buffer.from('[1e999]')), '!out_of_range');
  const numbers = [
    ...['0', '-0', '-0.0', '0.1', '1e22', '1e23', '8.5e22', '9007199254740993', '1e-400'],
    ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '1e308', '1e309'],
    ...['18446744073709551615', '18446744073709551616', '2.2250738585072011e-308', '5e-324'],
    ...[`1${'0'.repeat(400)}e-400`, `0.${'0'.repeat(400)}1e401`, '9'.repeat(309), '2e-324'],
  ];
  for (const number of numbers) compare(`{"n":${number}}`);
});

test('every recording, and each text in it that is JSON in its turn', () => {
  const folder = new URL('tests/upstreams/recordings/', root);
  let taken = 0;
  const within = (/** @type {any} */ value) => {
    if (typeof value === 'string') look(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(within);
  };
  const look = (/** @type {string} */ text) => {
    if (!compare(text)) return;
    taken += 1;
    within(JSON.parse(text));
  };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    look(text);
    for (let size = 0; size < text.length; size += 997) compare(text.slice(0, size));
  }
  assert.ok(taken > 300, `${taken} taken`);
});

test('texts made by seeds, and damage to them', () => {
  let taken = 0;
  let damagedButTaken = 0;
  for (let seed = 1; seed <= 3000; seed += 1) {
    const random = seededRandom(seed);
    const below = (/** @type {number} */ limit) => Math.floor(random() * limit);
    const text = Buffer.from(textOf(below));
    taken += compare(text) ? 1 : 0;
    for (let round = 0; round < 4; round += 1) {
      const damaged = Buffer.from(text);
      const marks = Buffer.from('"\\{}[],:0-9.eEtfnu\0\x80\xff', 'latin1');
      for (let n = below(4); n >= 0 && damaged.length > 0; n -= 1) {
        damaged[below(damaged.length)] = Number(marks[below(marks.length)]);
      }
      damagedButTaken += compare(damaged) ? 1 : 0;
    }
  }
  assert.ok(taken > 2000, `${taken} taken`);
  assert.ok(damagedButTaken > 300, `${damagedButTaken} taken`);
});

/** JSON of all kinds. @param {(limit: number) => number} below */
function textOf(below) {
  const space = () => ' \n\t\r'.repeat(2).slice(0, below(5) === 0 ? below(8) : 0);
  const digits = () =>
    String(below(10 ** (1 + below(9)))) + (below(5) ? '' : '7'.repeat(below(30)));
  const parts = ['a', 'Real Madrid', '\\"', '\\\\', '\\/', '\\b\\f\\n\\r\\t', '\\u00e9', '\\u0000'];
  parts.push('\\ud83c\\udfc0', '\\ud83c', 'é⚽', '\x7f', '🏀', '0123456789abcdef');
  const quoted = () =>
    `"${Array.from({ length: below(5) }, () => parts[below(parts.length)]).join('')}"`;
  const number = () =>
    (below(3) ? '' : '-') +
    digits() +
    (below(2) ? '' : `.${digits()}`) +
    (below(3) ? '' : `e${['', '+', '-'][below(3)]}${below(below(5) ? 40 : 400)}`);
  const list = (/** @type {() => string} */ one) =>
    Array.from({ length: below(5) }, () => space() + one() + space()).join(',');
  /** @param {number} depth @returns {string} */
  const value = (depth) => {
    const kind = below(depth < 5 ? 6 : 4);
    if (kind === 0) return String(['null', 'true', 'false', '-0', '[]', '{}'][below(6)]);
    if (kind === 1) return quoted();
    if (kind < 4) return number();
    if (kind === 4) return `[${list(() => value(depth + 1))}]`;
    return `{${list(() => `${quoted()}${space()}:${value(depth + 1)}`)}}`;
  };
  return space() + value(0) + space();
}
