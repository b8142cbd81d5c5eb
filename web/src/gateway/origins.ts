/** Which pages may read: `*`, or origins as browsers name them. */
export type Origins = '*' | readonly string[];

/** A program that is no browser names no origin, and nothing is kept from it. */
export const isAllowedOrigin = (origin: string | undefined, origins: Origins): boolean =>
  origins === '*' || origin === undefined || origins.includes(origin.toLowerCase());

/** The headers by which a browser lets the page read an answer. */
export function corsHeaders(origin: string | undefined, origins: Origins): Record<string, string> {
  if (origins === '*') return { 'Access-Control-Allow-Origin': '*' };
  const isNamed = origin !== undefined && isAllowedOrigin(origin, origins);
  return { Vary: 'Origin', ...(isNamed && { 'Access-Control-Allow-Origin': origin }) };
}
