import type { BoardState, MatchState } from '../core';
import type { ScoreboardOptions } from '../options';
import { isOver, isPlayed, isPlayedOut } from '../played';
import { escapeHtml, scriptJson } from './escape';
import { cssOf } from './style';

export interface BoardHtmlOptions {
  /** `text`: the time as it is written; `template` has `{time}` where it goes. */
  asOf: { epochMs: number; text: string; template: string };
  /** The list's name for assistive technology. */
  label: string;
  /** Of a list without matches. */
  nothing: string;
  layout: NonNullable<ScoreboardOptions['layout']>;
  theme: NonNullable<ScoreboardOptions['theme']>;
  lang: string;
  isRightToLeft: boolean;
  hasStyle: boolean;
  hasState: boolean;
  nonce: string | undefined;
}

/** What the style tells layouts apart by; `one`: a card, or a nano where that is too narrow. */
export type HtmlLayout = 'one' | 'card' | 'nano' | 'list' | 'ticker';

/**
 * A board as HTML for the page's own document. It has neither inline styles nor scripts that run; each text is
 * escaped. Elements are `div` and `span` with roles, because a page styles its `ul`, `h3` and `p`.
 */
export function boardHtml(state: BoardState, options: BoardHtmlOptions): string {
  const { lang, isRightToLeft, theme, hasStyle, hasState, nonce } = options;
  const layout = layoutOf(state, options);
  const attributes = [
    'class="scoreline"',
    `data-layout="${layout}"`,
    `data-theme="${theme}"`,
    `lang="${escapeHtml(lang)}"`,
    isRightToLeft ? 'dir="rtl"' : '',
  ];
  return [
    hasStyle ? `<style${nonce ? ` nonce="${nonce}"` : ''}>${cssOf(layout)}</style>` : '',
    `<div ${attributes.filter(Boolean).join(' ')}>`,
    bodyOf(state, layout, options),
    '</div>',
    hasState
      ? `<script type="application/json" class="scoreline-state">${scriptJson(state)}</script>`
      : '',
  ].join('');
}

function layoutOf({ matches }: BoardState, { layout }: BoardHtmlOptions): HtmlLayout {
  if (layout !== 'auto') return layout;
  return matches.length > 1 ? 'list' : 'one';
}

function bodyOf(state: BoardState, layout: HtmlLayout, options: BoardHtmlOptions): string {
  const { connection, matches } = state;
  const asOf = asOfHtml(options);
  if (!matches.length) {
    return `<div class="sl-body sl-empty"><span>${escapeHtml(options.nothing)}</span> ${asOf}</div>`;
  }
  // One match has its instant beside its status, and so has each of a ticker, which are seen one by one.
  const isList = layout === 'list';
  const shown = isList || layout === 'ticker' ? matches : matches.slice(0, 1);
  const digits = digitsOf(matches);
  const classes = [
    'sl-body',
    `sl-digits-${digits}`,
    matches.some(({ home, away }) => home.logoUrl || away.logoUrl) ? 'sl-crests' : '',
    isList && matches[0]?.group ? 'sl-grouped' : '',
  ];
  // What is said of the connection is of a page that goes on asking, but for a refusal.
  const notice =
    connection.state === 'refused' && state.notice
      ? `<div class="sl-notice">${escapeHtml(state.notice)}</div>`
      : '';
  return [
    `<div class="${classes.filter(Boolean).join(' ')}">`,
    isList ? asOf : '',
    ...runsOf(shown, isList).map((run) => groupHtml(run, layout, isList ? '' : asOf, options)),
    notice,
    '</div>',
  ].join('');
}

/** Runs of matches under one heading. */
function runsOf(matches: readonly MatchState[], isList: boolean): MatchState[][] {
  const runs: MatchState[][] = [];
  for (const match of matches) {
    const last = runs.at(-1);
    if (last && (!isList || last[0]?.group === match.group)) last.push(match);
    else runs.push([match]);
  }
  return runs;
}

function groupHtml(
  run: readonly MatchState[],
  layout: HtmlLayout,
  asOf: string,
  { label }: BoardHtmlOptions,
): string {
  const [first] = run;
  // A card has its league within, a nano and a ticker have none.
  const isCard = layout === 'card' || layout === 'one';
  const league = headingHtml(isCard ? first?.league.name : '');
  const group = layout === 'list' ? first?.group : '';
  // Before a ticker's matches, of which one is in sight, a reader comes by the keyboard too.
  const focus = layout === 'ticker' && run.length > 1 ? ' tabindex="0"' : '';
  return [
    '<div class="sl-group">',
    headingHtml(group),
    `<div class="sl-list" role="list" aria-label="${escapeHtml(group || label)}"${focus}>`,
    ...run.map((match) => matchHtml(match, league, asOf)),
    '</div></div>',
  ].join('');
}

const headingHtml = (text = '') =>
  text && `<div class="sl-heading" role="heading" aria-level="3">${escapeHtml(text)}</div>`;

/**
 * In the order in which a board is read: both teams with their scores, then the status. A first answer has no plays:
 * they come with the stream.
 */
function matchHtml(match: MatchState, league: string, asOf: string): string {
  const { text, trust } = match;
  const hasScore = isPlayed(match);
  const score = (value: number | null) => (hasScore ? String(value ?? '') : '');
  const team = (name: 'home' | 'away') => {
    const { name: full, shortName, score: value } = match[name];
    const short = shortName ? ` data-short="${escapeHtml(shortName)}"` : '';
    return [
      `<span class="sl-name sl-${name}"${short}><bdi>${escapeHtml(full)}</bdi></span> `,
      `<span class="sl-score sl-${name}-score">${score(value)}</span> `,
    ].join('');
  };
  const classes = ['sl-match', ...resultOf(match), trust === 'stale' ? 'sl-stale' : ''];
  return [
    `<div class="${classes.filter(Boolean).join(' ')}" role="listitem">`,
    league,
    team('home'),
    team('away'),
    `<span class="sl-when"><bdi class="sl-status">${escapeHtml(text)}</bdi> ${asOf}</span>`,
    '</div>',
  ].join('');
}

/** Who has won, as the picture tells it: what was not played to its end has no winner. */
function resultOf(match: MatchState): string[] {
  if (!isOver(match.status)) return [];
  const home = match.home.score ?? 0;
  const away = match.away.score ?? 0;
  if (home === away || !isPlayedOut(match.status)) return ['sl-over'];
  return ['sl-over', home > away ? 'sl-home-won' : 'sl-away-won'];
}

/** All scores of a board have the same room. */
function digitsOf(matches: readonly MatchState[]): number {
  const lengths = matches.map(({ sport, home, away }) =>
    Math.max(
      sport === 'football' ? 2 : 3,
      ...[home, away].map(({ score }) => String(score ?? '').length),
    ),
  );
  return Math.max(...lengths);
}

/** The instant, as the picture would write it, and for programs. */
function asOfHtml({ asOf: { epochMs, text, template } }: BoardHtmlOptions): string {
  const [before = '', after = ''] = template.split('{time}');
  const iso = new Date(epochMs).toISOString();
  return `<span class="sl-as-of">${escapeHtml(before)}<time datetime="${iso}">${escapeHtml(text)}</time>${escapeHtml(after)}</span>`;
}
