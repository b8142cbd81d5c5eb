/**
 * As much of Node.js as the server's part uses. Node's own types are not taken, because they would change
 * those of the browser for all files (`setTimeout`).
 */
declare module 'node:fs/promises' {
  export function readFile(path: URL): Promise<Uint8Array<ArrayBuffer>>;
}
