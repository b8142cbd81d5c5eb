import type { BoardOptions } from './core';
import { type Endpoints, endpoints } from './endpoints';
import {
  countOf,
  goodIdsOf,
  headersOf,
  headerTextOf,
  idOf,
  OptionsError,
  oneOf,
  type RawOptions,
  textOf,
  urlOf,
} from './option-values';
import type { Announce } from './options';

/** Those of which a module's engine knows the protocol. */
export type Providers = readonly BoardOptions['provider'][];
export const directProviders: Providers = ['scorelytics', 'stats-api'];

/**
 * What the engine is told, from what the page wrote; throws an `OptionsError`. Relative URLs are
 * relative to `base`. `providers`: those that this module has.
 */
export function parseOptions(
  raw: RawOptions,
  base: string,
  providers: Providers = directProviders,
): BoardOptions {
  const provider = oneOf(raw, 'provider', ['scorelytics', 'stats-api', 'gateway']);
  const ofThisModule = `provider: this module has ${providers.join(' and ')}`;
  if (!provider) throw new OptionsError('provider_missing', ofThisModule);
  if (!providers.includes(provider)) throw new OptionsError('value_invalid', ofThisModule);
  const isGateway = provider === 'gateway';
  const own = isGateway ? gatewayOf(raw, base) : endpoints[provider];
  const restUrl = urlOf(raw, 'restUrl', base, 'http');
  const matches = [...goodIdsOf(raw, 'matches'), ...goodIdsOf(raw, 'match')];
  const options: { [Key in keyof BoardOptions]: BoardOptions[Key] | undefined } = {
    provider,
    upstream: isGateway
      ? (oneOf(raw, 'upstream', ['scorelytics', 'stats-api']) ?? 'scorelytics')
      : undefined,
    sport: oneOf(raw, 'sport', ['football', 'basketball']),
    matches: matches.length ? [...new Set(matches)] : undefined,
    live: raw.live ? true : undefined,
    league: idOf(raw, 'league'),
    competition: idOf(raw, 'competition'),
    restUrl: restUrl ?? own.restUrl,
    wsUrl: urlOf(raw, 'wsUrl', base, 'ws') ?? own.wsUrl,
    apiKey: headerTextOf(raw, 'apiKey'),
    hasCredential: raw.getCredential ? true : undefined,
    appKey: headerTextOf(raw, 'appKey') ?? own.appKey,
    authUrl: urlOf(raw, 'authUrl', base, 'http') ?? own.authUrl,
    authHeaders: headersOf(raw),
    hasAuthorize: raw.authorize ? true : undefined,
    hasMapMatch: raw.mapMatch ? true : undefined,
    layout: oneOf(raw, 'layout', ['auto', 'nano', 'card', 'list', 'ticker']),
    maxSockets: countOf(raw, 'maxSockets'),
    clockUnit: oneOf(raw, 'clockUnit', ['seconds', 'minutes']),
  };

  if (!options.matches && !options.live && !options.league && !options.competition) {
    throw new OptionsError(
      'match_missing',
      'match, matches, live, league or competition is needed',
    );
  }
  if (provider === 'scorelytics') {
    if (!options.sport)
      throw new OptionsError('sport_missing', "sport: 'football' or 'basketball'");
    // Without a key there must be a base URL of the page's own, which may be a proxy that adds the key.
    if (!options.apiKey && !options.hasCredential && !restUrl) {
      throw new OptionsError('credential_missing', 'api-key, getCredential or rest-url is needed');
    }
  }
  return options as BoardOptions;
}

/** One address for requests and the socket. */
function gatewayOf(raw: RawOptions, base: string): Endpoints {
  const url = urlOf(raw, 'url', base, 'http');
  if (!url) throw new OptionsError('value_invalid', 'url: the address of the gateway');
  return { restUrl: url, wsUrl: url.replace(/^http/, 'ws') };
}

/** What a screen reader is told; `options`: what `parseOptions` made of the same `raw`. */
export function parseAnnounce(raw: RawOptions, options: BoardOptions): Announce {
  const { matches, live, league, competition } = options;
  const isOne = matches?.length === 1 && !live && !league && !competition;
  return oneOf(raw, 'announce', ['goals', 'off', 'all']) ?? (isOne ? 'goals' : 'off');
}

/** Language and zone; throws an `OptionsError` for names that `Intl` does not know. */
export function parseLocale(raw: RawOptions): Record<'locale' | 'timeZone', string | undefined> {
  const locale = textOf(raw.locale);
  const timeZone = textOf(raw.timeZone);
  try {
    if (locale || timeZone) new Intl.DateTimeFormat(locale, { timeZone });
  } catch {
    throw new OptionsError('value_invalid', 'locale is BCP 47, time-zone is an IANA name');
  }
  return { locale, timeZone };
}
