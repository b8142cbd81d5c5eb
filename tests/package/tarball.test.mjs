/**
 * The tarball alone: what is in it, in plain HTML, on a server, and for TypeScript. Bundlers are
 * in `readme.test.mjs`.
 */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createProject } from './lib/project.mjs';
import { startSites } from './lib/sites.mjs';

/** @type {import('./lib/project.mjs').Project} */
let project;
/** @type {Awaited<ReturnType<typeof startSites>>} */
let sites;

before(async () => {
  sites = await startSites();
  project = await createProject({});
});
after(async () => {
  await sites?.close();
  await project?.remove();
});

const board = () => {
  const { provider, sport, match, restUrl, wsUrl, apiKey } = sites.options;
  return `<score-board provider="${provider}" sport="${sport}" match="${match}"
    rest-url="${restUrl}" ws-url="${wsUrl}" api-key="${apiKey}"></score-board>`;
};

test('it holds what a page needs and nothing else', async () => {
  const installed = project.path('node_modules/scoreline');
  const names = await readdir(installed, { recursive: true });
  const files = names.filter((name) => name.includes('.') && !name.startsWith('dist/types/'));
  assert.deepEqual(files.sort(), [
    'README.md',
    'dist/THIRD_PARTY_LICENSES.txt',
    'dist/gateway/main.js',
    'dist/iframe/iframe.css',
    'dist/iframe/iframe.js',
    'dist/iframe/index.html',
    'dist/scoreline-gateway.js',
    'dist/scoreline-gateway.wasm',
    'dist/scoreline.js',
    'dist/scoreline.single.js',
    'dist/scoreline.wasm',
    'dist/server/index.js',
    ...['ar', 'de', 'es', 'fr', 'ja', 'sr-latn', 'sr'].map((name) => `dist/words/${name}.js`),
    'package.json',
  ]);
  assert.ok(names.includes('LICENSE'));
  const manifest = JSON.parse(await readFile(`${installed}/package.json`, 'utf8'));
  assert.equal(manifest.private, undefined);
  // What a page loads needs nothing else; the gateway's program does.
  assert.deepEqual(Object.keys(manifest.dependencies), ['ws']);
});

test('the licences of what is inside come with their texts', async () => {
  const path = project.path('node_modules/scoreline/dist/THIRD_PARTY_LICENSES.txt');
  const text = await readFile(path, 'utf8');
  for (const holder of ['Omar Cornut', 'Niels Lohmann', 'The Emscripten Authors', 'Rich Felker']) {
    assert.match(text, new RegExp(holder));
  }
  const permissions = text.match(/Permission is hereby granted, free\s+of charge/g) ?? [];
  assert.ok(permissions.length >= 4, `${permissions.length} texts of the MIT licence`);
  assert.match(text, /Apache-2\.0 with LLVM exception|LLVM Exceptions to the Apache 2\.0/);
});

test('plain HTML, from node_modules', async () => {
  await project.write({
    'index.html': `<!doctype html><link rel="icon" href="data:,">
      <script type="module" src="node_modules/scoreline/dist/scoreline.js"></script>${board()}`,
  });
  await sites.showsLiveScore(await sites.serve(project.folder));
});

test('plain HTML, one file', async () => {
  await project.write({
    'single.html': `<!doctype html><link rel="icon" href="data:,">
      <script type="module" src="node_modules/scoreline/dist/scoreline.single.js"></script>${board()}`,
  });
  await sites.showsLiveScore(`${await sites.serve(project.folder)}single.html`);
});

test('on a server, to import it does nothing', async () => {
  await project.write({
    'server.mjs': `import * as scoreline from 'scoreline';
      import 'scoreline/single';
      import { existsSync } from 'node:fs';
      import { fileURLToPath } from 'node:url';
      scoreline.defineScoreBoard();
      scoreline.setWasmUrl('/scoreline.wasm');
      if ('customElements' in globalThis) throw new Error('something was defined');
      const wasm = fileURLToPath(import.meta.resolve('scoreline/scoreline.wasm'));
      console.log(typeof scoreline.createScoreboard, existsSync(wasm));`,
  });
  assert.equal((await project.run('node', ['server.mjs'])).trim(), 'function true');
});

const consumer = `import { createScoreboard, type BoardState, type ScoreBoardElement } from 'scoreline';
import { renderToString, RenderError, type RenderOptions } from 'scoreline/server';
const rendered: RenderOptions = { provider: 'scorelytics', sport: 'football', match: 1, timeout: 500 };
renderToString(rendered).then((html: string) => html, (cause) => {
  if (cause instanceof RenderError && cause.reason === 'timeout') return '';
  throw cause;
});
// @ts-expect-error no such layout
renderToString({ layout: 'elsewhere' });
const board: ScoreBoardElement = createScoreboard(document.body, {
  provider: 'scorelytics',
  sport: 'football',
  match: 'abc123',
  getCredential: async () => 'key',
});
board.addEventListener('score-change', ({ detail }) => {
  const home: number | null = detail.home;
  console.log(home, detail.previous.away);
});
const state: BoardState | undefined = document.querySelector('score-board')?.state;
console.log(state?.matches[0]?.home.name);
const made = document.createElement('score-board');
made.match = 7;
made.refresh();
// @ts-expect-error no such provider
made.provider = 'elsewhere';
// @ts-expect-error the state is read only
made.state = state;
`;

for (const [resolution, module] of [
  ['bundler', 'ESNext'],
  ['NodeNext', 'NodeNext'],
]) {
  test(`TypeScript, strict, resolved as ${resolution} does`, async () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: [],
      module,
      moduleResolution: resolution,
    };
    await project.write({
      'consumer.ts': consumer,
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.ts'] }),
    });
    const tsc = fileURLToPath(import.meta.resolve('typescript/package.json'));
    await project.run('node', [tsc.replace('package.json', 'bin/tsc'), '-p', 'tsconfig.json']);
  });
}
