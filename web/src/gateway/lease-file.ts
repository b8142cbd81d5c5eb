import { randomUUID } from 'node:crypto';
import { readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import type { Lease } from './lease';
import type { Log } from './log';
import { epochAfter } from './numbers';

/** Who holds it, as the file says. */
interface Claim {
  holder: string;
  epoch: number;
}

interface Seen {
  claim: Claim | undefined;
  /** The time of the file, by its storage's clock. It is only ever compared with itself. */
  beat: number;
}

export interface LeaseTimes {
  /** The holder marks the file so often. */
  beatMs: number;
  /** A file that nobody has marked for so long is free. */
  goneMs: number;
  /** So long after a claim the file says whose it is, if several claimed at once. */
  settleMs: number;
  /** The file is looked at so often. */
  lookMs: number;
  /** A look is good for so long. Within it nobody else can have taken over and settled. */
  goodMs: number;
}

const usual: LeaseTimes = {
  beatMs: 2_000,
  goneMs: 10_000,
  settleMs: 1_500,
  lookMs: 400,
  goodMs: 1_000,
};

/**
 * One file that several gateways share. Its text is the claim of the one that speaks, its time that one's heartbeat:
 * so a heartbeat that comes late, from one that was stopped, undoes no claim.
 *
 * No clock is compared with another machine's. Who stands by counts by its own clock for how long the file has not
 * changed. And who holds the lease speaks only within a second of having read its own name: after a stop it reads
 * before it speaks.
 */
export class FileLease implements Lease {
  readonly #path: string;
  readonly #log: Log;
  readonly #times: LeaseTimes;
  readonly #own = randomUUID();
  #epoch = 0;
  #isHolder = false;
  #goodUntil = 0;
  #changedAt = 0;
  #last: Seen | undefined;
  #beatAt = 0;
  #claimedAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #isReachable = true;
  #onTaken: (epoch: number) => void = () => {};
  #onLost: () => void = () => {};

  constructor(path: string, log: Log, times: LeaseTimes = usual) {
    this.#path = path;
    this.#log = log;
    this.#times = times;
  }

  get isHeld(): boolean {
    return this.#isHolder && performance.now() < this.#goodUntil;
  }

  start(onTaken: (epoch: number) => void, onLost: () => void): void {
    this.#onTaken = onTaken;
    this.#onLost = onLost;
    this.#changedAt = performance.now();
    this.#look();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    if (!this.#isHolder) return;
    this.#isHolder = false;
    // Nobody's, with the epoch that the next one must be above.
    const { claim } = await this.#read();
    if (claim?.holder === this.#own) await this.#write({ holder: '', epoch: claim.epoch });
  }

  async #look(): Promise<void> {
    const askedAt = performance.now();
    try {
      const seen = await this.#read();
      if (this.#isStopped) return;
      if (this.#isHolder) await this.#keep(seen, askedAt);
      else await this.#stand(seen, askedAt);
      this.#isReachable = true;
    } catch (cause) {
      // Storage that cannot be reached proves nothing: what was good goes bad by itself.
      const { code } = cause as NodeJS.ErrnoException;
      if (this.#isReachable) this.#log('lease_unreachable', { code });
      this.#isReachable = false;
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.#look(), this.#times.lookMs);
  }

  async #keep({ claim }: Seen, askedAt: number): Promise<void> {
    if (claim?.holder !== this.#own && (claim?.epoch ?? 0) >= this.#epoch) {
      this.#isHolder = false;
      this.#changedAt = performance.now();
      this.#last = undefined;
      this.#log('lease_lost', { epoch: this.#epoch, by: claim?.epoch });
      this.#onLost();
      return;
    }
    // A claim that was put off, by one that was stopped meanwhile, is of a lesser epoch and does not count.
    if (claim?.holder !== this.#own) await this.#write({ holder: this.#own, epoch: this.#epoch });
    this.#goodUntil = askedAt + this.#times.goodMs;
    if (askedAt - this.#beatAt < this.#times.beatMs) return;
    const now = new Date();
    await utimes(this.#path, now, now);
    this.#beatAt = askedAt;
  }

  async #stand(seen: Seen, askedAt: number): Promise<void> {
    const { goneMs, settleMs, goodMs } = this.#times;
    const { claim, beat } = seen;
    if (this.#claimedAt !== undefined) {
      if (claim?.holder !== this.#own) {
        this.#claimedAt = undefined;
      } else if (askedAt - this.#claimedAt >= settleMs) {
        this.#claimedAt = undefined;
        this.#isHolder = true;
        this.#goodUntil = askedAt + goodMs;
        this.#beatAt = 0;
        this.#log('lease_taken', { epoch: this.#epoch });
        this.#onTaken(this.#epoch);
      }
      return;
    }
    const { claim: before, beat: beatBefore } = this.#last ?? { claim: undefined, beat: -1 };
    if (before?.holder !== claim?.holder || before?.epoch !== claim?.epoch || beatBefore !== beat) {
      this.#last = seen;
      this.#changedAt = askedAt;
    }
    const isFree = !claim?.holder;
    if (!isFree && askedAt - this.#changedAt < goneMs) return;
    // What was read may be old by now, if this process was stopped in between: then it is read again.
    if (performance.now() - askedAt > goodMs) return;
    this.#epoch = epochAfter(Math.max(claim?.epoch ?? 0, this.#epoch));
    await this.#write({ holder: this.#own, epoch: this.#epoch });
    this.#claimedAt = performance.now();
  }

  async #read(): Promise<Seen> {
    let text: string;
    let beat: number;
    try {
      text = await readFile(this.#path, 'utf8');
      beat = (await stat(this.#path)).mtimeMs;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      return { claim: undefined, beat: 0 };
    }
    return { claim: claimOf(text), beat };
  }

  /** At once or not at all: nobody reads half a claim. */
  async #write(claim: Claim): Promise<void> {
    const draft = `${this.#path}.${this.#own}`;
    try {
      await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
      await rename(draft, this.#path);
    } catch (cause) {
      await unlink(draft).catch(() => {});
      throw cause;
    }
  }
}

function claimOf(text: string): Claim | undefined {
  try {
    const { holder, epoch } = JSON.parse(text) as Partial<Claim>;
    if (typeof holder === 'string' && typeof epoch === 'number') return { holder, epoch };
  } catch {
    // A file of something else is overwritten: its owner named it.
  }
  return undefined;
}
