/** The HTML that a server makes of a board's state: every text as text, in the words that it is given. */

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { documentText } from '../lib/markdown.mjs';
import { load } from './load.mjs';

const { boardHtml } = await load('server/board-html.ts');
const { escapeHtml, scriptJson } = await load('server/escape.ts');
const { css } = await load('server/style.ts');
const { asOfWords, timeWriter } = await load('server/times.ts');

const team = (/** @type {string} */ name, /** @type {number | null} */ score) => ({
  id: '',
  name,
  shortName: name.slice(0, 3).toUpperCase(),
  logoUrl: '',
  score,
});

/** @param {object} [more] @returns {any} */
const matchWith = (more = {}) => ({
  id: 'm1',
  sport: 'football',
  league: { id: 'l', name: 'League' },
  home: team('Home', 2),
  away: team('Away', 1),
  status: 'live',
  plays: [],
  trust: 'polling',
  text: "63'",
  ...more,
});

/** @param {object[]} matches @param {object} [connection] @param {string} [notice] */
const stateOf = (matches, connection = { state: 'connecting' }, notice = '') => ({
  connection,
  notice,
  matches,
});

const noon = Date.UTC(2026, 2, 14, 12);

/** @param {any} state @param {object} [more] @returns {string} */
const htmlOf = (state, more = {}) =>
  boardHtml(state, {
    asOf: { epochMs: noon, text: '12:00', template: asOfWords.en },
    label: 'Scores',
    nothing: 'No matches',
    layout: 'auto',
    theme: 'auto',
    lang: 'en',
    isRightToLeft: false,
    hasStyle: false,
    hasState: false,
    nonce: undefined,
    ...more,
  });

