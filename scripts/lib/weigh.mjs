// What a file weighs on its way to a browser: as it is, and as a server sends it.

import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Brotli at its best, as a server that compresses beforehand does. @param {Uint8Array} bytes */
export function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** @param {Uint8Array} bytes */
export function weigh(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotli(bytes).length,
  };
}
