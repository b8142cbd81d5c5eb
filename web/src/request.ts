import type { Answer, Request, Send } from './core';

export interface RequestPlatform {
  fetch: typeof fetch;
  /** The page's own origin. */
  origin: string;
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

/** The longest answer that the engine decodes (`json::kMaxBytes`). */
const mostBytes = 8 * 1024 * 1024;

/**
 * Sends every request of every board, those of the engine and those before there is one. Each keeps four
 * promises: the answer is the network's, and no cache's of the browser; nothing of the page goes with the
 * request, neither cookie nor password; its headers, and so its key, reach the origin that was named and no
 * other; and it ends, however long the answer is.
 */
export function sender({ fetch, origin, setTimer, clearTimer }: RequestPlatform): Send {
  return ({ timeoutMs, ...request }, done) => {
    const abort = new AbortController();
    let isStopped = false;
    const timer = setTimer(() => abort.abort(), timeoutMs);
    answerTo(fetch, origin, request, abort).then((answer) => {
      clearTimer(timer);
      if (!isStopped) done(answer);
    });
    return () => {
      isStopped = true;
      clearTimer(timer);
      abort.abort();
    };
  };
}

async function answerTo(
  fetch: RequestPlatform['fetch'],
  origin: string,
  { url, ...request }: Omit<Request, 'timeoutMs'>,
  abort: AbortController,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...request,
      cache: 'no-store',
      credentials: 'omit',
      // A script cannot see where a redirect leads. For requests to the page's own origin there is a mode
      // that follows redirects within that origin; for others there is none, so none is followed.
      ...(new URL(url).origin === origin ? { mode: 'same-origin' } : { redirect: 'error' }),
      signal: abort.signal,
    });
    return {
      status: response.status,
      headers: [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join(''),
      body: await readBody(response.body, abort),
    };
  } catch {
    return { status: 0, headers: '', body: new Uint8Array() };
  }
}

/** The answer is measured unpacked, because a little gzip can be a lot of text. */
async function readBody(
  stream: ReadableStream<Uint8Array> | null,
  abort: AbortController,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    if (length > mostBytes) {
      abort.abort();
      return new Uint8Array();
    }
    chunks.push(part.value);
  }
  const body = new Uint8Array(length);
  length = 0;
  for (const chunk of chunks) {
    body.set(chunk, length);
    length += chunk.length;
  }
  return body;
}
