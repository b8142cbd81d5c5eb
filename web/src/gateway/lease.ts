import { epochAfter } from './numbers';

/** Whether this gateway is the one that speaks. Without a standby it always is. */
export interface Lease {
  /** Asked before each word; it costs nothing. */
  readonly isHeld: boolean;
  /** `onTaken(epoch)`: this gateway speaks from now on, and no other had such an epoch. `onLost`: it does not. */
  start(onTaken: (epoch: number) => void, onLost: () => void): void;
  /** Gives it back, so that a standby need not wait. */
  stop(): Promise<void>;
}

/** Of a gateway that has no standby. */
export class SoleLease implements Lease {
  readonly isHeld = true;

  start(onTaken: (epoch: number) => void): void {
    onTaken(epochAfter(0));
  }

  async stop(): Promise<void> {}
}
