import { allowed, type FollowDefaults, type FollowList } from './follow-list';
import { ListFeed } from './list-feed';
import type { Log } from './log';
import { MatchFeed } from './match-feed';
import { instantNow, type Message } from './message';
import type { Numbers } from './numbers';
import type { Store } from './store';
import {
  channelOf,
  isList,
  type Provider,
  type Subject,
  snapshotChannelOf,
  subjectOf,
} from './subject';
import type { Followed, Upstream } from './upstream';

/** `full`: as many are followed as may be, ask later. */
export type Wanted = 'followed' | 'refused' | 'full';

export interface DeskOptions extends FollowDefaults {
  follow: FollowList;
  upstreams: ReadonlyMap<Provider, Pick<Upstream, 'follow'>>;
  numbers: Numbers;
  store: Store;
  /** Whether this gateway is the one that speaks; asked before each word. */
  maySpeak(): boolean;
  publish(message: Message): void;
  log: Log;
  /** How many readers ask for may be followed at once. */
  most?: { matches: number; lists: number };
  lingerMs?: number;
}

interface Desked {
  subject: Subject;
  feed: MatchFeed | ListFeed;
  followed: Followed;
  /** The owner named it: it is followed whether somebody reads it or not. */
  isOwners: boolean;
  isDirty: boolean;
  /** All that was told of it last is a result. */
  isOver: boolean;
  /** When all of it was told last: of a list its snapshot. */
  wholeAt: number;
  readers: number;
  /** When its last reader left, or last asked. */
  leftAt: number;
}

/** A list is told of at most so often. */
const batchMs = 100;
/** Looked so often, a channel is silent for at most 3.9 s. */
const lookMs = 400;
const beatMs = 3_500;

/** All that is followed: which subjects, since when and for how long, and when something is to be told of each. */
export class Desk {
  readonly #options: Required<DeskOptions>;
  /** By the channel's name. */
  readonly #desked = new Map<string, Desked>();
  #timers: ReturnType<typeof setInterval>[] = [];

  constructor(options: DeskOptions) {
    this.#options = { most: { matches: 200, lists: 20 }, lingerMs: 60_000, ...options };
  }

  get count(): number {
    return this.#desked.size;
  }

  /** Whether something is followed that is not over: then the provider has something to say. */
  get isExpecting(): boolean {
    return [...this.#desked.values()].some(({ isOver }) => !isOver);
  }

  start(): void {
    this.#timers = [
      setInterval(() => this.#tellLists(), batchMs),
      setInterval(() => this.#look(), lookMs),
    ];
    const { follow } = this.#options;
    if (follow !== 'asked')
      for (const subject of follow) this.#follow(channelOf(subject), subject, true);
  }

  /** Lets everything go. */
  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    for (const channel of [...this.#desked.keys()]) this.#letGo(channel);
  }

  /** A reader wants a channel: it is followed from now on, if it may be. */
  want(channel: string): Wanted {
    const asked = subjectOf(channel);
    if (!asked) return 'refused';
    const name = channelOf(asked);
    const known = this.#desked.get(name);
    if (known) {
      known.leftAt = performance.now();
      return 'followed';
    }
    const { follow, most } = this.#options;
    const subject = allowed(asked, follow, this.#options);
    if (!subject) return 'refused';
    const others = [...this.#desked.values()].filter(
      (each) => !each.isOwners && isList(each.subject) === isList(subject),
    );
    if (others.length >= (isList(subject) ? most.lists : most.matches)) return 'full';
    return this.#follow(name, subject, false) ? 'followed' : 'refused';
  }

  /** A reader has subscribed (1) or left (-1). */
  readersChanged(channel: string, change: 1 | -1): void {
    const asked = subjectOf(channel);
    const desked = asked && this.#desked.get(channelOf(asked));
    if (!desked) return;
    desked.readers += change;
    desked.leftAt = performance.now();
  }

  #follow(name: string, subject: Subject, isOwners: boolean): boolean {
    if (this.#desked.has(name)) return true;
    const { upstreams, numbers, log } = this.#options;
    const feed = isList(subject)
      ? new ListFeed(name, snapshotNameOf(name), numbers)
      : new MatchFeed(name, numbers);
    let desked: Desked | undefined;
    const onChange = () => {
      if (!desked) return;
      desked.isDirty = true;
      // A match is told of at once, a list with its next batch.
      if (!isList(subject)) this.#tell(desked, false);
    };
    const followed = upstreams.get(subject.provider)?.follow(subject, onChange);
    if (!followed) return false;
    const now = performance.now();
    desked = {
      subject,
      feed,
      followed,
      isOwners,
      isDirty: true,
      isOver: false,
      wholeAt: 0,
      readers: 0,
      leftAt: now,
    };
    this.#desked.set(name, desked);
    log('follow', { channel: name });
    this.#tell(desked, false);
    return true;
  }

  #letGo(name: string): void {
    const desked = this.#desked.get(name);
    if (!desked) return;
    const { numbers, store, log } = this.#options;
    this.#desked.delete(name);
    desked.followed.close();
    numbers.letGo(desked.feed.seq);
    for (const channel of desked.feed.channels) store.drop(channel);
    log('let_go', { channel: name });
  }

  #tellLists(): void {
    for (const desked of this.#desked.values()) {
      if (desked.isDirty) this.#tell(desked, false);
    }
  }

  #look(): void {
    const now = performance.now();
    for (const [name, desked] of this.#desked) {
      if (!desked.isOwners && !desked.readers && now - desked.leftAt > this.#options.lingerMs) {
        this.#letGo(name);
      } else if (now - desked.wholeAt >= beatMs) {
        this.#tell(desked, true);
      }
    }
  }

  #tell(desked: Desked, isBeat: boolean): void {
    if (!this.#options.maySpeak()) return;
    // Without an engine nothing is told: what is silent is not taken for live.
    const state = desked.followed.state();
    if (!state) return;
    desked.isDirty = false;
    desked.isOver = state.connection.state === 'over';
    const now = instantNow();
    const messages = desked.feed.tell(state, now, isBeat);
    // A batch is not all: a list that changes all the time has its heartbeat none the less.
    if (messages.some(({ isBatch }) => !isBatch)) desked.wholeAt = now.steady;
    for (const message of messages) this.#options.publish(message);
  }
}

const snapshotNameOf = (channel: string): string => {
  const subject = subjectOf(channel);
  return subject ? snapshotChannelOf(subject) : '';
};
