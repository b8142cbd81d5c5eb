import type { BoardId, BoardOptions, BoardState } from '../core';
import { sender } from '../request';
import { HeadlessEngine, type HeadlessParts } from '../server/headless';
import { en } from '../words/en';
import type { Log } from './log';
import type { Subject } from './subject';
import { UpstreamMeter } from './upstream-meter';

/** How one provider is reached: the options of every board, but for what it shows. */
export type Account = Pick<
  BoardOptions,
  | 'provider'
  | 'restUrl'
  | 'wsUrl'
  | 'apiKey'
  | 'appKey'
  | 'authUrl'
  | 'authHeaders'
  | 'maxSockets'
  | 'clockUnit'
>;

/** A subject that is followed. */
export interface Followed {
  /** What the core knows now; undefined: there is no engine. */
  state(): BoardState | undefined;
  close(): void;
}

interface Following {
  options: BoardOptions;
  onChange(): void;
  board: BoardId | undefined;
}

export interface UpstreamParts {
  core: HeadlessParts['core'];
  wasm: WebAssembly.Module;
  log: Log;
  /** How long after its end an engine begins anew, ms. */
  restartMs?: number;
  start?: typeof HeadlessEngine.start;
}

/** A team that is not decided is nobody in any language. */
const words = { ...en, undecided: '', undecided_short: '' };

/**
 * One provider, followed by one engine: its core shares sockets and requests among all that is followed, and keeps
 * to the key's budget. An engine that ends, which is a mistake of ours, is replaced.
 */
export class Upstream {
  readonly meter = new UpstreamMeter();
  readonly #account: Account;
  readonly #parts: UpstreamParts;
  readonly #all = new Set<Following>();
  #engine: HeadlessEngine | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(account: Account, parts: UpstreamParts) {
    this.#account = account;
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#engine !== undefined;
  }

  /** Rejects with a `LoadError` where the first engine does not start. */
  async start(): Promise<void> {
    const { core, wasm, start = HeadlessEngine.start } = this.#parts;
    let engine: HeadlessEngine | undefined;
    let hasFailed = false;
    engine = await start({
      core,
      wasm,
      WebSocket: this.meter.WebSocket,
      // Of no page's origin: no redirect is followed, and the key goes nowhere else.
      send: sender({
        fetch: this.meter.fetch,
        origin: '',
        setTimer: setTimeout,
        clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
      }),
      onIdle: () => {},
      onFailure: (cause) => {
        hasFailed = true;
        if (engine && engine === this.#engine) this.#fail(cause);
      },
    });
    if (this.#isStopped || hasFailed) {
      engine.stop();
      if (hasFailed) throw new Error('the engine failed at once');
      return;
    }
    this.#engine = engine;
    for (const each of this.#all) this.#open(each);
  }

  /** Follows a subject until it is closed; undefined: the core refuses it. */
  follow({ sport, kind, id }: Subject, onChange: () => void): Followed | undefined {
    const options: BoardOptions = {
      ...this.#account,
      // In this layout the core keeps the provider's order, and writes no texts.
      layout: 'nano',
      ...(sport !== 'any' && { sport }),
      ...(kind === 'match' && { matches: [id] }),
      ...(kind === 'live' && { live: true }),
      ...(kind === 'league' && { league: id }),
      ...(kind === 'competition' && { competition: id }),
    };
    const following: Following = { options, onChange, board: undefined };
    this.#all.add(following);
    if (this.#engine && !this.#open(following)) {
      this.#all.delete(following);
      return undefined;
    }
    return {
      state: () => this.#stateOf(following),
      close: () => {
        this.#all.delete(following);
        if (following.board !== undefined) this.#engine?.close(following.board);
      },
    };
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#engine?.stop();
    this.#engine = undefined;
  }

  #open(following: Following): boolean {
    following.board = this.#engine?.open({
      options: following.options,
      functions: {},
      words,
      kickoffText: () => '',
      onChange: following.onChange,
      onEvent: (name, detail) => {
        if (name === 'board-error') this.#tellError(following, detail as Record<string, unknown>);
      },
    });
    return following.board !== undefined;
  }

  #stateOf({ board }: Following): BoardState | undefined {
    if (!this.#engine || board === undefined) return undefined;
    try {
      return this.#engine.state(board);
    } catch (cause) {
      this.#fail(cause);
      return undefined;
    }
  }

  /** What the core has to say of the provider's data, by its names alone. */
  #tellError({ options }: Following, detail: Record<string, unknown>): void {
    const { reason, match, field, problem } = detail;
    this.#parts.log('upstream_error', {
      provider: options.provider,
      reason,
      match,
      field,
      problem,
    });
  }

  #fail(cause: unknown): void {
    const { log, restartMs = 1000 } = this.#parts;
    this.#engine?.stop();
    this.#engine = undefined;
    for (const each of this.#all) each.board = undefined;
    log('engine_failed', {
      provider: this.#account.provider,
      cause: cause instanceof Error ? cause.name : 'unknown',
    });
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.start().then(
        () => log('engine_restarted', { provider: this.#account.provider }),
        (again: unknown) => this.#fail(again),
      );
    }, restartMs);
  }
}
