import type { BoardOptions } from './core';

/** What a page need not say of a provider; URLs are without trailing slashes. */
export type Endpoints = Pick<BoardOptions, 'restUrl' | 'wsUrl' | 'appKey' | 'authUrl'>;

/** The providers' own: Scorelytics "Base URL", Stats API "Base URL" and "WebSocket". */
export const endpoints: Record<'scorelytics' | 'stats-api', Endpoints> = {
  scorelytics: {
    restUrl: 'https://api.scorelytics.pro',
    wsUrl: 'wss://api.scorelytics.pro',
  },
  'stats-api': {
    restUrl: 'https://stats-api.ds2.app/api/v1',
    wsUrl: 'wss://stats-api.ds2.app',
    appKey: 'stats-admin-public-key',
    authUrl: 'https://stats-api.ds2.app/api/v1/broadcasting/auth',
  },
};
