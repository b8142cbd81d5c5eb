import {
  isGoodId,
  isOne,
  type Kind,
  kindsOf,
  type Provider,
  type Sport,
  type Subject,
  sports,
} from './subject';

/** What the owner lets readers follow: `asked` is whatever readers ask for, within bounds. */
export type FollowList = 'asked' | readonly Subject[];

export interface FollowDefaults {
  /** Those that have a key. */
  providers: readonly Provider[];
  /** Of entries that name no sport. */
  sport: Sport;
}

/** Why an entry cannot be followed, as a sentence. */
export class FollowError extends Error {}

/**
 * One entry, `[provider:][sport:]kind[:id]`: `match:AbC`, `live`, `league:4`, `stats-api:competition:7`. A kind that
 * only one of the providers has needs no provider.
 */
export function parseFollow(entry: string, { providers, sport: owned }: FollowDefaults): Subject {
  let rest = entry;
  const take = <Name extends string>(names: readonly Name[]): Name | undefined => {
    const [head = ''] = rest.split(':', 1);
    if (!isOne(head, names)) return undefined;
    rest = rest.slice(head.length + 1);
    return head;
  };
  const named = take<Provider>(['scorelytics', 'stats-api']);
  const told = take(sports);
  const kind = take<Kind>(['match', 'live', 'league', 'competition']);
  if (!kind) throw new FollowError('each entry is match:ID, live, league:ID or competition:ID');
  const able = (named ? [named] : providers).filter((each) => kindsOf[each].includes(kind));
  const [provider] = able;
  if (!provider) throw new FollowError(`${kind} is not told by ${named ?? providers.join(', ')}`);
  if (able.length > 1) {
    throw new FollowError(
      `${kind} is told by both providers: write scorelytics:${kind} or stats-api:${kind}`,
    );
  }
  if (kind === 'live' ? rest !== '' : !isGoodId(rest)) {
    throw new FollowError(
      kind === 'live' ? 'live has no id' : `${kind} needs the provider's id, ${kind}:ID`,
    );
  }
  // The Stats API's ids are of no sport, so the owner's is Scorelytics' alone.
  return { provider, sport: told ?? (provider === 'stats-api' ? 'any' : owned), kind, id: rest };
}

/**
 * What is followed for a channel's subject; undefined: it may not be followed. A page that names no sport gets the
 * owner's, and a page that names one gets what the owner follows without one.
 */
export function allowed(
  asked: Subject,
  list: FollowList,
  { providers, sport }: FollowDefaults,
): Subject | undefined {
  if (!providers.includes(asked.provider)) return undefined;
  if (list === 'asked') {
    const owned = asked.provider === 'scorelytics' ? sport : 'any';
    if (owned !== 'any' && asked.sport !== 'any' && asked.sport !== owned) return undefined;
    return { ...asked, sport: asked.sport === 'any' ? owned : asked.sport };
  }
  const found = list.find(
    (each) =>
      each.provider === asked.provider &&
      each.kind === asked.kind &&
      each.id === asked.id &&
      (each.sport === asked.sport || each.sport === 'any' || asked.sport === 'any'),
  );
  return found && { ...found, sport: found.sport === 'any' ? asked.sport : found.sport };
}
