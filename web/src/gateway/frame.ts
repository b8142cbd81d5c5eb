import * as ws from 'ws';

/** What `ws` itself makes frames with; its types leave it out. */
const { Sender } = ws as unknown as {
  Sender: {
    frame(
      data: Buffer,
      options: { fin: boolean; rsv1: boolean; opcode: number; mask: boolean; readOnly: boolean },
    ): Buffer[];
  };
};

/**
 * A whole text message as a WebSocket server sends it (RFC 6455, 5.2): one frame, not masked. It is made once and
 * written to the sockets of all readers, where `send()` would make a header for each.
 */
export const textFrame = (body: Buffer): Buffer =>
  Buffer.concat(
    Sender.frame(body, { fin: true, rsv1: false, opcode: 1, mask: false, readOnly: true }),
  );
