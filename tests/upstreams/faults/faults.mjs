/**
 * All the ways in which a provider can be less kind than its documentation, by name: `server.faults` on
 * both stand-ins. Each part is one fault and one file; they can be combined. In the order in which an
 * answer meets them: the replica that is read, the rows, the headers, the cache in front. Refusals
 * (`http/gate.mjs`) come before all of these, as from a gateway.
 *
 * @typedef {import('../http/host.mjs').Answer} Answer
 * @typedef {import('../world.mjs').World} World
 */

import { isPreflight } from '../http/cors.mjs';
import { Broadcasts } from './broadcasts.mjs';
import { Cacheable } from './cacheable.mjs';
import { Cdn } from './cdn.mjs';
import { Freezer } from './freezer.mjs';
import { Refusals } from './refusals.mjs';
import { Replica } from './replica.mjs';
import { Rows } from './rows.mjs';

export class Faults {
  /**
   * @param {object} provider
   * @param {World} provider.world
   * @param {import('../clock.mjs').Clock} provider.clock
   * @param {import('../http/host.mjs').Host} provider.host
   * @param {Partial<Record<import('./refusals.mjs').Door, RegExp>>} provider.doors
   * @param {(status: number) => Answer} provider.errorShape
   */
  constructor({ world, clock, host, doors, errorShape }) {
    this.replica = new Replica(world, clock);
    this.rows = new Rows(clock);
    this.cacheable = new Cacheable(clock);
    this.cdn = new Cdn(clock);
    this.broadcasts = new Broadcasts(clock);
    this.refusals = new Refusals(clock, host, doors, errorShape);
    this.freezer = new Freezer(host);
  }

  /** All is well again, but for messages that are under way. */
  clear() {
    this.replica.lags(0);
    this.rows.clear();
    this.cacheable.says({});
    this.cdn.caches(null);
    this.broadcasts.clear();
    this.refusals.clear();
    this.freezer.thaw();
  }

  close() {
    this.clear();
    this.broadcasts.close();
  }

  /**
   * One REST answer.
   * @param {import('node:http').IncomingMessage} request
   * @param {(world: World) => Answer | null | Promise<Answer | null>} make from what this request may read
   * @returns {Promise<Answer | null>}
   */
  async answer(request, make) {
    if (isPreflight(request)) return make(this.replica.view());
    return this.cdn.answer(request, async () => {
      const answer = await make(this.replica.view());
      if (answer?.status !== 200) return answer;
      if (/broadcasting\/auth/.test(request.url ?? '')) return this.refusals.sign(answer);
      const { headers, ...rest } = this.rows.apply(answer);
      return { ...rest, headers: { ...headers, ...this.cacheable.headers() } };
    });
  }
}
