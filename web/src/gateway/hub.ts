import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { textFrame } from './frame';
import type { Message } from './message';
import type { Store } from './store';

/** One connection of a page; it reads several channels. */
interface Reader {
  webSocket: WebSocket;
  socket: Duplex;
  channels: readonly string[];
}

export interface HubOptions {
  store: Store;
  /** A reader has subscribed to a channel (1) or left it (-1). */
  onReaders(channel: string, change: 1 | -1): void;
  /** What may wait for one reader, bytes: who reads slower than is told is let go. */
  mostWaiting?: number;
}

/** Readers by channel, and what each of them is sent. */
export class Hub {
  readonly #options: Required<HubOptions>;
  readonly #readers = new Set<Reader>();
  readonly #byChannel = new Map<string, Set<Reader>>();
  /** Messages that were written to readers, and readers that were let go because they did not read. */
  sent = 0;
  slowReaders = 0;
  talkers = 0;

  constructor(options: HubOptions) {
    this.#options = { mostWaiting: 1024 * 1024, ...options };
  }

  get readerCount(): number {
    return this.#readers.size;
  }

  /** Takes a reader whose channels are followed; `socket`: what its WebSocket stands on. */
  add(webSocket: WebSocket, socket: Duplex, channels: readonly string[]): void {
    const reader: Reader = { webSocket, socket, channels };
    this.#readers.add(reader);
    for (const channel of channels) {
      let readers = this.#byChannel.get(channel);
      if (!readers) {
        readers = new Set();
        this.#byChannel.set(channel, readers);
      }
      readers.add(reader);
      this.#options.onReaders(channel, 1);
    }
    webSocket.on('error', () => {});
    webSocket.on('close', () => this.#remove(reader));
    webSocket.on('message', () => {
      this.talkers += 1;
      this.#end(reader, 1008, 'readers send nothing');
    });
    const now = performance.now();
    for (const channel of channels) {
      for (const message of this.#options.store.replay(channel, now)) {
        this.#send(reader, textFrame(message.body));
      }
    }
  }

  /** Sends a message to all readers of its channel. */
  publish({ channel, body }: Message): void {
    const readers = this.#byChannel.get(channel);
    if (!readers?.size) return;
    const frame = textFrame(body);
    for (const reader of readers) this.#send(reader, frame);
  }

  /** Ends all connections; 1012 sends readers away for a while. */
  close(code: number, reason: string): void {
    for (const reader of [...this.#readers]) this.#end(reader, code, reason);
  }

  /** Ends what is left without another word. */
  terminate(): void {
    for (const { webSocket } of [...this.#readers]) webSocket.terminate();
  }

  #send(reader: Reader, frame: Buffer): void {
    const { webSocket, socket } = reader;
    if (webSocket.readyState !== webSocket.OPEN) return;
    if (socket.writableLength > this.#options.mostWaiting) {
      this.slowReaders += 1;
      this.#remove(reader);
      webSocket.terminate();
      return;
    }
    socket.write(frame);
    this.sent += 1;
  }

  #end(reader: Reader, code: number, reason: string): void {
    // Nothing more is sent to it, and nothing more of it is heard, however long its end takes.
    this.#remove(reader);
    reader.webSocket.removeAllListeners('message');
    reader.webSocket.close(code, reason);
  }

  #remove(reader: Reader): void {
    if (!this.#readers.delete(reader)) return;
    for (const channel of reader.channels) {
      const readers = this.#byChannel.get(channel);
      readers?.delete(reader);
      if (!readers?.size) this.#byChannel.delete(channel);
      this.#options.onReaders(channel, -1);
    }
  }
}
