import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

export interface StaticFile {
  type: string;
  body: Buffer;
  brotli: Buffer;
  etag: string;
}

const compress = promisify(brotliCompress);
const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  wasm: 'application/wasm',
};

/** What a page loads from here; nothing else of the package is given out, and no other path is ever read. */
const served = /^(?:scoreline-gateway\.(?:js|wasm)|words\/[a-z]{2}(?:-[a-z]+)?\.js)$/;

/**
 * The package's files for pages. Their names stay while they change, and script and wasm must be of one version: so
 * caches may keep them for as long as they like, and ask each time whether they are still the same.
 */
export const fileHeaders = {
  'Cache-Control': 'public, max-age=0, must-revalidate',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  // Whoever reads scores may have the program for it: a module of another origin is loaded by CORS.
  'Access-Control-Allow-Origin': '*',
};

export class StaticFiles {
  readonly #folder: URL;
  readonly #files = new Map<string, Promise<StaticFile | undefined>>();

  /** `folder`: the package's `dist/`. */
  constructor(folder: URL) {
    this.#folder = folder;
  }

  /** Undefined: there is no such file. */
  find(name: string): Promise<StaticFile | undefined> {
    if (!served.test(name)) return Promise.resolve(undefined);
    let file = this.#files.get(name);
    if (!file) {
      file = this.#read(name);
      this.#files.set(name, file);
      // One that is not there yet may come.
      file.then((found) => found ?? this.#files.delete(name));
    }
    return file;
  }

  async #read(name: string): Promise<StaticFile | undefined> {
    const body = await readFile(new URL(name, this.#folder)).catch(() => undefined);
    if (!body) return undefined;
    // A little less than the best, which would take seconds.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    return {
      type: types[name.replace(/^.*\./, '')] ?? 'application/octet-stream',
      body,
      brotli: await compress(body, { params }),
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    };
  }
}
