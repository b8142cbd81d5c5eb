/**
 * A whole text message as a WebSocket server sends it (RFC 6455, 5.2): one frame, not masked. It is made once and
 * written to the sockets of all readers, where `ws` would make a header for each.
 */
export function textFrame(body: Buffer): Buffer {
  const { length } = body;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = 0x81;
  if (head === 2) {
    frame[1] = length;
  } else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  body.copy(frame, head);
  return frame;
}
