import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { NodeXMLHttpRequest } from './lib/browser_shims.mjs';

// Answers with what it was sent, except under /silent, where it never does.
const server = createServer(async (request, response) => {
  if (request.url === '/silent') return;
  const body = await request.toArray();
  response.writeHead(request.url === '/refused' ? 403 : 200, {
    'x-key': request.headers['x-key'] ?? '',
  });
  response.end(Buffer.concat(body));
});
let base = '';

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  assert(address && typeof address === 'object');
  base = `http://127.0.0.1:${address.port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/**
 * The name of the event that ends the request, and the request.
 * @param {string} url
 * @param {(request: NodeXMLHttpRequest) => void} [sent]
 * @returns {Promise<[string, NodeXMLHttpRequest]>}
 */
function ask(url, sent = () => {}) {
  return new Promise((resolve) => {
    const request = new NodeXMLHttpRequest();
    request.open('POST', url);
    request.timeout = 100;
    request.setRequestHeader('x-key', 'k');
    request.onload = () => resolve(['load', request]);
    request.onerror = () => resolve(['error', request]);
    request.ontimeout = () => resolve(['timeout', request]);
    request.onabort = () => resolve(['abort', request]);
    request.send(new Uint8Array([104, 105]));
    sent(request);
  });
}

test('an answer has its status, headers and bytes', async () => {
  const [event, request] = await ask(`${base}/`);
  assert.equal(event, 'load');
  assert.equal(request.status, 200);
  assert.match(request.getAllResponseHeaders(), /^x-key: k\r\n/m);
  assert.equal(Buffer.from(request.response ?? new ArrayBuffer(0)).toString(), 'hi');
});

test('an error status is an answer too', async () => {
  const [event, request] = await ask(`${base}/refused`);
  assert.deepEqual([event, request.status], ['load', 403]);
});

test('the body that is sent is the one at the time of sending', async () => {
  const memory = new Uint8Array([49]);
  const request = new NodeXMLHttpRequest();
  request.open('POST', `${base}/`);
  const loaded = new Promise((resolve) => {
    request.onload = resolve;
  });
  request.send(memory);
  memory[0] = 50;
  await loaded;
  assert.equal(Buffer.from(request.response ?? new ArrayBuffer(0)).toString(), '1');
});

test('no server, no answer and abort() each have their event, and status 0', async () => {
  const unreachable = await ask('http://127.0.0.1:1/');
  const silent = await ask(`${base}/silent`);
  const aborted = await ask(`${base}/silent`, (request) => request.abort());
  const outcome = [unreachable, silent, aborted].map(([event, { status }]) => [event, status]);
  assert.deepEqual(outcome, [
    ['error', 0],
    ['timeout', 0],
    ['abort', 0],
  ]);
});
