import type { BoardOptions } from './core';

/** The base URLs of a board's data, without trailing slashes. */
export interface Endpoints {
  rest: string;
  socket: string;
  auth?: string;
}

/** The providers' own URLs, as in `src/feed/scorelytics/urls.hpp` and `src/feed/stats_api`. */
const own: Record<BoardOptions['provider'], Endpoints> = {
  scorelytics: { rest: 'https://api.scorelytics.pro', socket: 'wss://api.scorelytics.pro' },
  'stats-api': {
    rest: 'https://stats-api.ds2.app/api/v1',
    socket: 'wss://stats-api.ds2.app',
    auth: 'https://stats-api.ds2.app/api/v1/broadcasting/auth',
  },
};

/** The options' own URLs, and the provider's for those that are not given. */
export function endpointsOf({ provider, restUrl, wsUrl, authUrl }: BoardOptions): Endpoints {
  return {
    ...own[provider],
    ...(restUrl && { rest: restUrl }),
    ...(wsUrl && { socket: wsUrl }),
    ...(authUrl && { auth: authUrl }),
  };
}
