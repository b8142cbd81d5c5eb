/**
 * How the parts of one match stand, in each form that a layout has. Lengths are those of `src/board/tokens.hpp` and
 * `src/board/layout`, in em of the page's text; a text of another size has them divided by its own.
 */

/** Selectors and declarations. */
export type Rules = readonly (readonly [string, string])[];

/** As many whole pixels of the screen as the engine gives so many em. The plain em is for browsers without `round`. */
const height = (before: string, ...ems: string[]) => {
  const rounded = ems.map((em) => `round(${em},var(--_px))`).join(' + ');
  return `height:${before};height:calc(${rounded})`;
};

const muted = 'var(--score-board-muted,var(--_muted))';
/** Between the scores; its own cell, so that a score has its room whatever its font. */
const dash = (margin: string): Rules[number] => [
  '.sl-match::before',
  `content:'–';grid-area:dash;margin-inline:${margin};color:${muted}`,
];
/** A row's crest, and the space between it and the name (`crest_room`). */
const crest = 'var(--_crest,0em)*1.4';

const areas: Rules = [
  ['.sl-home', 'grid-area:home'],
  ['.sl-away', 'grid-area:away'],
  ['.sl-home-score', 'grid-area:hs'],
  ['.sl-away-score', 'grid-area:as'],
];

/** The status in a column of its own, above the instant. */
const whenInColumn: Rules = [
  ['.sl-when', 'grid-area:when;display:grid;align-content:center;min-width:0'],
  ['.sl-status,.sl-match .sl-as-of', 'overflow:hidden;text-overflow:ellipsis'],
];

/** In one line: the status, then both teams around their scores (`match_row`). */
export const lineRow: Rules = [
  [
    '.sl-match',
    `display:grid;${height('2.5em', '2.5em')};box-sizing:border-box;align-items:center;padding-inline:1.78em 1em;grid-template:'when home hs dash as away'/5em minmax(0,1fr) auto auto auto minmax(0,1fr)`,
  ],
  ...areas,
  ['.sl-home', `text-align:end;padding-inline:.5em calc(.75em + ${crest})`],
  ['.sl-away', `padding-inline-start:calc(.75em + ${crest})`],
  ['.sl-away-score', 'text-align:start'],
  dash('.25em'),
  ...whenInColumn,
  ['.sl-when', 'white-space:nowrap'],
];

/** The same for a match alone, which is not set wider than can be read across (`lone_row`). */
export const loneRow: Rules = [
  ...lineRow,
  [
    '.sl-match',
    '--_side:max(0px,(100cqw - 48em)/2);padding-inline:calc(1.78em + var(--_side)) calc(1em + var(--_side))',
  ],
];

/** A team in a line of its own, the status before both (`teams_stacked`). */
export const stackedRow: Rules = [
  [
    '.sl-match',
    `display:grid;${height('3.8em', '1.5em', '1.5em', '.4em', '.4em')};box-sizing:border-box;align-content:center;align-items:center;column-gap:.5em;padding-inline:1.78em 1em;grid-template:'when home hs' 1.5em 'when away as' 1.5em/min(5em,(100cqw - 2em)*.3) minmax(0,1fr) auto`,
  ],
  ...areas,
  ['.sl-name', `padding-inline-start:calc(${crest})`],
  ...whenInColumn,
];

export interface NanoPlace {
  pad: string;
  /** The widest that the status may be. */
  status: string;
  /** On both sides of the line before the status. Without a line it is the space there. */
  gap: string;
  hasLine?: boolean;
}

/** Where there is hardly room: the status behind the scores (`nano_row`). */
export const nanoRow = ({ pad, status, gap, hasLine = false }: NanoPlace): Rules => [
  [
    '.sl-match',
    `display:grid;${height('4em', '1.5em', '1.5em', '.5em', '.5em')};box-sizing:border-box;align-content:center;align-items:center;padding-inline:${pad};grid-template:'home hs when' 1.5em 'away as when' 1.5em/minmax(2.25em,1fr) auto minmax(2em,${status})`,
  ],
  ...areas,
  ['.sl-score', 'margin-inline-start:.25em'],
  ...whenInColumn,
  [
    '.sl-when',
    `height:2.5em;line-height:1.2;margin-inline-start:${gap};${
      hasLine
        ? `padding-inline-start:${gap};border-inline-start:1px solid var(--score-board-border,var(--_border))`
        : ''
    }`,
  ],
];

