import type { CoreExports, CoreHost } from './core';

/** What the glue is started with; see Emscripten's `Module.instantiateWasm`. */
export interface CoreModule {
  host: CoreHost;
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

export type CreateCore = (module: CoreModule) => Promise<CoreExports>;

/** Why there is no engine; the names are those of `board-error` and of the words. */
export type LoadFailure = 'wasm_missing' | 'wasm_blocked' | 'wasm_not_found' | 'wasm_failed';

export class LoadError extends Error {
  constructor(
    readonly reason: LoadFailure,
    message: string,
  ) {
    super(message);
  }
}

export interface WasmPlatform {
  fetch(url: string): Promise<Response>;
  /** Absent where the browser has no WebAssembly. */
  wasm?: Pick<typeof WebAssembly, 'compile' | 'instantiate'> &
    Partial<Pick<typeof WebAssembly, 'compileStreaming'>>;
}

/** Downloads and compiles; rejects with a `LoadError`. */
export async function compileWasm(
  url: string,
  { fetch, wasm }: WasmPlatform,
): Promise<WebAssembly.Module> {
  if (!wasm) throw new LoadError('wasm_missing', 'this browser has no WebAssembly');
  const response = await fetch(url).catch((cause) => {
    throw new LoadError('wasm_not_found', `${url}: ${cause}`);
  });
  if (!response.ok) throw new LoadError('wasm_not_found', `${url}: HTTP ${response.status}`);
  try {
    // Streaming refuses every other type, and many servers do not know this one.
    const canStream = response.headers.get('content-type')?.startsWith('application/wasm');
    return canStream && wasm.compileStreaming
      ? await wasm.compileStreaming(response)
      : await wasm.compile(await response.arrayBuffer());
  } catch (cause) {
    throw failureFrom(cause);
  }
}

/** Loads the engine and starts it; rejects with a `LoadError`. */
export async function loadCore(
  url: string,
  createCore: CreateCore,
  platform: WasmPlatform,
  host: CoreHost,
): Promise<CoreExports> {
  const module = await compileWasm(url, platform);
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(failureFrom(cause));
    createCore({
      host,
      instantiateWasm(imports, receive) {
        // The glue never hears of a failure here, so its own promise would stay open for ever.
        platform.wasm?.instantiate(module, imports).then((instance) => {
          receive(instance, module);
        }, fail);
        return {};
      },
    }).then(resolve, fail);
  });
}

function failureFrom(cause: unknown): LoadError {
  const message = String(cause);
  // All browsers name the missing CSP entry, in different sentences.
  return /unsafe-eval|Content Security Policy/i.test(message)
    ? new LoadError(
        'wasm_blocked',
        "the page's Content-Security-Policy lacks script-src 'wasm-unsafe-eval'",
      )
    : new LoadError('wasm_failed', message);
}
