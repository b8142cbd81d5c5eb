/**
 * PNG as Chromium's screenshots are (8 bits, not interlaced), read into RGBA and written small.
 *
 * @typedef {{width: number, height: number, data: Uint8Array}} Picture RGBA, rows from the top
 */

import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes a pixel by colour type: grey, RGB, palette, RGBA. @type {Record<number, number>} */
const channelsOf = { 0: 1, 2: 3, 3: 1, 6: 4 };

/** @param {Buffer} png @returns {Picture} */
export function decodePng(png) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  let width = 0;
  let height = 0;
  let type = 0;
  /** @type {Buffer} */
  let palette = Buffer.alloc(0);
  const parts = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      type = body.readUInt8(9);
      if (body.readUInt8(8) !== 8 || body.readUInt8(12) !== 0) throw new Error('not 8 bits');
    }
    if (name === 'PLTE') palette = body;
    if (name === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const channels = channelsOf[type];
  if (!channels) throw new Error(`colour type ${type}`);
  const rows = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    const from = type === 3 ? /** @type {number} */ (rows[i]) * 3 : i * channels;
    const source = type === 3 ? palette : rows;
    const step = type === 0 ? 0 : 1;
    data[i * 4] = source[from] ?? 0;
    data[i * 4 + 1] = source[from + step] ?? 0;
    data[i * 4 + 2] = source[from + 2 * step] ?? 0;
    data[i * 4 + 3] = type === 6 ? (source[from + 3] ?? 0) : 255;
  }
  return { width, height, data };
}

/** @param {Uint8Array} raw @param {number} stride @param {number} height @param {number} channels */
function unfiltered(raw, stride, height, channels) {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const i = y * stride + x;
      const left = x >= channels ? (rows[i - channels] ?? 0) : 0;
      const up = y > 0 ? (rows[i - stride] ?? 0) : 0;
      const corner = x >= channels && y > 0 ? (rows[i - stride - channels] ?? 0) : 0;
      let guess = 0;
      if (filter === 1) guess = left;
      else if (filter === 2) guess = up;
      else if (filter === 3) guess = (left + up) >> 1;
      else if (filter === 4) guess = paeth(left, up, corner);
      rows[i] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return rows;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const base = left + up - corner;
  const [a, b, c] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Opaque pictures only. Flat ones are smallest without a filter. @param {Picture} picture */
export function encodePng({ width, height, data }) {
  /** @type {Map<number, number>} */
  const colours = new Map();
  const at = (/** @type {number} */ i) =>
    ((data[i * 4] ?? 0) << 16) | ((data[i * 4 + 1] ?? 0) << 8) | (data[i * 4 + 2] ?? 0);
  for (let i = 0; i < width * height && colours.size <= 256; i += 1) {
    if (!colours.has(at(i))) colours.set(at(i), colours.size);
  }
  const hasPalette = colours.size <= 256;
  const channels = hasPalette ? 1 : 3;
  const raw = Buffer.alloc((width * channels + 1) * height);
  for (let y = 0; y < height; y += 1) {
    let to = y * (width * channels + 1) + 1;
    for (let x = 0; x < width; x += 1) {
      const colour = at(y * width + x);
      if (hasPalette) raw[to] = colours.get(colour) ?? 0;
      else raw.writeUIntBE(colour, to, 3);
      to += channels;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, hasPalette ? 3 : 2, 0, 0, 0], 8);
  const palette = Buffer.alloc(colours.size * 3);
  for (const [colour, index] of hasPalette ? colours : [])
    palette.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...(hasPalette ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', deflateSync(raw, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {string} name @param {Buffer} body */
function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
