// Reads what Debian says of a package's copyright ("Machine-readable debian/copyright file", 1.0).

/** @typedef {Record<string, string>} Paragraph the fields by name, without the indentation */

/** @param {string} text @returns {Paragraph[]} */
export function parseCopyright(text) {
  return text.split(/\n\s*\n/).map((block) => {
    /** @type {Paragraph} */
    const paragraph = {};
    let field = '';
    for (const line of block.split('\n')) {
      const start = /^([A-Z][\w-]*): *(.*)$/.exec(line);
      if (start) {
        field = start[1] ?? '';
        paragraph[field] = start[2] ?? '';
      } else if (field) {
        // A line with only a dot is an empty one.
        paragraph[field] += `\n${line.replace(/^ ?\.?$/, '').replace(/^ /, '')}`;
      }
    }
    return paragraph;
  });
}

/**
 * Who holds the copyright of these files, and the texts of their licences.
 * @param {Paragraph[]} paragraphs
 * @param {string[]} files
 */
export function textFor(paragraphs, files) {
  const found = new Set(files.map((file) => paragraphOf(paragraphs, file)));
  /** @type {Set<string>} */
  const licences = new Set();
  const holders = [...found].map((paragraph) => {
    const { Copyright = '', License = '' } = paragraph;
    const [name = '', ...text] = License.split('\n');
    if (text.join('').trim()) licences.add(`${name}\n${text.join('\n')}`);
    else for (const each of name.split(/ (?:or|and) /)) licences.add(textOf(paragraphs, each));
    return `${Copyright.trim()
      .split('\n')
      .map((line) => `Copyright ${line.trim()}`)
      .join('\n')}\nLicence: ${name}`;
  });
  return [...holders, ...licences].join('\n\n');
}

/** The last one that matches is the one. @param {Paragraph[]} paragraphs @param {string} file */
function paragraphOf(paragraphs, file) {
  const paragraph = paragraphs.findLast(({ Files = '' }) =>
    Files.split(/\s+/).some((pattern) => pattern && wildcard(pattern).test(file)),
  );
  if (!paragraph) throw new Error(`nothing is said of ${file}`);
  return paragraph;
}

/** @param {string} pattern */
const wildcard = (pattern) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

/** @param {Paragraph[]} paragraphs @param {string} name */
function textOf(paragraphs, name) {
  const own = paragraphs.find(
    ({ Files, License = '' }) => Files === undefined && License.startsWith(`${name}\n`),
  );
  if (!own?.License) throw new Error(`the text of ${name} is not there`);
  return own.License;
}
