import { observedAttributes } from '../src/option-names';

/** A key in an address is read by histories, server logs and every page that the address is given to. */
const secretNames =
  /^(key|pass|auth)$|api-?key|auth-?headers?|authori[sz]|credential|passw|secret|token/;

export type FrameQuery =
  | { attributes: Map<string, string> }
  /** `secret` is the parameter's name; its value is never repeated. */
  | { secret: string };

/**
 * What a frame's address says of its board: the attributes of `<score-board>` by their own names, and
 * `dir`. Names that mean nothing here (a shop's, an advertiser's) are passed over.
 */
export function readQuery(search: string): FrameQuery {
  const attributes = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    const plainName = name.toLowerCase().replaceAll('_', '-');
    if (secretNames.test(plainName) || hasSecretInUrl(value)) return { secret: name };
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
