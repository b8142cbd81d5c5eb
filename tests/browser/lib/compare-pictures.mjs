/**
 * Is one picture the other? A renderer's noise is a little of everything, or a few edge pixels far apart;
 * a change is many pixels in one place. So pixels that clearly differ are counted by tiles: a line of
 * text or a rule that moves by one row fills the tiles that it runs through.
 *
 * @typedef {import('./png.mjs').Picture} Picture
 * @typedef {{x: number, y: number, pixels: number}} Tile top left in px; how many of its pixels differ
 */

/** Less than this, in the channel that differs most, is noise. A hairline on white differs by 23. */
const clearly = 16;
const tileSize = 32;
/** So many clearly differing pixels a tile are noise too. */
const pixelsOfNoise = 8;

/**
 * The tiles that differ; none: the same picture. Of different sizes, all of it differs.
 * @param {Picture} expected @param {Picture} actual @returns {Tile[]}
 */
export function differences(expected, actual) {
  const { width, height } = expected;
  if (actual.width !== width || actual.height !== height) {
    return [{ x: 0, y: 0, pixels: Math.max(width * height, actual.width * actual.height) }];
  }
  const across = Math.ceil(width / tileSize);
  const counts = new Uint32Array(across * Math.ceil(height / tileSize));
  for (let i = 0; i < width * height; i += 1) {
    if (difference(expected, actual, i) < clearly) continue;
    const x = i % width;
    const y = (i - x) / width;
    const tile = Math.floor(y / tileSize) * across + Math.floor(x / tileSize);
    counts[tile] = (counts[tile] ?? 0) + 1;
  }
  const tiles = [];
  for (const [index, pixels] of counts.entries()) {
    if (pixels <= pixelsOfNoise) continue;
    const x = (index % across) * tileSize;
    tiles.push({ x, y: Math.floor(index / across) * tileSize, pixels });
  }
  return tiles;
}

/** Pale, with what differs in red. @param {Picture} expected @param {Picture} actual @returns {Picture} */
export function differencePicture(expected, actual) {
  const width = Math.max(expected.width, actual.width);
  const height = Math.max(expected.height, actual.height);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i += 1) {
    const x = i % width;
    const y = (i - x) / width;
    const isIn = (/** @type {Picture} */ picture) => x < picture.width && y < picture.height;
    if (!isIn(expected) || !isIn(actual)) {
      data.set([255, 160, 160], i * 4);
      continue;
    }
    const [from, to] = [y * expected.width + x, y * actual.width + x];
    const differs = differenceAt(expected, from, actual, to) >= clearly;
    const pale = 191 + ((expected.data[from * 4 + 1] ?? 0) >> 2);
    data.set(differs ? [220, 0, 0] : [pale, pale, pale], i * 4);
  }
  return { width, height, data };
}

/** @param {Picture} a @param {Picture} b @param {number} i */
const difference = (a, b, i) => differenceAt(a, i, b, i);

/** @param {Picture} a @param {number} i @param {Picture} b @param {number} j */
function differenceAt(a, i, b, j) {
  let most = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const by = (a.data[i * 4 + channel] ?? 0) - (b.data[j * 4 + channel] ?? 0);
    most = Math.max(most, Math.abs(by));
  }
  return most;
}