/** What a reader reads. @param {string} html */
const textOf = (html) =>
  html
    .replace(/<script.*?<\/script>|<style.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();

/** The tags, each without the values of its attributes. @param {string} html */
const tagsOf = (html) =>
  [...html.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag.replace(/="[^"]*"/g, ''));

const hostile = [
  `</script><script>alert(1)</script>`,
  '<!-- <script>',
  `"><img src=x onerror=alert(1)>`,
  `' autofocus onfocus='alert(1)`,
  '</style></bdi></div>&lt;b&gt;',
  '<template shadowrootmode="open">',
];

test('in the order in which a board is read, with the instant', () => {
  const html = htmlOf(stateOf([matchWith()]));
  assert.equal(textOf(html), "LeagueHome 2 Away 1 63' as of 12:00");
  assert.match(html, /<time datetime="2026-03-14T12:00:00.000Z">12:00<\/time>/);
});

test('whatever a provider calls its teams, it stays text', () => {
  const plain = tagsOf(
    htmlOf(stateOf([matchWith()]), { hasState: true, hasStyle: true, layout: 'card' }),
  );
  for (const name of hostile) {
    const match = matchWith({
      id: name,
      home: { ...team(name, 2), shortName: name, logoUrl: name },
      away: { ...team(name, 1), id: name },
      league: { id: name, name },
      text: name,
      statusWord: name,
    });
    const html = htmlOf(stateOf([match]), { hasState: true, hasStyle: true, layout: 'card' });
    assert.deepEqual(tagsOf(html), plain, name);
    assert.equal(textOf(html).split(name.replace(/\s+/g, ' ')).length - 1, 4, name);
    const list = stateOf([{ ...match, group: name }, matchWith()], { state: 'refused' }, name);
    const tags = tagsOf(htmlOf(list, { label: name, nothing: name, lang: name }));
    assert.ok(!tags.some((tag) => /script|img|style|template|\bon\w+/.test(tag)), name);
  }
});

test('escaping: of text and attributes, and of JSON in a script', () => {
  assert.equal(escapeHtml(`<a b="c" d='e'>&`), '&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;');
  const value = { name: '</script><!--\u2028&' };
  assert.doesNotMatch(scriptJson(value), /[<>&\u2028\u2029]/);
  assert.deepEqual(JSON.parse(scriptJson(value)), value);
});

test('the state stands beside it, as `element.state` has it', () => {
  const state = stateOf([matchWith({ home: team('</script>', 1) })]);
  const html = htmlOf(state, { hasState: true });
  const [, json = ''] =
    html.match(/<script type="application\/json" class="scoreline-state">(.*?)<\/script>/s) ?? [];
  assert.deepEqual(JSON.parse(json), state);
  assert.ok(html.endsWith('</script>'));
  assert.doesNotMatch(htmlOf(state), /<script/);
});

test('nothing is in the HTML that a strict policy forbids', () => {
  const html = htmlOf(stateOf([matchWith()]), { hasStyle: true, nonce: 'abc+/=' });
  assert.match(html, /^<style nonce="abc\+\/=">/);
  assert.doesNotMatch(html, /\sstyle=|\son\w+=/);
});

test('several matches are a list, by their groups; the instant is told once', () => {
  const matches = [
    matchWith({ group: 'A & B' }),
    matchWith({ id: 'm2', group: 'A & B' }),
    matchWith({ id: 'm3', group: 'C' }),
    matchWith({ id: 'm4' }),
  ];
  const html = htmlOf(stateOf(matches));
  assert.match(html, /data-layout="list"/);
  assert.equal(html.match(/as of/g)?.length, 1);
  assert.deepEqual(
    [...html.matchAll(/aria-level="3">(.*?)</g)].map(([, name]) => name),
    ['A &#38; B', 'C'],
  );
  assert.deepEqual(
    [...html.matchAll(/role="list" aria-label="(.*?)"/g)].map(([, name]) => name),
    ['A &#38; B', 'C', 'Scores'],
  );
  assert.equal(html.match(/role="listitem"/g)?.length, 4);
});

test('a layout of one match shows the first; each match of a ticker has its instant', () => {
  const matches = [matchWith(), matchWith({ id: 'm2', home: team('Second', 0) })];
  for (const layout of ['card', 'nano']) {
    assert.doesNotMatch(textOf(htmlOf(stateOf(matches), { layout })), /Second/);
  }
  const ticker = htmlOf(stateOf(matches), { layout: 'ticker' });
  assert.equal(ticker.match(/as of/g)?.length, 2);
  assert.match(ticker, /role="list" aria-label="Scores" tabindex="0"/);
});

test('what was not played has no score; what was lost stands back', () => {
  const scheduled = matchWith({
    status: 'scheduled',
    home: team('Home', 0),
    away: team('Away', 0),
  });
  assert.equal(textOf(htmlOf(stateOf([scheduled]))), "LeagueHome Away 63' as of 12:00");
  const over = (/** @type {object} */ more) => htmlOf(stateOf([matchWith(more)]));
  assert.match(over({ status: 'finished' }), /sl-match sl-over sl-home-won"/);
  assert.match(over({ status: 'abandoned' }), /sl-match sl-over"/);
  assert.match(over({ status: 'live' }), /sl-match"/);
});

test('of the connection only a refusal is said: the rest is of a page that goes on asking', () => {
  const refused = stateOf([matchWith()], { state: 'refused' }, 'm2: not found');
  assert.match(textOf(htmlOf(refused)), /m2: not found$/);
  const stale = stateOf([matchWith()], { state: 'stale' }, 'next try in 5 s');
  assert.doesNotMatch(textOf(htmlOf(stale)), /next try/);
});

test('a list without matches says so, and as of when', () => {
  const html = htmlOf(stateOf([], { state: 'polling' }), { layout: 'list' });
  assert.equal(textOf(html), 'No matches as of 12:00');
});

test('never a mark of being live, whatever the state says', () => {
  const html = htmlOf(stateOf([matchWith({ trust: 'live' })], { state: 'live' }), {
    hasStyle: true,
  });
  assert.doesNotMatch(html.replace(/--_live:#\w+/g, ''), /live/);
});

test('each language has its words for “as of”, with the time in them', async () => {
  const files = await readdir(new URL('../../web/src/words/', import.meta.url));
  const languages = files.map((file) => file.replace('.ts', '')).filter((name) => name !== 'words');
  assert.deepEqual(Object.keys(asOfWords).sort(), languages.sort());
  for (const template of Object.values(asOfWords)) {
    assert.match(template, /^([^{}]* )?\{time\}[^{}]*$/);
    assert.match(template.replace('{time}', ''), /\p{L}/u);
  }
});

test('without a zone times are in UTC and say so', () => {
  const now = Date.UTC(2026, 0, 5, 20, 15);
  const write = (/** @type {string | undefined} */ zone) => timeWriter('en-GB', zone)(now);
  assert.match(write(undefined), /20:15 UTC$/);
  assert.match(write('Europe/Madrid'), /21:15$/);
  assert.equal(timeWriter('en-GB', undefined)(Date.UTC(2026, 2, 14), true), '14 Mar');
});

test('the style has the board’s own custom properties, and the colours of both themes', async () => {
  const style = await documentText('web/src/style.ts');
  const named = (/** @type {string} */ text) => [
    ...new Set([...text.matchAll(/var\((--score-board-[a-z-]+)/g)].map(([, name]) => name)),
  ];
  assert.ok(named(css).length > 5);
  assert.deepEqual(
    named(css).filter((name) => !named(style).includes(name)),
    [],
  );
  const { dark, light } = await load('style.ts');
  assert.ok(css.includes(light) && css.includes(dark));
});

test('the style of each layout is whole: its rules stand in it alone', () => {
  for (const layout of ['card', 'nano', 'list', 'ticker']) {
    const html = htmlOf(stateOf([matchWith(), matchWith({ id: 'm2' })]), {
      layout,
      hasStyle: true,
    });
    const [, style = ''] = html.match(/<style>(.*?)<\/style>/s) ?? [];
    assert.equal(style.split('{').length, style.split('}').length, layout);
    const others = ['card', 'nano', 'list', 'ticker'].filter((name) => name !== layout);
    for (const other of others) assert.ok(!style.includes(`data-layout=${other}`), layout);
    for (const rule of style.split('\n')) assert.ok(css.includes(rule), rule);
  }
});
