import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { CoreWithGlobals } from '../server/headless';
import { Places } from './addresses';
import type { Config } from './config';
import { ConfigError } from './config-error';
import { Desk } from './desk';
import { Edge } from './edge';
import { figuresOf } from './figures';
import { healthOf, type Vitals } from './health';
import { Hub } from './hub';
import { HubServer } from './hub-server';
import { type Lease, SoleLease } from './lease';
import { FileLease } from './lease-file';
import type { Log } from './log';
import type { Message } from './message';
import { metricsText } from './metrics';
import { Numbers } from './numbers';
import { StaticFiles } from './static-files';
import { Store } from './store';
import type { Provider } from './subject';
import { Upstream } from './upstream';

export interface GatewayParts {
  core: CoreWithGlobals;
  /** The package's `dist/`. */
  dist: URL;
  log: Log;
}

/** Of readers that were sent away, those go first that are quick to say goodbye. */
const goodbyeMs = 1_000;

/** A gateway: it follows while it holds the lease, and speaks to the readers here and to the edges. */
export class Gateway {
  readonly #config: Config;
  readonly #parts: GatewayParts;
  readonly #store = new Store();
  readonly #numbers = new Numbers();
  readonly #lease: Lease;
  readonly #edges: readonly Edge[];
  readonly #hub: Hub;
  #server: HubServer | undefined;
  #wasm: WebAssembly.Module | undefined;
  #upstreams = new Map<Provider, Upstream>();
  #desk: Desk | undefined;
  #isStopping = false;

  constructor(config: Config, parts: GatewayParts) {
    this.#config = config;
    this.#parts = parts;
    const { log } = parts;
    this.#lease = config.lease === undefined ? new SoleLease() : new FileLease(config.lease, log);
    this.#hub = new Hub({
      store: this.#store,
      onReaders: (channel, change) => this.#desk?.readersChanged(channel, change),
    });
    this.#edges = config.edges.map(
      (url, index) =>
        new Edge({
          url,
          name: String(index + 1),
          log,
          maySpeak: () => this.#lease.isHeld,
          all: () => this.#store.all(),
        }),
    );
  }

  /** Resolves with the port on which it listens. */
  async start(): Promise<number> {
    const { config, dist } = { config: this.#config, dist: this.#parts.dist };
    this.#wasm = await WebAssembly.compile(await readFile(new URL('scoreline.wasm', dist)));
    const tls = config.tls && {
      cert: await pemOf('--tls-cert', config.tls.cert),
      key: await pemOf('--tls-key', config.tls.key),
    };
    const { all, perAddress } = config.mostReaders;
    this.#server = new HubServer({
      origins: config.origins,
      isBehindProxy: config.isBehindProxy,
      places: new Places({ all, perAddress }),
      tls,
      hub: this.#hub,
      store: this.#store,
      files: new StaticFiles(dist),
      want: (channel) => (this.#isStopping ? undefined : this.#desk?.want(channel)),
      health: () => healthOf(this.#vitals()),
      metrics: () => metricsText(figuresOf(this.#vitals())),
    });
    const { server } = this.#server;
    // Requests, such as those for metrics, have their place beside the readers.
    server.maxConnections = all + 200;
    await new Promise<void>((resolve, reject) => {
      server.once('error', () => reject(new ConfigError('--host, --port', 'cannot listen there')));
      server.listen(config.port, config.host, resolve);
    });
    server.on('error', () => {});
    const { port } = server.address() as AddressInfo;
    this.#parts.log('listening', {
      port,
      follows: config.follow === 'asked' ? 'asked' : config.follow.length,
    });
    this.#lease.start(
      (epoch) => this.#speak(epoch),
      () => this.#fallSilent(),
    );
    return port;
  }

  /** Sends the readers away, for a while, and ends. */
  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#parts.log('stopping', { readers: this.#hub.readerCount });
    this.#unfollow();
    const goodbye = this.#sendAway();
    await this.#lease.stop();
    await goodbye;
    for (const edge of this.#edges) edge.stop();
    this.#server?.server.close();
    this.#server?.server.closeAllConnections();
    this.#parts.log('stopped');
  }

  /** This gateway speaks from now on. */
  #speak(epoch: number): void {
    const { config, log, core } = { config: this.#config, ...this.#parts };
    this.#numbers.begin(epoch);
    log('speaks', { epoch });
    this.#store.clear();
    const wasm = this.#wasm as WebAssembly.Module;
    for (const [provider, account] of config.accounts) {
      const upstream = new Upstream(account, { core, wasm, log });
      this.#upstreams.set(provider, upstream);
      upstream.start().catch(() => log('engine_missing', { provider }));
    }
    this.#desk = new Desk({
      providers: config.providers,
      sport: config.sport,
      follow: config.follow,
      upstreams: this.#upstreams,
      numbers: this.#numbers,
      store: this.#store,
      maySpeak: () => this.#lease.isHeld,
      publish: (message) => this.#publish(message),
      log,
    });
    this.#desk.start();
  }

  /** Another gateway speaks: before anything else nothing more is said here. */
  #fallSilent(): void {
    this.#parts.log('falls_silent');
    for (const edge of this.#edges) edge.clear();
    this.#unfollow();
    this.#sendAway();
  }

  #unfollow(): void {
    this.#desk?.stop();
    this.#desk = undefined;
    for (const upstream of this.#upstreams.values()) upstream.stop();
    this.#upstreams = new Map();
    this.#store.clear();
  }

  async #sendAway(): Promise<void> {
    this.#hub.close(1012, 'restart');
    await new Promise((resolve) => setTimeout(resolve, goodbyeMs));
  }

  #publish(message: Message): void {
    this.#store.put(message);
    this.#hub.publish(message);
    for (const edge of this.#edges) edge.put(message);
  }

  #vitals(): Vitals {
    return {
      isSpeaking: this.#desk !== undefined && this.#lease.isHeld,
      isExpecting: this.#desk?.isExpecting ?? false,
      channels: this.#desk?.count ?? 0,
      epoch: this.#numbers.epoch,
      hub: this.#hub,
      upstreams: this.#upstreams,
      edges: this.#edges,
    };
  }
}

async function pemOf(option: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    throw new ConfigError(option, 'the file cannot be read');
  }
}
