/**
 * The tarball in projects with bundlers that find the wasm by themselves, and with React.
 */

import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProject } from './lib/project.mjs';
import { startSites } from './lib/sites.mjs';

/** @type {import('./lib/project.mjs').Project} */
let project;
/** @type {Awaited<ReturnType<typeof startSites>>} */
let sites;

const page = (/** @type {string} */ script) =>
  `<!doctype html><link rel="icon" href="data:,"><body><div id="root"></div>
  <script type="module" src="${script}"></script>`;

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  module: 'ESNext',
  moduleResolution: 'bundler',
  jsx: 'react-jsx',
  types: [],
};

before(async () => {
  sites = await startSites();
  const options = JSON.stringify(sites.options);
  project = await createProject(
    {
      'plain/index.html': page('/main.js'),
      'plain/main.js': `import { createScoreboard } from 'scoreline';
        createScoreboard(document.getElementById('root'), ${options});`,
      'react/index.html': page('/main.tsx'),
      'react/main.tsx': `import 'scoreline';
        import type {} from 'scoreline/react';
        import { useState } from 'react';
        import { createRoot } from 'react-dom/client';

        function Score() {
          const [home, setHome] = useState<number | null>(null);
          return (
            <main data-home={home}>
              <score-board {...(${options} as object)}
                provider="scorelytics" rest-url={${JSON.stringify(sites.options.restUrl)}}
                onscore-change={({ detail }) => setHome(detail.home)}>
                <a href="/matches">Real Madrid – Barcelona</a>
              </score-board>
            </main>
          );
        }
        createRoot(document.getElementById('root')!).render(<Score />);`,
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['react/main.tsx'] }),
      'webpack/main.js': `import { createScoreboard } from 'scoreline';
        createScoreboard(document.getElementById('root'), ${options});`,
      'webpack/dist/index.html': page('main.js'),
    },
    ['vite', 'webpack', 'react', 'react-dom', '@types/react', '@types/react-dom'],
  );
});
after(async () => {
  await sites?.close();
  await project?.remove();
});

test('Vite, built', async () => {
  await project.run('vite', ['build', 'plain', '--logLevel', 'warn']);
  await sites.showsLiveScore(await sites.serve(project.path('plain/dist')));
});

test('Vite, its server for development', async () => {
  const { createServer } = await import(
    pathToFileURL(project.path('node_modules/vite/dist/node/index.js')).href
  );
  const server = await createServer({
    root: project.path('plain'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  });
  try {
    await server.listen();
    await sites.showsLiveScore(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
});

test('webpack', async () => {
  const { default: webpack } = await import(
    pathToFileURL(project.path('node_modules/webpack/lib/index.js')).href
  );
  const config = {
    mode: 'production',
    context: project.folder,
    entry: './webpack/main.js',
    output: { path: project.path('webpack/dist') },
  };
  await new Promise((resolve, reject) => {
    webpack(config, (/** @type {Error | null} */ error, /** @type {any} */ stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else resolve(null);
    });
  });
  await sites.showsLiveScore(await sites.serve(project.path('webpack/dist')));
});

test('React 19, with types for JSX', async () => {
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json'));
  await project.run('node', [tsc.replace('package.json', 'bin/tsc'), '-p', 'tsconfig.json']);
  await project.run('vite', ['build', 'react', '--logLevel', 'warn']);
  const url = await sites.serve(project.path('react/dist'));
  await sites.showsLiveScore(url);
  const { page } = await sites.open(url);
  await page.waitForFunction(() => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    return board?.state.connection.state === 'live';
  });
  const { after } = sites.world.goal(sites.options.match, 'away');
  await page.waitForFunction(
    (home) => document.querySelector('main')?.dataset.home === String(home),
    after.homeScore,
  );
  await page.close();
});
