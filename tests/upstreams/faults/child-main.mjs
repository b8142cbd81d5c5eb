/**
 * The program of `child.mjs`: one server and a world that the parent changes.
 */

import { ScorelyticsServer } from '../scorelytics/server.mjs';
import { StatsApiServer } from '../stats-api/server.mjs';
import { World } from '../world.mjs';

const [provider, options = '{}'] = process.argv.slice(2);
const world = new World();
const settings = { ...JSON.parse(options), world };
const server =
  provider === 'scorelytics' ? new ScorelyticsServer(settings) : new StatsApiServer(settings);

process.on('message', (/** @type {any} */ { add, apply, matches }) => {
  if (add) world.add(add);
  if (apply) world.apply(apply[0], apply[1]);
  for (const match of matches ?? []) world.adopt(match);
});
process.on('disconnect', () => process.exit());
process.send?.(await server.listen());
