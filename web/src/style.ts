/** The colours of both themes. */
export const light =
  '--_bg:#fff;--_fg:#14171c;--_muted:#5c6570;--_accent:#1f4f96;--_live:#c4161c;--_warning:#8a4b00;--_border:#dfe3e8';
export const dark =
  '--_bg:#14181f;--_fg:#f2f4f7;--_muted:#9aa5b5;--_accent:#7aa7ff;--_live:#ff6b6b;--_warning:#f0b429;--_border:#2b323d';

/** For what only a screen reader is to find. */
const unseen =
  'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';

/**
 * The shadow tree's style, for a constructable stylesheet: a page's Content-Security-Policy may forbid
 * inline styles.
 *
 * `.look` is never seen (see `look.ts`). All its properties have a transition, which ends as it begins and
 * whose event tells that a custom property, a font size or a direction above the element has changed.
 *
 * While there is nothing to show, the board has neither background nor colour of its own: the page's own
 * content stands there.
 *
 * Texts and shapes stand where the engine has laid them out (`data-placed`, see `BoardPart`), whether the
 * picture is there or not. Where it is, they cannot be seen, but for those of a long board that its picture
 * does not reach (`data-bare`); each match lies over its own row, to be clicked and focused. None listens to
 * wheel or touch, so those stay the page's.
 *
 * Rows out of sight have no `content-visibility`: a picture of the whole page would lack them.
 *
 * Paper has another width than the screen: there the same texts flow as a list, whose rows share their
 * columns, so that a long status does not push its row's scores out of line.
 */
const css = `
:host{display:block;${light}}
@media(prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}
:host([theme=dark]){${dark}}
:host([hidden]){display:none}
.board,.look{color:var(--score-board-fg,var(--_fg));font-family:var(--score-board-font,inherit)}
.look{position:absolute;visibility:hidden;transition:all 1ms step-start;transition-behavior:allow-discrete;border:0 solid;border-color:var(--score-board-muted,var(--_muted)) var(--score-board-accent,var(--_accent)) var(--score-board-live,var(--_live)) var(--score-board-warning,var(--_warning));text-decoration-color:var(--score-board-border,var(--_border))}
:host(:dir(rtl)) .look{outline-offset:1px}
@media(forced-colors:active){.look{forced-color-adjust:none;color:CanvasText;border-color:CanvasText Highlight LinkText LinkText;text-decoration-color:CanvasText}}
.board{position:relative}
canvas{display:block;width:100%}
p,ul,h3{margin:0;padding:0}
ul{list-style:none}
h3{font-size:.8125em;font-weight:600;color:var(--score-board-accent,var(--_accent))}
button{all:unset;cursor:inherit;-webkit-tap-highlight-color:transparent}
.board:not([data-stage=drawn]) canvas,.board:not([data-stage=waiting]) slot,.board[data-stage=waiting] .mirror,:is(p,h3,.plays):empty,[hidden]{display:none}
.board[data-stage=waiting]{color:inherit}
.failure{padding:.35em 0}
.said{${unseen}}
@media not print{
.board:not([data-stage=waiting]){height:var(--_board)}
.board:not([data-stage=waiting])::before{content:'';position:absolute;inset:0;box-sizing:border-box;background:var(--score-board-bg,var(--_bg));border:1px solid var(--score-board-border,var(--_border));border-radius:var(--score-board-radius,8px)}
canvas{position:absolute;left:0}
section[data-placed]{position:absolute;left:0;width:100%;top:var(--_top);height:var(--_height)}
h3{position:sticky;z-index:1;top:var(--score-board-sticky-top,0px);box-sizing:border-box;height:var(--_heading);line-height:var(--_heading);margin:0 1px;padding:0 calc(1em/.8125 - 1px);border-bottom:1px solid var(--_border);background:var(--score-board-bg,var(--_bg));overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
li[data-placed]{position:absolute;left:var(--_left);top:var(--_top);width:var(--_width);height:var(--_height)}
button::after{content:'';position:absolute;inset:0;border-radius:calc(var(--score-board-radius,8px)/2)}
button:focus-visible::after,.board:has(li:not([data-placed]) button:focus-visible){outline:2px solid var(--score-board-accent,var(--_accent));outline-offset:-2px}
.mirror{letter-spacing:normal;word-spacing:normal;text-transform:none;text-indent:0}
.mirror :is(p,bdi,i){position:absolute;box-sizing:border-box;white-space:pre;font-style:normal;pointer-events:none}
.mirror :is(li:not([data-placed]),:is(p,bdi):not([style]),.all){${unseen}}
[data-stage=drawn] .mirror :is(p,bdi,i):not([data-bare],[data-bare] *){opacity:0}
}
@media(forced-colors:active){button:focus-visible::after{outline-color:Highlight}}
@media print{
.board:not([data-stage=waiting]){background:#fff;padding:.35em 1em;print-color-adjust:exact;--score-board-border:#999}
.board:not([data-stage=waiting]) *{color:#000!important}
[aria-hidden]{display:none}
:is(p,bdi){width:auto!important;font-size:inherit!important;line-height:inherit!important;text-align:inherit!important}
h3{padding:.6em 0 .3em}
ul{display:grid;grid-template-columns:minmax(0,1fr) auto fit-content(40%)}
li{grid-column:1/-1;display:grid;grid-template-columns:subgrid;column-gap:1em;align-items:center;padding:.35em 0}
li+li{border-top:1px solid var(--score-board-border)}
button{grid-column:1/3;display:grid;grid-template-columns:subgrid;column-gap:1em}
:is(.home,.away,.status){overflow-wrap:anywhere}
.status{text-align:end!important}
.plays{grid-column:1/-1;white-space:pre-line;font-size:.8125em}
}
`;

const sheets = new WeakMap<Document, CSSStyleSheet>();

/**
 * The one sheet that all boards of a document share; a document accepts no sheet of another. A document
 * without a window, where nothing is seen, has none.
 */
export function boardStyle(document: Document): CSSStyleSheet[] {
  let sheet = sheets.get(document);
  if (!sheet && document.defaultView) {
    sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(document, sheet);
  }
  return sheet ? [sheet] : [];
}
