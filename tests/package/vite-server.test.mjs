/**
 * Vite's server for development, which treats packages otherwise than its build (that one and the other
 * bundlers are in `readme.test.mjs`).
 */

import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createProject } from './lib/project.mjs';
import { startSites } from './lib/sites.mjs';

/** @type {import('./lib/project.mjs').Project} */
let project;
/** @type {Awaited<ReturnType<typeof startSites>>} */
let sites;

before(async () => {
  sites = await startSites();
  project = await createProject(
    {
      'index.html': `<!doctype html><link rel="icon" href="data:,"><body>
        <script type="module" src="/main.js"></script>`,
      'main.js': `import { createScoreboard } from 'scoreline';
        createScoreboard(document.body, { ...${JSON.stringify(sites.options)}, locale: 'de' });`,
    },
    ['vite'],
  );
});
after(async () => {
  await sites?.close();
  await project?.remove();
});

test('Vite, its server for development', async () => {
  const { createServer } = await import(
    pathToFileURL(project.path('node_modules/vite/dist/node/index.js')).href
  );
  const server = await createServer({
    root: project.folder,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  });
  try {
    await server.listen();
    const url = server.resolvedUrls.local[0];
    await sites.showsLiveScore(url);
    await sites.speaks(url, 'de', 'Ergebnisse');
  } finally {
    await server.close();
  }
});
