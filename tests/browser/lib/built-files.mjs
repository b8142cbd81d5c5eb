import { readdir, readFile } from 'node:fs/promises';

const dist = new URL('../../../dist/', import.meta.url);

/** What a page needs of the build, by its path on the site. */
export async function builtFiles() {
  /** @type {Record<string, {type: string, body: string | Buffer}>} */
  const files = {};
  /** @param {string} name @param {string} type */
  const add = async (name, type) => {
    files[`/dist/${name}`] = { type, body: await readFile(new URL(name, dist)) };
  };
  await add('scoreline.wasm', 'application/wasm');
  await add('scoreline.js', 'text/javascript');
  for (const name of await readdir(new URL('words/', dist))) {
    await add(`words/${name}`, 'text/javascript');
  }
  return files;
}
