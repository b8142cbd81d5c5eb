/**
 * The languages of the tarball: files beside the script, found there by pages and by bundlers.
 */

import { copyFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { createProject } from './lib/project.mjs';
import { startSites } from './lib/sites.mjs';
import { bundleWithWebpack } from './lib/webpack.mjs';

/** @type {import('./lib/project.mjs').Project} */
let project;
/** @type {Awaited<ReturnType<typeof startSites>>} */
let sites;

/** @param {string} script */
const page = (script) =>
  `<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="${script}"></script>`;

before(async () => {
  sites = await startSites();
  const options = JSON.stringify({ ...sites.options, locale: 'sr-ME' });
  const script = `createScoreboard(document.body, ${options});`;
  project = await createProject(
    {
      'main.js': `import { createScoreboard } from 'scoreline';${script}`,
      'index.html': page('/main.js'),
      ...Object.fromEntries(
        ['scoreline', 'scoreline.single'].flatMap((name) => [
          [`${name}.js`, `import { createScoreboard } from '${own(name)}';${script}`],
          [`${name}.html`, page(`${name}.js`)],
        ]),
      ),
      'esbuild/index.html': page('main.js'),
      'webpack/index.html': page('main.js'),
    },
    ['vite', 'webpack'],
  );
});
after(async () => {
  await sites?.close();
  await project?.remove();
});

/** @param {string} name */
const own = (name) => `./node_modules/scoreline/dist/${name}.js`;

/** @param {string} url */
const speaksSerbian = (url) => sites.speaks(url, 'sr-ME', 'Rezultati');

for (const name of ['scoreline', 'scoreline.single']) {
  test(`${name}.js in a plain page`, async () => {
    await speaksSerbian(`${await sites.serve(project.folder)}${name}.html`);
  });
}

for (const splitting of [false, true]) {
  test(`esbuild, ${splitting ? 'each language a file' : 'all in one file'}`, async () => {
    await build({
      absWorkingDir: project.folder,
      entryPoints: ['main.js'],
      outdir: 'esbuild',
      bundle: true,
      splitting,
      format: 'esm',
      logLevel: 'error',
    });
    await copyFile(
      project.path('node_modules/scoreline/dist/scoreline.wasm'),
      project.path('esbuild/scoreline.wasm'),
    );
    await speaksSerbian(await sites.serve(project.path('esbuild')));
  });
}

test('Vite', async () => {
  await project.run('vite', ['build', '--logLevel', 'warn']);
  await speaksSerbian(await sites.serve(project.path('dist')));
});

test('webpack', async () => {
  await bundleWithWebpack(project, './main.js', 'webpack');
  await speaksSerbian(await sites.serve(project.path('webpack')));
});
