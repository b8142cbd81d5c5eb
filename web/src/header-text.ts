/**
 * Whether a text may stand in a header or a URL: browsers send nothing else. The engine has the same
 * rule (`is_header_text` in `src/connection/source_options.cpp`).
 */
export const isHeaderText = (value: string): boolean => /^[ -~]*$/.test(value);

/** The rule in words. */
export const headerRule = 'printable ASCII without line breaks';
