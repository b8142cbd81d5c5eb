import { endpoints } from '../endpoints';
import { isHeaderText } from '../header-text';
import { isLoopback } from '../loopback';
import { ConfigError } from './config-error';
import { type FollowDefaults, FollowError, type FollowList, parseFollow } from './follow-list';
import { keyVariables, type OptionName } from './option-table';
import type { Origins } from './origins';
import type { RawOptions } from './raw-options';
import { isOne, type Provider, providers, type Sport } from './subject';
import type { Account } from './upstream';

export interface Config extends FollowDefaults {
  follow: FollowList;
  accounts: ReadonlyMap<Provider, Account>;
  host: string;
  port: number;
  publicUrl: string | undefined;
  origins: Origins;
  tls: { cert: string; key: string } | undefined;
  isBehindProxy: boolean;
  mostReaders: { perAddress: number; all: number };
  edges: readonly string[];
  lease: string | undefined;
}

/** Throws a `ConfigError` for the first mistake. */
export function configOf(raw: RawOptions): Config {
  const { options } = raw;
  const accounts = accountsOf(raw);
  const defaults: FollowDefaults = {
    providers: [...accounts.keys()],
    sport: sportOf(options.sport ?? textsIn(raw.sections.scorelytics, 'sport')),
  };
  const edges = (options.edges ?? []).map((url) => urlOf('--edges', url, 'http', true));
  const follow = followOf(options.follow, defaults);
  if (follow === 'asked' && edges.length) {
    throw new ConfigError(
      '--follow',
      "with --edges name what is followed: 'asked' is asked here, and readers are there",
    );
  }
  const [cert] = options['tls-cert'] ?? [];
  const [key] = options['tls-key'] ?? [];
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConfigError(
      cert === undefined ? '--tls-cert' : '--tls-key',
      '--tls-cert and --tls-key go together',
    );
  }
  const publicUrl = options['public-url']?.[0];
  return {
    ...defaults,
    follow,
    accounts,
    host: options.host?.[0] ?? '127.0.0.1',
    port: numberOf('port', options, 8787, 0, 65_535),
    publicUrl: publicUrl === undefined ? undefined : urlOf('--public-url', publicUrl, 'http', true),
    origins: originsOf(options['allow-origin']),
    tls: cert === undefined || key === undefined ? undefined : { cert, key },
    isBehindProxy: options['behind-proxy']?.[0] === 'true',
    mostReaders: {
      all: numberOf('max-readers', options, 12_000, 1, 1_000_000),
      perAddress: numberOf('max-readers-per-address', options, 100, 1, 1_000_000),
    },
    edges,
    lease: options.lease?.[0],
  };
}

function accountsOf({ options, sections, keys }: RawOptions): Map<Provider, Account> {
  const named = options.provider?.map((name) => {
    if (isOne(name, providers)) return name;
    throw new ConfigError('--provider', `is ${providers.join(' or ')}`);
  });
  const used = named ?? providers.filter((each) => keys[each] !== undefined);
  const [only, ...others] = used;
  if (!only) {
    throw new ConfigError(
      `${keyVariables.scorelytics} or ${keyVariables['stats-api']}`,
      'one of them is needed, by the environment or by --config',
    );
  }
  const accounts = new Map<Provider, Account>();
  for (const provider of new Set(used)) {
    const key = keys[provider];
    if (key === undefined)
      throw new ConfigError(keyVariables[provider], `is needed for ${provider}`);
    for (const each of [key, keys.app ?? '']) {
      if (!isHeaderText(each)) throw new ConfigError(keyVariables[provider], 'is printable ASCII');
    }
    /** What the provider's part of the file says, or an argument where there is one provider. */
    const own = (name: OptionName, member: string): string | undefined => {
      const [given] = options[name] ?? [];
      if (given !== undefined && others.length) {
        throw new ConfigError(
          `--${name}`,
          'which of both providers is meant? Write it into their parts of --config',
        );
      }
      return given ?? textsIn(sections[provider], member)?.[0];
    };
    const url = (name: OptionName, member: string, scheme: 'http' | 'ws') => {
      const text = own(name, member);
      return text === undefined ? undefined : urlOf(`--${name}`, text, scheme);
    };
    const restUrl = url('rest-url', 'restUrl', 'http');
    const wsUrl = url('ws-url', 'wsUrl', 'ws');
    const authUrl = provider === 'stats-api' ? url('auth-url', 'authUrl', 'http') : undefined;
    const sockets = own('max-sockets', 'maxSockets');
    accounts.set(provider, {
      provider,
      ...endpoints[provider],
      apiKey: key,
      ...(restUrl !== undefined && { restUrl }),
      ...(wsUrl !== undefined && { wsUrl }),
      ...(authUrl !== undefined && { authUrl }),
      ...(provider === 'stats-api' && keys.app !== undefined && { appKey: keys.app }),
      ...(sockets !== undefined && {
        maxSockets: numberOf('max-sockets', { 'max-sockets': [sockets] }, 5, 1, 100),
      }),
    });
  }
  return accounts;
}

export function followOf(entries: string[] | undefined, defaults: FollowDefaults): FollowList {
  if (!entries?.length) {
    throw new ConfigError(
      '--follow',
      "what may be followed is needed: match:ID, league:ID, competition:ID, live, or 'asked'",
    );
  }
  if (entries.includes('asked')) {
    if (entries.length === 1) return 'asked';
    throw new ConfigError('--follow', "'asked' stands alone");
  }
  try {
    return entries.map((entry) => parseFollow(entry, defaults));
  } catch (cause) {
    if (cause instanceof FollowError) throw new ConfigError('--follow', cause.message);
    throw cause;
  }
}

export function originsOf(given: string[] | undefined): Origins {
  if (!given?.length || given.includes('*')) return '*';
  return given.map((text) => {
    if (URL.canParse(text)) {
      const { origin, protocol, pathname, search } = new URL(text);
      if (/^https?:$/.test(protocol) && pathname === '/' && !search) return origin.toLowerCase();
    }
    throw new ConfigError('--allow-origin', "an origin such as https://www.example.com, or '*'");
  });
}

/** Keys go with these, so they are encrypted, but to the own machine; and no message of ours repeats them. */
export function urlOf(
  option: string,
  text: string,
  scheme: 'http' | 'ws',
  isPlainToo = false,
): string {
  if (URL.canParse(text)) {
    const url = new URL(text);
    const isSafe =
      url.protocol === `${scheme}s:` ||
      (url.protocol === `${scheme}:` && (isPlainToo || isLoopback(url.hostname)));
    if (isSafe && !url.search && !url.hash && !url.username && !url.password) {
      return url.href.replace(/\/$/, '');
    }
  }
  const rule = isPlainToo
    ? `a URL of ${scheme}: or ${scheme}s:`
    : `a URL of ${scheme}s:, or of ${scheme}: on this machine`;
  throw new ConfigError(option, `${rule}, without a query`);
}

export function numberOf(
  name: OptionName,
  options: RawOptions['options'],
  otherwise: number,
  least: number,
  most: number,
): number {
  const text = options[name]?.[0];
  if (text === undefined) return otherwise;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ConfigError(`--${name}`, `a whole number from ${least} to ${most}`);
}

export function sportOf(given: string[] | undefined): Sport {
  const [sport = 'any'] = given ?? [];
  if (sport === 'football' || sport === 'basketball' || sport === 'any') return sport;
  throw new ConfigError('--sport', 'is football or basketball');
}

function textsIn(section: Record<string, unknown>, member: string): string[] | undefined {
  const value = section[member];
  if (value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  throw new ConfigError(`--config, ${member}`, 'is a text or a number');
}
