import WebSocket from 'ws';
import type { CoreGlobals } from '../server/headless';

/** The longest message that the engine decodes; what is longer ends the connection. */
const mostBytes = 8 * 1024 * 1024;

/** What one provider is asked and answers, counted where it passes. */
export class UpstreamMeter {
  /** By the first digit of the status; `failed`: there was no answer. */
  readonly requests = new Map<string, number>();
  readonly #open = new Set<object>();
  /** `performance.now()` of the last word; undefined: none yet. */
  lastWordAt: number | undefined;

  get socketCount(): number {
    return this.#open.size;
  }

  /** `fetch`, counted. An answer that refuses is a word, too, but no news: only what the provider grants counts. */
  readonly fetch: typeof fetch = async (...request) => {
    try {
      const response = await fetch(...request);
      this.#count(`${Math.floor(response.status / 100)}xx`);
      if (response.ok) this.#hear();
      return response;
    } catch (cause) {
      this.#count('failed');
      throw cause;
    }
  };

  /** `WebSocket` as the engine takes it, counted. */
  get WebSocket(): CoreGlobals['WebSocket'] {
    const hear = () => this.#hear();
    const open = this.#open;
    return class extends WebSocket {
      constructor(url: string) {
        // Redirects are not followed: the key is in the URL.
        super(url, { perMessageDeflate: false, maxPayload: mostBytes, handshakeTimeout: 15_000 });
        open.add(this);
        // The engine hears of the close that follows.
        this.on('error', () => {});
        this.on('close', () => open.delete(this));
        this.on('message', hear);
        this.on('ping', hear);
        this.on('pong', hear);
      }
    };
  }

  #hear(): void {
    this.lastWordAt = performance.now();
  }

  #count(name: string): void {
    this.requests.set(name, (this.requests.get(name) ?? 0) + 1);
  }
}
