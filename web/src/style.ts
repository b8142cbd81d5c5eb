const dark =
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
 * While the picture is shown, the matches' elements lie over it, each over its own row, to be clicked and
 * focused. None listens to wheel or touch, so those stay the page's.
 *
 * All rows of the list share their columns: a long status must not push its row's scores out of line.
 *
 * The list is printed, and not the picture: a picture has the pixels and the theme of a screen, and off
 * screen it may be out of date.
 */
const css = `
:host{display:block;--_bg:#fff;--_fg:#14171c;--_muted:#5c6570;--_accent:#1f4f96;--_live:#c4161c;--_warning:#8a4b00;--_border:#dfe3e8}
@media(prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}
:host([theme=dark]){${dark}}
:host([hidden]){display:none}
.board,.look{color:var(--score-board-fg,var(--_fg));font-family:var(--score-board-font,inherit)}
.look{position:absolute;visibility:hidden;transition:all 1ms step-start;transition-behavior:allow-discrete;background:var(--score-board-bg,var(--_bg));border:0 solid;border-color:var(--score-board-muted,var(--_muted)) var(--score-board-accent,var(--_accent)) var(--score-board-live,var(--_live)) var(--score-board-warning,var(--_warning));text-decoration-color:var(--score-board-border,var(--_border));border-radius:var(--score-board-radius,8px)}
:host(:dir(rtl)) .look{outline-offset:1px}
@media(forced-colors:active){.look{forced-color-adjust:none;color:CanvasText;background:Canvas;border-color:CanvasText Highlight LinkText LinkText;text-decoration-color:CanvasText}}
.board{position:relative}
canvas{display:block;width:100%}
p,ul,h3{margin:0;padding:0}
h3{font-size:.8125em;font-weight:600;color:var(--score-board-accent,var(--_accent));padding:.6em 0 .3em}
ul{list-style:none;grid-template-columns:minmax(0,1fr) auto fit-content(40%)}
ul:not([hidden]){display:grid}
li{position:relative;grid-column:1/-1;display:grid;grid-template-columns:1fr auto;column-gap:1em;align-items:center;padding:.35em 0}
li+li{border-top:1px solid var(--score-board-border,var(--_border))}
button{all:unset;cursor:inherit;-webkit-tap-highlight-color:transparent;display:grid;grid-template-columns:1fr auto;gap:.15em 1em}
@supports(grid-template-columns:subgrid){li,button{grid-template-columns:subgrid}button{grid-column:1/3}}
button::after{content:'';position:absolute;inset:0;border-radius:calc(var(--score-board-radius,8px)/2)}
button:focus-visible::after{outline:2px solid var(--score-board-accent,var(--_accent));outline-offset:-2px}
@media(forced-colors:active){button:focus-visible::after{outline-color:Highlight}}
.board:not([data-stage=drawn]) canvas,.board[data-stage=drawn] slot,.board[data-stage=plain] slot,.board[data-stage=waiting] .mirror,:is(p,h3,.plays):empty,[hidden]{display:none}
.said{${unseen}}
@media not print{
.board[data-stage=drawn]{height:var(--_board)}
.board[data-stage=drawn] canvas{position:absolute;left:0}
.board[data-stage=drawn] section[data-placed]{position:absolute;left:0;width:100%;top:var(--_top);height:var(--_height)}
.board[data-stage=drawn] h3{position:sticky;z-index:1;top:var(--score-board-sticky-top,0px);box-sizing:border-box;height:var(--_heading);line-height:var(--_heading);margin:0 1px;padding:0 calc(1em/.8125 - 1px);border-bottom:1px solid var(--_border);background:var(--score-board-bg,var(--_bg));overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.board[data-stage=drawn] li{padding:0;border:0}
.board[data-stage=drawn] :is(p,bdi,li:not([data-placed])){${unseen}}
.board[data-stage=drawn] li[data-placed]{position:absolute;left:var(--_left);top:var(--_top);width:var(--_width);height:var(--_height)}
.board[data-stage=drawn]:has(li:not([data-placed]) button:focus-visible){outline:2px solid var(--score-board-accent,var(--_accent))}
}
.board[data-stage=plain]{background:var(--score-board-bg,var(--_bg));border:1px solid var(--score-board-border,var(--_border));border-radius:var(--score-board-radius,8px);padding:.75em 1em}
.home,.away{overflow-wrap:anywhere}
.score{font-weight:700;font-variant-numeric:tabular-nums}
.status{min-width:3.5em;text-align:end;overflow-wrap:anywhere;color:var(--score-board-muted,var(--_muted))}
[data-trust=live] .status{color:var(--score-board-live,var(--_live))}
[data-trust=stale] :is(.home,.away,.score){color:var(--score-board-muted,var(--_muted))}
.plays{grid-column:1/-1;white-space:pre-line;font-size:.8125em}
.mirror p,.plays{color:var(--score-board-muted,var(--_muted))}
.board[data-stage=waiting]{color:inherit}
.failure{padding:.35em 0}
@media print{canvas{display:none}.board:not([data-stage=waiting]){background:#fff;padding:.35em 1em;print-color-adjust:exact;--score-board-border:#999}.board:not([data-stage=waiting]) *{color:#000}}
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
