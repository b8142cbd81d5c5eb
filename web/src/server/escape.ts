/** Text for HTML, between tags and in a quoted attribute: whatever a name is, it only ever becomes text. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/**
 * JSON for a `<script>`: it has no `<` and no `>`, so that no text in it ends the element or begins a comment. It
 * is read by `JSON.parse` as it stands.
 */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