/** The places of a nano, by its width: with names, with short names, and where it is narrowest. */
export const nanoWide = nanoRow({ pad: '.75em', status: '6.5em', gap: '.75em', hasLine: true });
export const nanoShort = nanoRow({ pad: '.75em', status: '4.85em', gap: '.375em', hasLine: true });
export const nanoTight = nanoRow({ pad: '.5em', status: '4.1em', gap: '.5em' });

/** A nano has no room for its league. */
export const noHeading: Rules[number] = ['.sl-heading', 'display:none'];

/** Below 16 times the text size a nano has short names. The full one stays there to be read aloud. */
export const shortNames: Rules = [
  [
    '.sl-name[data-short] bdi',
    'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)',
  ],
  ['.sl-name[data-short]::after', 'content:attr(data-short)'],
];

/** Of both cards: as high as a line of small text, and the instant behind the status. */
const card: Rules = [
  ...areas,
  ['.sl-heading', 'grid-area:heading;height:calc(1.35em);line-height:1.35'],
  [
    '.sl-when',
    'grid-area:when;display:flex;column-gap:.25em;min-width:0;height:1.0969em;line-height:1.0969em;white-space:nowrap',
  ],
  ['.sl-status', 'min-width:0;overflow:hidden;text-overflow:ellipsis'],
  ['.sl-as-of::before', "content:'· '"],
  // Whatever else is cut, the instant is not.
  ['.sl-as-of', 'flex:none;font-size:.8125em'],
  ['.sl-name', 'font-size:1.125em'],
];

/** One team under the other, league and status above them (`stacked`). */
export const cardStacked: Rules = [
  [
    '.sl-match',
    "display:grid;align-items:center;padding:.75em 1em;grid-template:'heading when when' 1.0969em '. . .' .25em 'home home hs' 2.275em 'away away as' 2.275em/minmax(0,1fr) auto auto",
  ],
  ...card,
  ['.sl-name', `padding-inline:calc(${crest}) .5em`],
  ['.sl-score', 'font-size:1.75em;line-height:1.3'],
  ['.sl-when', 'grid-column:1/-1'],
  ['.sl-heading~.sl-when', 'grid-column:2/-1;justify-content:end;padding-inline-start:.75em'],
];

/** The score in the middle, the teams on both sides, or below their crests (`side_by_side`). */
export const cardSideBySide: Rules = [
  [
    '.sl-match',
    "display:grid;align-items:center;padding:1em;grid-template:'heading heading heading heading heading' auto 'home hs dash as away' minmax(3.0375em,auto) 'when when when when when' auto/minmax(0,1fr) auto auto auto minmax(0,1fr)",
  ],
  ...card,
  ['.sl-heading', 'text-align:center;margin-bottom:calc(.5em/.8125)'],
  ['.sl-when', 'justify-content:center;margin-top:.5em'],
  ['.sl-score', 'font-size:2.5em;line-height:1.1'],
  ['.sl-away-score', 'text-align:start'],
  dash('.2em'),
  ['.sl-match::before', 'font-size:2.5em;font-weight:700;line-height:1.1'],
  [
    '.sl-name',
    'white-space:normal;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow-wrap:anywhere;text-wrap:balance',
  ],
  ['.sl-home', 'text-align:end;margin-inline-end:calc(1em/1.125)'],
  ['.sl-away', 'margin-inline-start:calc(1em/1.125)'],
  ['.sl-crests .sl-name', 'align-self:start;text-align:center;margin-top:calc(2.5em/1.125)'],
];

/** Where a card has room for large names and their crests beside them. */
export const cardLarge: Rules = [
  ['.sl-match', 'grid-template-rows:auto minmax(4.05em,auto) auto auto'],
  ['.sl-score,.sl-match::before', 'font-size:3.25em'],
  ['.sl-name', 'font-size:1.5em'],
  [
    '.sl-home,.sl-crests .sl-home',
    'align-self:center;text-align:end;margin-block:0;margin-inline:0 calc(1.3em/1.5)',
  ],
  [
    '.sl-away,.sl-crests .sl-away',
    'align-self:center;text-align:start;margin-block:0;margin-inline:calc(1.3em/1.5) 0',
  ],
  ['.sl-crests .sl-home', 'padding-inline-end:calc(3.75em/1.5)'],
  ['.sl-crests .sl-away', 'padding-inline-start:calc(3.75em/1.5)'],
];
