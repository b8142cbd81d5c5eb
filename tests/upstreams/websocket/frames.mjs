/**
 * RFC 6455 frames as a server writes them: single, unfragmented, unmasked (reverb-observed: frames).
 */

export const opcode = Object.freeze({
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
});

/** @param {number} code opcode @param {Buffer} payload */
export function frame(code, payload) {
  const { length } = payload;
  let header;
  if (length < 126) {
    header = Buffer.from([0x80 | code, length]);
  } else if (length < 65_536) {
    header = Buffer.from([0x80 | code, 126, length >> 8, length & 0xff]);
  } else {
    header = Buffer.alloc(10);
    header[0] = 0x80 | code;
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

/** @param {string} text */
export const textFrame = (text) => frame(opcode.text, Buffer.from(text, 'utf8'));

/** @param {number} code @param {string | Buffer} [reason] */
export function closeFrame(code, reason = '') {
  const payload = Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
  return frame(opcode.close, payload);
}
