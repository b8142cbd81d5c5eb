/**
 * Frames of both wires, as the fake providers send them: the same for our decoders, in the wasm and
 * natively, and for JSON.parse.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { settingsFrom as scorelyticsSettings } from '../../upstreams/scorelytics/options.mjs';
import { compactMatch, streamMessages } from '../../upstreams/scorelytics/shapes.mjs';
import { broadcastsOf } from '../../upstreams/stats-api/broadcasts.mjs';
import { settingsFrom as statsApiSettings } from '../../upstreams/stats-api/options.mjs';
import { jsonEncode } from '../../upstreams/stats-api/reverb/php.mjs';
import { matchJson } from '../../upstreams/stats-api/shapes.mjs';
import { BusyWorld } from './busy-world.mjs';
import { made } from './places.mjs';

/**
 * @typedef {object} Frames
 * @property {string} name
 * @property {number} kind as in tests/bench/native/decode.hpp
 * @property {string} file that has them, one a line
 * @property {string[]} texts
 * @property {string} [base] the file of the snapshot that comes before
 * @property {(text: string, store: Map<string | number, any>) => void} parse what a page does by hand
 */

/** As large as the list of a whole matchday of all leagues. */
const listBytes = 249_000;
const messages = 997;

/** @returns {Frames[]} */
export function frames() {
  return [
    {
      name: 'scorelytics message',
      kind: 0,
      file: 'scorelytics-message.txt',
      base: 'scorelytics-list.txt',
      texts: scorelytics.messages(),
      parse(text, store) {
        const { match_id, data } = JSON.parse(text);
        Object.assign(store.get(match_id), {
          home_score: data.home,
          away_score: data.away,
          minute: data.minute,
        });
      },
    },
    {
      name: 'stats-api event',
      kind: 1,
      file: 'stats-api-message.txt',
      base: 'stats-api-list.txt',
      texts: statsApi.messages(),
      // The data of a Pusher event is text within the text.
      parse(text, store) {
        const { match_id, event, ...data } = JSON.parse(JSON.parse(text).data);
        const match = store.get(match_id);
        Object.assign(match, data);
        match.plays = [...(match.plays ?? []).slice(-4), event];
      },
    },
    {
      name: 'scorelytics list',
      kind: 2,
      file: 'scorelytics-list.txt',
      texts: [scorelytics.list()],
      parse(text, store) {
        for (const match of JSON.parse(text).data) store.set(match.id, match);
      },
    },
    {
      name: 'stats-api list',
      kind: 3,
      file: 'stats-api-list.txt',
      texts: [statsApi.list()],
      parse(text, store) {
        for (const match of JSON.parse(text).data) {
          store.set(match.id, { ...match, plays: store.get(match.id)?.plays });
        }
      },
    },
  ];
}

/** Where the frames stand for the native program. */
export const framesFolder = new URL('frames/', made);

/** @param {Frames[]} all */
export function writeFrames(all) {
  mkdirSync(framesFolder, { recursive: true });
  for (const { file, texts } of all) {
    writeFileSync(new URL(file, framesFolder), texts.map((text) => `${text}\n`).join(''));
  }
}

/** What one wire says of a world, in text. */
const scorelytics = wire('football', (world) => {
  const settings = scorelyticsSettings({ world });
  return {
    row: (match) => compactMatch(match, settings),
    list: (rows) =>
      JSON.stringify({ data: rows, total: rows.length, limit: rows.length, next_cursor: null }),
    texts: (change) => streamMessages(change, settings).map((message) => JSON.stringify(message)),
  };
});
const statsApi = wire('basketball', (world) => {
  const settings = statsApiSettings({ world });
  return {
    row: (match) => matchJson(match, settings),
    list: (rows) => JSON.stringify({ data: rows }),
    texts: (change) =>
      broadcastsOf(change, settings).map(({ channels, event, data }) =>
        jsonEncode({ event, data: jsonEncode(data), channel: channels[0] }),
      ),
  };
});

/**
 * @typedef {import('../../upstreams/world.mjs').Match} Match
 * @typedef {object} Tongue
 * @property {(match: Match) => unknown} row
 * @property {(rows: unknown[]) => string} list
 * @property {(change: import('../../upstreams/world.mjs').Change) => string[]} texts
 */

/** @param {'football' | 'basketball'} sport @param {(world: BusyWorld) => Tongue} speak */
function wire(sport, speak) {
  const world = () => {
    const world = new BusyWorld();
    // Enough for a list of this size, whatever a row takes.
    return { world, matches: world.fill(900, sport), says: speak(world) };
  };
  return {
    list() {
      const { matches, says } = world();
      const size = JSON.stringify(matches.slice(0, 100).map(says.row)).length / 100;
      return says.list(matches.slice(0, Math.floor(listBytes / size)).map(says.row));
    },
    messages() {
      const { world: busy, matches, says } = world();
      /** @type {string[]} */
      const texts = [];
      busy.onChange((change) => texts.push(...says.texts(change)));
      for (let at = 0; texts.length < messages; at += 1) {
        busy.message(/** @type {Match} */ (matches[at % 100]));
      }
      return texts;
    },
  };
}
