import { createServer } from 'node:http';

/**
 * Serves what the table holds, on loopback. A path that is not in it is a 404.
 * @param {Record<string, {type: string, body: string | Uint8Array, headers?: Record<string, string>}>} files
 */
export async function serve(files) {
  const server = createServer((request, response) => {
    const file = files[(request.url ?? '/').split('?')[0] ?? ''];
    response.writeHead(file ? 200 : 404, {
      'content-type': file?.type ?? 'text/plain',
      ...file?.headers,
    });
    response.end(file?.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
