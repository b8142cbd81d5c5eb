const dark =
  '--_bg:#14181f;--_fg:#f2f4f7;--_muted:#9aa5b5;--_accent:#7aa7ff;--_live:#ff6b6b;--_warning:#f0b429;--_border:#2b323d';

/**
 * The shadow tree's style. A constructable stylesheet, because a page's Content-Security-Policy may
 * forbid inline styles. `.look` is never shown: see `look.ts`.
 */
const css = `
:host{display:block;--_bg:#fff;--_fg:#14171c;--_muted:#5c6570;--_accent:#1f4f96;--_live:#c4161c;--_warning:#8a4b00;--_border:#dfe3e8}
@media(prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}
:host([theme=dark]){${dark}}
:host([hidden]){display:none}
.board,.look{color:var(--score-board-fg,var(--_fg));font-family:var(--score-board-font,inherit)}
.look{display:none;background:var(--score-board-bg,var(--_bg));border-style:solid;border-color:var(--score-board-muted,var(--_muted)) var(--score-board-accent,var(--_accent)) var(--score-board-live,var(--_live)) var(--_warning);text-decoration-color:var(--_border);border-radius:var(--score-board-radius,8px)}
canvas{display:block;width:100%}
p,ul{margin:0;padding:0}
ul{list-style:none}
.board:not([data-stage=drawn]) canvas,.board[data-stage=drawn] slot,.board[data-stage=plain] slot,.board[data-stage=waiting] .mirror,p:empty{display:none}
.board[data-stage=drawn] .mirror{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.board[data-stage=plain]{background:var(--score-board-bg,var(--_bg));border:1px solid var(--_border);border-radius:var(--score-board-radius,8px);padding:.75em 1em}
li{display:grid;grid-template:auto auto/1fr auto auto;gap:.15em 1em;align-items:center;padding:.35em 0}
li+li{border-top:1px solid var(--_border)}
.home,.away{grid-column:1;overflow-wrap:anywhere}
.away,.away+.score{grid-row:2}
.score{grid-column:2;font-weight:700;font-variant-numeric:tabular-nums}
.status{grid-area:1/3/3/4;min-width:3.5em;text-align:end;color:var(--score-board-muted,var(--_muted))}
[data-trust=live] .status{color:var(--score-board-live,var(--_live))}
[data-trust=stale]{opacity:.6}
p,slot:not(:has(*)){color:var(--score-board-muted,var(--_muted))}
.failure{padding:.35em 0}
`;

let sheet: CSSStyleSheet | undefined;

/** One sheet that all boards share. */
export function boardStyle(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
