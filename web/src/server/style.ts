import { dark, light } from '../style';
import type { HtmlLayout } from './board-html';
import {
  cardLarge,
  cardSideBySide,
  cardStacked,
  lineRow,
  loneRow,
  nanoRow,
  nanoShort,
  nanoTight,
  nanoWide,
  noHeading,
  type Rules,
  shortNames,
  stackedRow,
} from './rows';

/**
 * The look of the server's HTML: the colours and custom properties of the board (`../style.ts`), and its measures and
 * widths (`src/board/tokens.hpp`) as far as CSS can, so that the page does not jump when the board comes. Heights
 * hang on no font. The frame is a shadow within, because a border would make the box taller.
 *
 * `--_px` is a pixel of the screen, to which the engine rounds each length. An element that nobody has defined yet is
 * inline, and its frame would be torn.
 */
const base = `
:where(score-board:not(:defined,[hidden])){display:block}
.scoreline{--_px:1px}
@media(min-resolution:1.5dppx){.scoreline{--_px:calc(1px/1.5)}}
@media(min-resolution:2dppx){.scoreline{--_px:.5px}}
@media(min-resolution:3dppx){.scoreline{--_px:calc(1px/3)}}
.scoreline{container-type:inline-size;box-sizing:border-box;${light};color:var(--score-board-fg,var(--_fg));background:var(--score-board-bg,var(--_bg));box-shadow:inset 0 0 0 1px var(--score-board-border,var(--_border));border-radius:var(--score-board-radius,8px);font-family:var(--score-board-font,inherit);font-weight:400;font-style:normal;line-height:1.35;letter-spacing:normal;word-spacing:normal;text-transform:none;text-indent:0;text-align:start;overflow:hidden}
@media(prefers-color-scheme:dark){.scoreline:not([data-theme=light]){${dark}}}
.scoreline[data-theme=dark]{${dark}}
.scoreline .sl-body{display:flow-root;position:relative}
.scoreline .sl-heading{color:var(--score-board-accent,var(--_accent));font-size:.8125em;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.scoreline .sl-name{font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.scoreline .sl-name::after{unicode-bidi:isolate}
.scoreline .sl-score{font-weight:700;font-variant-numeric:tabular-nums;text-align:end;white-space:nowrap}
.scoreline .sl-status{font-size:.8125em;font-weight:600;font-variant-numeric:tabular-nums}
.scoreline .sl-as-of{color:var(--score-board-muted,var(--_muted));font-size:.6875em;font-variant-numeric:tabular-nums}
.scoreline :is(.sl-over .sl-status,.sl-over.sl-home-won :is(.sl-away,.sl-away-score),.sl-over.sl-away-won :is(.sl-home,.sl-home-score),.sl-stale :is(.sl-name,.sl-score,.sl-status),.sl-notice,.sl-empty){color:var(--score-board-muted,var(--_muted))}
.scoreline :is(.sl-home-won .sl-home,.sl-away-won .sl-away){font-weight:700}
.scoreline :is(.sl-home-won :is(.sl-away,.sl-away-score),.sl-away-won :is(.sl-home,.sl-home-score)){font-weight:400}
.scoreline .sl-digits-2{--_digits:2ch}
.scoreline .sl-digits-3{--_digits:3ch}
.scoreline .sl-crests{--_crest:1.25em}
.scoreline .sl-score{min-width:var(--_digits)}
.scoreline .sl-notice{margin:.5em 1em 0;max-width:34em;font-size:.8125em}
.scoreline .sl-empty{height:6em;display:grid;place-content:center;justify-items:center}
`;

/** Of a list the headings, the lines between rows, and the instant, which is above the first row. */
const list = `
.scoreline .sl-body{padding:.75em 0 .5em}
.scoreline .sl-grouped{padding-top:.5em}
.scoreline .sl-group+.sl-group{margin-top:.5em}
.scoreline .sl-heading{height:calc(2em/.8125);line-height:calc(2em/.8125);box-sizing:border-box;padding:0 calc(1em/.8125);border-bottom:1px solid var(--score-board-border,var(--_border))}
.scoreline .sl-match+.sl-match{background:linear-gradient(var(--score-board-border,var(--_border)) 0 0) 50% 0/calc(100% - 2em) 1px no-repeat}
.scoreline .sl-body>.sl-as-of{position:absolute;inset-inline-end:calc(1em/.6875);top:.25em}
.scoreline .sl-grouped>.sl-as-of{top:calc(.5em/.6875);line-height:calc(2em/.6875)}
.scoreline .sl-as-of+.sl-group>.sl-heading{padding-inline-end:calc(9em/.8125)}
`;

