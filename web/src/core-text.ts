import type { CoreExports } from './core';

const encoder = new TextEncoder();

/** Puts text where the core's next call reads it, and returns its length in bytes. */
export function writeText(core: CoreExports, text: string): number {
  const bytes = encoder.encode(text);
  const target = core._sl_scratch(bytes.length);
  // Read HEAPU8 after the call above: it may have grown the memory, which replaces the array.
  core.HEAPU8.set(bytes, target);
  return bytes.length;
}
