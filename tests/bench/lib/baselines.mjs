/** The pages that ours is compared with: a page for each provider, as one would write it by hand. */

/** By provider. @type {Record<'scorelytics' | 'stats-api', string>} */
export const baselines = {
  scorelytics: 'tests/bench/pages/baseline-scorelytics.mjs',
  'stats-api': 'tests/bench/pages/baseline-stats-api.mjs',
};
