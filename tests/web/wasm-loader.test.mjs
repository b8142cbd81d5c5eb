import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { compileWasm, loadCore } = await load('wasm-loader.ts');
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** @param {string} type @param {number} [status] */
const answer = (type, status = 200) => ({
  fetch: async () => new Response(emptyModule, { status, headers: { 'content-type': type } }),
});

test('compiles while it downloads', async () => {
  let streamed = 0;
  const wasm = {
    ...compilers(),
    /** @param {Response} response */
    compileStreaming: async (response) => {
      streamed += 1;
      return WebAssembly.compile(await response.arrayBuffer());
    },
  };
  const module = await compileWasm('x', { ...answer('application/wasm'), wasm });
  assert.ok(module instanceof WebAssembly.Module);
  assert.equal(streamed, 1);
});

test('a download begins at once, before its caller can block the page', async () => {
  for (const source of ['/a.wasm', () => new URL('https://site.example/a.wasm')]) {
    let isAsked = false;
    const platform = {
      fetch: () => {
        isAsked = true;
        return answer('application/wasm').fetch();
      },
      wasm: compilers(),
    };
    const compiled = compileWasm(source, platform);
    assert.ok(isAsked);
    await compiled;
  }
});

test('a wrong MIME type costs the streaming, not the engine', async () => {
  const wasm = { ...compilers(), compileStreaming: () => Promise.reject(new TypeError('type')) };
  const module = await compileWasm('x', { ...answer('application/octet-stream'), wasm });
  assert.ok(module instanceof WebAssembly.Module);
});

test('a MIME type with parameters is a wrong one too', async () => {
  const wasm = { ...compilers(), compileStreaming: () => Promise.reject(new TypeError('type')) };
  const platform = { ...answer('application/wasm; charset=utf-8'), wasm };
  assert.ok((await compileWasm('x', platform)) instanceof WebAssembly.Module);
});

test('the wasm may be given: as bytes, compiled, or by a function', async () => {
  const platform = { fetch: () => Promise.reject(new Error('not asked')), wasm: compilers() };
  const module = await WebAssembly.compile(emptyModule);
  assert.equal(await compileWasm(module, platform), module);
  const response = () => new Response(emptyModule, { headers: { 'content-type': 'text/plain' } });
  for (const source of [emptyModule, emptyModule.buffer, () => emptyModule, response]) {
    assert.ok((await compileWasm(source, platform)) instanceof WebAssembly.Module);
  }
});

test('a policy in the way is named with the entry that is missing', async () => {
  const platform = {
    fetch: () => Promise.reject(new TypeError('failed')),
    wasm: compilers(),
    missingPolicy: async () => 'connect-src https://cdn.example',
  };
  await assert.rejects(compileWasm('x', platform), {
    reason: 'wasm_blocked',
    message: "the page's Content-Security-Policy lacks connect-src https://cdn.example",
  });
  const firefox = {
    ...compilers(),
    compile: () =>
      Promise.reject(new WebAssembly.CompileError('call to WebAssembly.compile() blocked by CSP')),
  };
  const blocked = compileWasm('x', { ...answer(''), wasm: firefox });
  await assert.rejects(blocked, { reason: 'wasm_blocked', message: /'wasm-unsafe-eval'$/ });
});

test('every failure has a name', async () => {
  /** @param {object} platform @param {string} reason */
  const fails = (platform, reason) => assert.rejects(compileWasm('x', platform), { reason });
  const wasm = compilers();
  await fails(answer('application/wasm'), 'wasm_missing');
  await fails({ ...answer('text/html', 404), wasm }, 'wasm_not_found');
  await fails({ fetch: () => Promise.reject(new TypeError('offline')), wasm }, 'wasm_not_found');
  const blocked = {
    ...wasm,
    compile: () =>
      Promise.reject(
        new WebAssembly.CompileError("Refused to compile: 'unsafe-eval' is not an allowed source"),
      ),
  };
  await fails({ ...answer(''), wasm: blocked }, 'wasm_blocked');
  const broken = { ...wasm, compile: () => Promise.reject(new WebAssembly.CompileError('magic')) };
  await fails({ ...answer(''), wasm: broken }, 'wasm_failed');
});

test('starts the glue with the host and the compiled module', async () => {
  const host = {};
  const platform = { ...answer('application/wasm'), wasm: compilers() };
  /** @param {any} module */
  const createCore = (module) =>
    new Promise((resolve) => {
      assert.equal(module.host, host);
      module.instantiateWasm({}, resolve);
    });
  const instance = await loadCore('x', createCore, platform, host);
  assert.ok(instance instanceof WebAssembly.Instance);
});

test('a module that does not start is a failure, not a silence', async () => {
  const wasm = {
    ...compilers(),
    instantiate: () => Promise.reject(new WebAssembly.LinkError('a')),
  };
  /** @param {any} module */
  const createCore = (module) => new Promise((resolve) => module.instantiateWasm({}, resolve));
  const platform = { ...answer('application/wasm'), wasm };
  await assert.rejects(loadCore('x', createCore, platform, {}), { reason: 'wasm_failed' });
});

function compilers() {
  return {
    /** @param {BufferSource} bytes */
    compile: (bytes) => WebAssembly.compile(bytes),
    /** @param {WebAssembly.Module} module */
    instantiate: (module) => WebAssembly.instantiate(module, {}),
  };
}