/** In a narrow list the heading needs all of its line. */
const asOfBelow: Rules = [
  ['.sl-body>.sl-as-of', 'top:auto;bottom:.2em;line-height:1.35'],
  ['.sl-heading.sl-heading', 'padding-inline:calc(1em/.8125)'],
  ['.sl-notice', 'margin-bottom:1em'],
];
const nanoList = nanoRow({ pad: '1em', status: '4.1em', gap: '.5em' });

/** Of a ticker one match is in sight, and the others by scrolling; where nothing may move, all of them. */
const ticker = `
.scoreline .sl-list{display:flex;overflow-x:auto;scroll-snap-type:x mandatory;scrollbar-width:none}
.scoreline .sl-match{flex:none;width:100%;box-sizing:border-box;scroll-snap-align:start}
`;
const standing = `
.scoreline .sl-list{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(16em,100%),1fr))}
`;

/** Rules for one layout alone. */
const only = (layout: HtmlLayout, text: string) =>
  text.replaceAll('.scoreline ', `.scoreline[data-layout=${layout}] `);

const under = (layout: HtmlLayout, rules: Rules) =>
  rules
    .map(([selectors, declarations]) => {
      const scoped = selectors.split(',').map((each) => `.scoreline ${each}`);
      return only(layout, `${scoped.join(',')}{${declarations}}`);
    })
    .join('\n');

/** `from` and `to` are widths in em of the page's text; the latter is excluded. */
const within = (from: number, to: number, layout: HtmlLayout, rules: Rules) => {
  const bounds = [from > 0 ? `(width>=${from}em)` : '', to < endless ? `(width<${to}em)` : ''];
  return `@container ${bounds.filter(Boolean).join(' and ')}{\n${under(layout, rules)}\n}`;
};
const endless = Number.POSITIVE_INFINITY;

const cards = (layout: 'one' | 'card', from: number) => [
  within(from, 26, layout, cardStacked),
  within(26, endless, layout, cardSideBySide),
  within(44, endless, layout, cardLarge),
];

/** The widths from which a layout has another form, as in `tokens.hpp`. */
const layouts: Record<HtmlLayout, string[]> = {
  card: [...cards('card', 0), within(0, 10, 'card', shortNames)],
  one: [
    ...cards('one', 13),
    within(9, 13, 'one', [...nanoShort, ...shortNames, noHeading]),
    within(0, 9, 'one', [...nanoTight, ...shortNames, noHeading]),
  ],
  nano: [
    within(16, 28, 'nano', nanoWide),
    within(9, 16, 'nano', [...nanoShort, ...shortNames]),
    within(0, 9, 'nano', [...nanoTight, ...shortNames]),
    within(28, endless, 'nano', loneRow),
  ],
  list: [
    only('list', list),
    within(0, 16, 'list', [...nanoList, ...shortNames, ...asOfBelow]),
    within(16, 36, 'list', stackedRow),
    within(36, endless, 'list', lineRow),
  ],
  ticker: [
    `@media(prefers-reduced-motion:no-preference){${only('ticker', ticker)}`,
    within(16, 20, 'ticker', nanoWide),
    within(9, 16, 'ticker', nanoShort),
    within(0, 9, 'ticker', nanoTight),
    within(0, 24, 'ticker', shortNames),
    `${within(20, endless, 'ticker', loneRow)}}`,
    `@media(prefers-reduced-motion:reduce){${only('ticker', standing)}`,
    `${under('ticker', nanoWide)}`,
    `${within(0, 16, 'ticker', shortNames)}}`,
  ],
};

/** What one layout needs. */
export const cssOf = (layout: HtmlLayout): string => [base, ...layouts[layout]].join('\n');

/**
 * The style of every layout, for a site's own style sheet: with it `renderToString` needs no `<style>`
 * (`style: false`).
 */
export const css: string = [base, ...Object.values(layouts).flat()].join('\n');
