/**
 * The bytes of a request as Reverb counts them against `max_request_size`: request line, headers and
 * body together (reverb-observed: API body).
 * @param {import('node:http').IncomingMessage} request
 * @param {string} [body]
 */
export function requestSize({ method, url, httpVersion, rawHeaders }, body = '') {
  const line = `${method} ${url} HTTP/${httpVersion}\r\n`;
  const headers = rawHeaders.map((word, index) => word + (index % 2 === 0 ? ': ' : '\r\n'));
  return Buffer.byteLength([line, ...headers, '\r\n', body].join(''));
}
