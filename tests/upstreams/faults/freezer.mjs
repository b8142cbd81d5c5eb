/**
 * A server that stops answering at all, as a process does that is stopped or swaps: its sockets are open,
 * the kernel takes new connections and every byte, and nothing comes back. When it goes on it finds all
 * that was sent to it. Broadcasts that fell into that time are lost, for nobody made them.
 */

export class Freezer {
  /** @type {Promise<void> | null} */
  #thawed = null;
  #release = () => {};
  #alsoRest = false;
  #sockets;

  /** @param {{pauseUpgraded: () => void, resumeUpgraded: () => void}} sockets */
  constructor(sockets) {
    this.#sockets = sockets;
  }

  /** Streams are neither read nor written. */
  get isFrozen() {
    return this.#thawed !== null;
  }

  /** @param {{rest: boolean}} options rest: is REST the same process? */
  freeze({ rest }) {
    this.#alsoRest = rest;
    this.#sockets.pauseUpgraded();
    this.#thawed ??= new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  thaw() {
    this.#thawed = null;
    this.#release();
    this.#sockets.resumeUpgraded();
  }

  /** Waits while the server is frozen. @param {'rest' | 'stream'} what */
  async pass(what) {
    while (this.#thawed !== null && (what === 'stream' || this.#alsoRest)) await this.#thawed;
  }
}
