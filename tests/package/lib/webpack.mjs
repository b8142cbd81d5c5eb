import { pathToFileURL } from 'node:url';

/**
 * Bundles as webpack does when it is told nothing.
 * @param {import('./project.mjs').Project} project that has installed it
 * @param {string} entry
 * @param {string} output a folder
 */
export async function bundleWithWebpack(project, entry, output) {
  const { default: webpack } = await import(
    pathToFileURL(project.path('node_modules/webpack/lib/index.js')).href
  );
  const config = {
    mode: 'production',
    context: project.folder,
    entry,
    output: { path: project.path(output) },
  };
  await new Promise((resolve, reject) => {
    webpack(config, (/** @type {Error | null} */ error, /** @type {any} */ stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString('errors-only')));
      else resolve(null);
    });
  });
}
