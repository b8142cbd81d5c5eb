/** Figures as a table of text: aligned for a terminal, or Markdown for a document. */

/** @typedef {import('./figures.mjs').Figure} Figure */

/**
 * @typedef {object} Shape of a part's table
 * @property {(figure: Figure) => string} row
 * @property {(figure: Figure) => string} column
 */

/** What most parts want: a row for each thing measured, a column for each subject. @type {Shape} */
export const bySubject = {
  row: ({ name, conditions, unit }) => `${[name, conditions].filter(Boolean).join(', ')} [${unit}]`,
  column: ({ subject }) => subject,
};

/** @param {Figure[]} figures @param {Shape} shape @param {boolean} isMarkdown */
export function tableOf(figures, { row, column }, isMarkdown) {
  const rows = [...new Set(figures.map(row))];
  const columns = [...new Set(figures.map(column))];
  const cells = rows.map((name) => [
    name,
    ...columns.map((subject) => {
      const found = figures.find((figure) => row(figure) === name && column(figure) === subject);
      return found ? cell(found) : '';
    }),
  ]);
  const lines = [['', ...columns], ...cells];
  return isMarkdown ? markdown(lines) : aligned(lines);
}

/** @param {Figure} figure */
function cell({ median, spread: [low, high], runs }) {
  const isSteady = runs === 1 || text(low) === text(high);
  return isSteady ? text(median) : `${text(median)} (${text(low)}–${text(high)})`;
}

/** Three digits that mean something; bytes and counts whole. @param {number} value */
function text(value) {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** @param {string[][]} lines */
function aligned(lines) {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((line) => (line[at] ?? '').length)),
  );
  return lines
    .map((line) =>
      line
        .map((value, at) => (at ? value.padStart(widths[at] ?? 0) : value.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {string[][]} lines */
function markdown([head = [], ...lines]) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at ? '---:' : '---'));
  return [line(head), line(rule), ...lines.map(line)].join('\n');
}
