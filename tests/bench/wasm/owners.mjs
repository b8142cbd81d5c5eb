/**
 * Which part of the source a function of the wasm belongs to. All of it was compiled as one (`-flto`),
 * so only the names still tell; what was inlined counts for the function that it is in.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { root } from '../lib/places.mjs';

const rooms = ['match', 'feed', 'connection', 'board', 'engine', 'platform'];

/** Namespaces that are one room's alone. @type {Record<string, string>} */
const roomOfNamespace = {
  board: 'board',
  platform: 'platform',
  json: 'feed',
  pusher: 'feed',
  scorelytics: 'feed',
  stats_api: 'feed',
  cadence: 'connection',
};

/** Every name that a room defines. */
function definitions() {
  /** @type {Map<string, string>} */
  const owners = new Map();
  for (const room of rooms) {
    const folder = new URL(`src/${room}/`, root);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.[ch]pp$/.test(file)) continue;
      const text = readFileSync(new URL(file, folder), 'utf8');
      const types = text.matchAll(/^\s*(?:class|struct|enum class) (\w+)(?!\w|;)/gm);
      const functions = text.matchAll(
        /^(?:\[\[nodiscard\]\] )?[A-Za-z_][\w:<>,&*\s]*?[\s&*](\w+)\(/gm,
      );
      for (const [, name] of [...types, ...functions]) {
        if (name && !owners.has(name)) owners.set(name, room);
      }
    }
  }
  return owners;
}

/** @type {Map<string, string> | undefined} */
let known;

/** @param {string} symbol demangled @returns {string} */
export function ownerOf(symbol) {
  known ??= definitions();
  // The optimiser's own copies are named after what they were copied from.
  const name = symbol.replace(/^byn\$\S*?\$(?=\D)/, '').replace(/\(anonymous namespace\)::/g, '');
  if (/^sl_/.test(name)) return 'platform';
  const declared = withoutReturnType(name);
  if (/^(Im[A-Z]|ImGui|stb|operator new.*Im)/.test(declared)) return 'Dear ImGui';
  const [, first = '', second = ''] = /^scoreline::(\w+)(?:::(\w+))?/.exec(declared) ?? [];
  if (first) return roomOfNamespace[first] ?? known.get(first) ?? known.get(second) ?? 'engine';
  if (/^std::/.test(declared) || /\bstd::__2::/.test(name)) {
    if (/scoreline::/.test(name)) return 'C++ library, instantiated for our types';
    return /\bIm[A-Z]\w+/.test(name) ? 'Dear ImGui' : 'C++ library';
  }
  return 'C++ runtime and libc';
}

/** `void f<T>(int)` to `f<T>(int)`: spaces within brackets are no ends. @param {string} name */
function withoutReturnType(name) {
  let depth = 0;
  let start = 0;
  for (let at = 0; at < name.length; at += 1) {
    const letter = name[at];
    if (letter === '(' && depth === 0) break;
    if (letter === '<' || letter === '(') depth += 1;
    if (letter === '>' || letter === ')') depth -= 1;
    if (letter === ' ' && depth === 0 && !name.slice(start, at).endsWith('operator'))
      start = at + 1;
  }
  return name.slice(start);
}
