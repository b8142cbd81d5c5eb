import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Whose connection it is, to count by: an IPv4 address, or the first half of an IPv6 address, which is what one
 * household has. Behind a proxy it is the last that the proxy was spoken to by; what stands before was written by
 * the reader.
 */
export function addressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  isBehindProxy: boolean,
): string {
  const forwarded = isBehindProxy ? headers['x-forwarded-for'] : undefined;
  const last = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  const address = (last || socket.remoteAddress || '').replace(/^::ffff:(?=[\d.]+$)/, '');
  return isIPv6(address) ? halfOf(address) : address;
}

function halfOf(address: string): string {
  const [before = '', after = ''] = address.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after.split(':').filter(Boolean);
  if (address.includes('::')) while (head.length + tail.length < 8) head.push('0');
  return [...head, ...tail]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16))
    .join(':');
}

/** How many connections there may be, of one address and in all. */
export class Places {
  readonly #most: { perAddress: number; all: number };
  readonly #taken = new Map<string, number>();
  #count = 0;

  constructor(most: { perAddress: number; all: number }) {
    this.#most = most;
  }

  /** Undefined: there is none. What is returned gives it back, once. */
  take(address: string): (() => void) | undefined {
    const taken = this.#taken.get(address) ?? 0;
    if (taken >= this.#most.perAddress || this.#count >= this.#most.all) return undefined;
    this.#taken.set(address, taken + 1);
    this.#count += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#count -= 1;
      const left = (this.#taken.get(address) ?? 1) - 1;
      if (left > 0) this.#taken.set(address, left);
      else this.#taken.delete(address);
    };
  }
}
