import type { CoreExports, CoreHost } from './core';

/** The argument of the glue; see Emscripten's `Module.instantiateWasm`. */
export interface CoreModule {
  host: CoreHost;
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

export type CreateCore = (module: CoreModule) => Promise<CoreExports>;

/** Why there is no engine. Each name is a `reason` of `board-error` and a key of `Words`. */
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
 * Where the engine's wasm comes from: a URL, the wasm's bytes, a compiled module, or a function that
 * answers with one of them or with a `Response`.
 */
export type WasmSource = WasmMaterial | (() => WasmMaterial | Response | Promise<Response>);
type WasmMaterial = string | URL | BufferSource | WebAssembly.Module;

export interface WasmPlatform {
  fetch(url: string): Promise<Response>;
  /** Absent where the browser has no WebAssembly. */
  wasm?: Pick<typeof WebAssembly, 'compile' | 'instantiate'> &
    Partial<Pick<typeof WebAssembly, 'compileStreaming'>>;
  /** The entry that the page's Content-Security-Policy lacks for a URL; undefined: none is lacking. */
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
    const asked = typeof source === 'function' ? source() : source;
    // An address is not waited for: the download begins before the caller goes on to begin WebGL, which
    // blocks the page for long.
    const given = typeof asked === 'string' || asked instanceof URL ? asked : await asked;
    if (given instanceof WebAssembly.Module) return given;
    if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) {
      return await wasm.compile(given as BufferSource);
    }
    const response = given instanceof Response ? given : await download(String(given), platform);
    // Streaming refuses every other type, and many servers do not send this one.
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
  // Named without its query, which in a signed URL is a secret.
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
        // The glue does not hear of a failure here: its own promise would stay open for ever.
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
  // Every browser names the policy, each in a sentence of its own.
  return /unsafe-eval|Content Security Policy|\bCSP\b/i.test(message)
    ? blocked("script-src 'wasm-unsafe-eval'")
    : new LoadError('wasm_failed', message);
}

const blocked = (entry: string) =>
  new LoadError('wasm_blocked', `the page's Content-Security-Policy lacks ${entry}`);
