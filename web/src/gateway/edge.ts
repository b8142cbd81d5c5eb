import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Log } from './log';
import type { Message } from './message';
import { replayMs } from './store';

export interface EdgeOptions {
  /** Its base URL, without a slash at the end. */
  url: string;
  /** For logs and metrics: an address is not written there. */
  name: string;
  log: Log;
  /** Whether this gateway is the one that speaks; asked before each message. */
  maySpeak(): boolean;
  /** The newest of every channel, for an edge that comes back with nothing. */
  all(): Iterable<Message>;
  timeoutMs?: number;
}

/** So many channels are told at once; of each channel one message after the other. */
const mostAtOnce = 8;
/** No edge remembers a message longer than this, so none is worth sending later. */
const newestMs = 10_000;
const firstRetryMs = 200;
const longestRetryMs = 5_000;
/** What is kept of a list for an edge that does not answer: 30 s of batches, each 100 ms. */
const mostBatches = 300;

/**
 * One Nchan instance, which is told everything by HTTP. It has a queue of its own, so that one that is down holds up
 * no other; and of what only the newest counts, the queue keeps only that.
 */
export class Edge {
  readonly #options: EdgeOptions;
  readonly #agent: HttpAgent;
  readonly #waiting = new Map<string, Message[]>();
  readonly #busy = new Set<string>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failuresInARow = 0;
  #isStopped = false;
  published = 0;
  failures = 0;

  constructor(options: EdgeOptions) {
    this.#options = options;
    const Agent = options.url.startsWith('https:') ? HttpsAgent : HttpAgent;
    this.#agent = new Agent({ keepAlive: true, maxSockets: mostAtOnce });
  }

  get name(): string {
    return this.#options.name;
  }

  get isUp(): boolean {
    return this.#failuresInARow === 0;
  }

  get waitingCount(): number {
    let count = 0;
    for (const messages of this.#waiting.values()) count += messages.length;
    return count;
  }

  put(message: Message): void {
    if (this.#isStopped) return;
    this.#keep(message);
    this.#next();
  }

  /** Forgets what waits: another gateway speaks now. */
  clear(): void {
    this.#waiting.clear();
  }

  stop(): void {
    this.#isStopped = true;
    this.clear();
    clearTimeout(this.#retry);
    this.#agent.destroy();
  }

  #keep(message: Message): void {
    const waiting = this.#waiting.get(message.channel);
    if (!waiting || !message.isBatch) {
      // Behind all others, even if an older one of it waits at the front: a busy channel does not starve others.
      this.#waiting.delete(message.channel);
      this.#waiting.set(message.channel, [message]);
      return;
    }
    if (waiting.at(-1)?.isHeartbeat) waiting.pop();
    waiting.push(message);
    // Readers see the gap in the numbers, and ask for the snapshot.
    if (waiting.length > mostBatches) waiting.shift();
  }

  #next(): void {
    if (this.#retry) return;
    if (!this.#options.maySpeak()) {
      if (this.#waiting.size) this.#sleep(firstRetryMs);
      return;
    }
    for (const channel of this.#waiting.keys()) {
      if (this.#busy.size >= mostAtOnce) return;
      if (this.#busy.has(channel)) continue;
      const message = this.#take(channel);
      if (message) this.#send(message);
    }
  }

  #take(channel: string): Message | undefined {
    const now = performance.now();
    const waiting = this.#waiting.get(channel) ?? [];
    let message = waiting.shift();
    while (message && now - message.madeAt > (message.isBatch ? replayMs : newestMs)) {
      message = waiting.shift();
    }
    if (!waiting.length) this.#waiting.delete(channel);
    return message;
  }

  async #send(message: Message): Promise<void> {
    this.#busy.add(message.channel);
    const isDone = await this.#post(message);
    this.#busy.delete(message.channel);
    if (this.#isStopped) return;
    if (isDone) {
      this.published += 1;
      if (this.#failuresInARow) this.#comeBack();
    } else {
      this.failures += 1;
      this.#putBack(message);
      this.#wait();
    }
    this.#next();
  }

  /** To the front again; where only the newest counts, a newer one has taken its place. */
  #putBack(message: Message): void {
    const waiting = this.#waiting.get(message.channel);
    if (!waiting) this.#waiting.set(message.channel, [message]);
    else if (message.isBatch) waiting.unshift(message);
  }

  #wait(): void {
    // Requests that were under way fail together, and are one failure.
    if (this.#retry) return;
    const { log, name } = this.#options;
    if (!this.#failuresInARow) log('edge_down', { edge: name });
    const longest = Math.min(firstRetryMs * 2 ** this.#failuresInARow, longestRetryMs);
    this.#failuresInARow += 1;
    this.#sleep(longest * (0.75 + Math.random() / 4));
  }

  #sleep(ms: number): void {
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#next();
    }, ms);
  }

  /** It may have begun anew, and have nothing: it is told the newest of all. */
  #comeBack(): void {
    this.#failuresInARow = 0;
    this.#options.log('edge_up', { edge: this.#options.name });
    for (const message of this.#options.all()) {
      if (!this.#waiting.has(message.channel)) this.#keep(message);
    }
  }

  #post({ channel, isBatch, body }: Message): Promise<boolean> {
    const { url, timeoutMs = 3_000 } = this.#options;
    // The two kinds of channels are kept differently, and Nchan knows them by where they are published.
    const target = `${url}/publish${isBatch ? '/batches' : ''}?id=${channel}`;
    const request = url.startsWith('https:') ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const post = request(target, {
        method: 'POST',
        agent: this.#agent,
        timeout: timeoutMs,
        headers: { 'Content-Type': 'application/json', 'Content-Length': body.length },
      });
      // `timeout` above is of silence; this one is of all.
      const timer = setTimeout(() => post.destroy(), timeoutMs);
      post.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(Math.floor((response.statusCode ?? 0) / 100) === 2));
      });
      post.on('error', () => {});
      post.on('close', () => {
        clearTimeout(timer);
        resolve(false);
      });
      post.end(body);
    });
  }
}
