import { observedAttributes } from '../src/option-names';

/** A key in an address is read by histories, server logs and every page that the address is given to. */
const secretNames =
  /^(key|pass|auth)$|api-?key|auth-?headers?|authori[sz]|credential|passw|secret|token/;

/** Options whose value is the address of a server. */
const serverNames = ['rest-url', 'ws-url', 'auth-url'];

export type FrameQuery =
  | { attributes: Map<string, string> }
  /** `secret` is the parameter's name; its value is never repeated. */
  | { secret: string }
  /** The parameter's name, and the host that it names. */
  | { foreign: string; host: string };

/**
 * What a frame's address says of its board: the attributes of `<score-board>` by their own names, and
 * `dir`. Names that mean nothing here (a shop's, an advertiser's) are passed over.
 *
 * Anybody can write an address. So the address may name no server but the page's own and those that the
 * page's HTML allows: or else a link to the site would show the scores of whoever wrote the link.
 * `base` is the page's URL, `allowed` the hosts ("scores.example", "scores.example:8443").
 */
export function readQuery(search: string, base: string, allowed: readonly string[]): FrameQuery {
  const attributes = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    const plainName = name.toLowerCase().replaceAll('_', '-');
    if (secretNames.test(plainName) || hasSecretInUrl(value)) return { secret: name };
    if (serverNames.includes(name)) {
      const host = URL.canParse(value, base) ? new URL(value, base).host : value;
      const isKnown = host === new URL(base).host || (host !== '' && allowed.includes(host));
      if (!isKnown) return { foreign: name, host };
    }
    if (name === 'dir' || observedAttributes.includes(name)) attributes.set(name, value);
  }
  return { attributes };
}

/** `https://user:password@host/` or `/scores?api_key=…` */
function hasSecretInUrl(value: string): boolean {
  if (!URL.canParse(value, 'http://localhost')) return false;
  const url = new URL(value, 'http://localhost');
  return (
    url.password !== '' ||
    [...url.searchParams.keys()].some((name) =>
      secretNames.test(name.toLowerCase().replaceAll('_', '-')),
    )
  );
}
