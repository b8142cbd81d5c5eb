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

/**
 * Where the engine's wasm comes from: a URL, its bytes, a compiled module, or a function that answers
 * with one of them or as a server would.
 */
export type WasmSource = WasmMaterial | (() => WasmMaterial | Response | Promise<Response>);
type WasmMaterial = string | URL | BufferSource | WebAssembly.Module;

export interface WasmPlatform {
  fetch(url: string): Promise<Response>;
  /** Absent where the browser has no WebAssembly. */
  wasm?: Pick<typeof WebAssembly, 'compile' | 'instantiate'> &
    Partial<Pick<typeof WebAssembly, 'compileStreaming'>>;
  /** The entry that the page's Content-Security-Policy lacks for this URL, if that is so. */
  missingPolicy?(url: string): Promise<string | undefined>;
}

/** Downloads and compiles; rejects with a `LoadError`. */
export async function compileWasm(
  source: WasmSource,
  platform: WasmPlatform,
): Promise<WebAssembly.Module> {
  const { wasm } = platform;
  if (!wasm) throw new LoadError('wasm_missing', 'this browser has no WebAssembly');
  try {
    const given = await (typeof source === 'function' ? source() : source);
    if (given instanceof WebAssembly.Module) return given;
    if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) {
      return await wasm.compile(given as BufferSource);
    }
    const response = given instanceof Response ? given : await download(String(given), platform);
    // Streaming refuses every other type, and many servers do not know this one.
    const canStream = response.headers.get('content-type')?.trim() === 'application/wasm';
    return canStream && wasm.compileStreaming
      ? await wasm.compileStreaming(response)
      : await wasm.compile(await response.arrayBuffer());
  } catch (cause) {
    throw failureFrom(cause);
  }
}

async function download(url: string, { fetch, missingPolicy }: WasmPlatform): Promise<Response> {
  let response: Response;
  // A signed URL's query is a secret.
  const [name] = url.split(/[?#]/);
  try {
    response = await fetch(url);
  } catch (cause) {
    const missing = await missingPolicy?.(url);
    throw missing ? blocked(missing) : new LoadError('wasm_not_found', `${name}: ${cause}`);
  }
  if (!response.ok) throw new LoadError('wasm_not_found', `${name}: HTTP ${response.status}`);
  return response;
}

/** Loads the engine and starts it; rejects with a `LoadError`. */
export async function loadCore(
  source: WasmSource,
  createCore: CreateCore,
  platform: WasmPlatform,
  host: CoreHost,
): Promise<CoreExports> {
  const module = await compileWasm(source, platform);
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
  if (cause instanceof LoadError) return cause;
  const message = String(cause);
  // Every browser says that it is the policy, each in another sentence.
  return /unsafe-eval|Content Security Policy|\bCSP\b/i.test(message)
    ? blocked("script-src 'wasm-unsafe-eval'")
    : new LoadError('wasm_failed', message);
}

const blocked = (entry: string) =>
  new LoadError('wasm_blocked', `the page's Content-Security-Policy lacks ${entry}`);
