/** What a page's Content-Security-Policy forbade, as the browser reports it. */
export type Violation = Pick<SecurityPolicyViolationEvent, 'effectiveDirective' | 'blockedURI'>;

/**
 * The source that `connect-src` lacks when it was one of these URLs that was blocked. Browsers report
 * the whole URL, its origin, or of a WebSocket its scheme alone.
 */
export function blockedSource(
  { effectiveDirective, blockedURI }: Violation,
  urls: readonly string[],
): string | undefined {
  if (effectiveDirective !== 'connect-src' || !blockedURI) return undefined;
  const sources = urls.map((url) => new URL(url).origin.replace(/^null$/, url));
  return sources.find(
    (source) =>
      blockedURI === source ||
      blockedURI.startsWith(`${source}/`) ||
      source.startsWith(`${blockedURI.replace(/:$/, '')}://`),
  );
}
