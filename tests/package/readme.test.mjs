/**
 * The examples of README.md and of the other documents, each as it is printed: in plain pages, in a new
 * project that has installed the package with its command, and under its policy. Each must come to show a
 * live score that follows a goal.
 */

import assert from 'node:assert/strict';
import { copyFile, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { launchChromium } from '../browser/lib/chromium.mjs';
import { filledIn, openExamples, placeOf } from './lib/examples.mjs';
import { basketball, key, startOwnSite } from './lib/own-site.mjs';
import { createProject, tarball } from './lib/project.mjs';
import { followsGoals, openPage } from './lib/sites.mjs';
import { bundleWithWebpack } from './lib/webpack.mjs';

const documented = await openExamples();

/** @type {import('./lib/project.mjs').Project} */
let project;
/** @type {Awaited<ReturnType<typeof startOwnSite>>} */
let site;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  project = await createProject({}, [
    ...['vite', 'webpack', 'react', 'react-dom', '@types/react', '@types/react-dom'],
  ]);
  site = await startOwnSite(project.path('node_modules/scoreline/dist'));
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await project?.remove();
});

/** @param {string} body */
const html = (body) =>
  `<!doctype html><title>Example</title><link rel="icon" href="data:,"><body>${body}`;
/** @param {string} script */
const pageWith = (script) =>
  html(`<div id="score"></div><script type="module" src="${script}"></script>`);

/**
 * Opens the pages of a folder of the project; its board must be live and follow a goal.
 * @param {string} folder
 * @param {object} [how]
 * @param {Record<string, string>} [how.headers]
 * @param {Parameters<typeof followsGoals>[3]} [how.score]
 */
async function showsLiveScore(folder, { headers = {}, score } = {}) {
  site.show(project.path(folder), { headers, isBundled: folder.endsWith('/dist') });
  const { page, complaints } = await openPage(browser, site.url);
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const frame = page.frames()[1] ?? page.mainFrame();
  await followsGoals(site.world, frame, complaints, score);
  return { page, frame, said };
}

documented.isNotRun('README.md#Two commands', 'sh', 'they are what runs this');
documented.isNotRun('README.md#Two commands', 'sh', 'it needs real credentials');
documented.isNotRun('CONTRIBUTING.md#Test', 'sh', 'it runs this');
documented.isNotRun('docs/gateway.md#Run it', 'sh', 'gateway.test.mjs does, with a stand-in');
documented.isNotRun('docs/gateway.md#Run it', 'html', 'tests/browser/gateway.test.mjs does');
documented.isNotRun('docs/gateway.md#Options', 'json', 'tests/gateway/config.test.mjs reads it');
documented.isNotRun('docs/gateway.md#Edges', 'sh', 'tests/gateway/edges.test.mjs does');
documented.isNotRun(
  'docs/architecture.md#Simulation',
  'sh',
  'it takes minutes, of the native build',
);
documented.isNotRun('docs/architecture.md#What is built with what', 'sh', 'it needs another SDK');

/**
 * Opens a page with these links and the board of the README, which must use what the links have loaded.
 * @param {string} folder @param {string} links
 */
async function isPreloaded(folder, links) {
  const places = documented.examples.filter((each) => placeOf(each) === 'README.md#A tag');
  const tag = places.find(({ code }) => code.includes('/matches/abc123'))?.code;
  await project.write({ [`${folder}/index.html`]: html(`${links}${tag}`) });
  const { page, said } = await showsLiveScore(folder);
  const loads = await page.evaluate(() =>
    /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'))
      .filter(({ name }) => /scoreline\.(js|wasm)$/.test(name))
      .map(({ name, initiatorType }) => [name.replace(/.*\./, ''), initiatorType])
      .sort(),
  );
  assert.deepEqual(loads[1], ['wasm', 'link']);
  assert.equal(loads.length, 2, 'each file is loaded once');
  assert.doesNotMatch(said.join('\n'), /preload/);
  await page.close();
}

documented.runs('README.md#A tag', 'html', 'what is loaded beforehand', (code) =>
  isPreloaded('preload', code),
);

documented.runs(
  'docs/embedding.md#The first score sooner',
  'html',
  'what is loaded beforehand, and a connection',
  (code) =>
    isPreloaded('preconnect', filledIn(code, { 'https://scores.example': site.direct.url })),
);

documented.runs('README.md#A tag', 'html', 'Scorelytics', async (code) => {
  await project.write({ 'tag/index.html': html(code) });
  const { page } = await showsLiveScore('tag');
  await page.close();
});

documented.runs('README.md#A tag', 'html', 'the Stats API', async (code) => {
  await project.write({ 'stats/index.html': html(code) });
  const { page } = await showsLiveScore('stats', {
    score: () => site.world.play(basketball.id, { type: '2pt_made', side: 'home' }),
  });
  await page.close();
});

documented.runs('README.md#A script', 'js', 'a key from a function of the page', async (code) => {
  // Without a proxy it is the provider itself, which the test must not ask.
  const { url, wsUrl } = site.direct;
  const script = filledIn(code, {
    "match: 'abc123',": `match: 'abc123', restUrl: '${url}', wsUrl: '${wsUrl}',`,
  });
  await project.write({
    'script/index.html': html(`<div id="score"></div><script type="module">${script}</script>`),
  });
  const { page, said } = await showsLiveScore('script');
  assert.match(said.join('\n'), /^\d+ \d+$/m, 'the listener has heard of the goal');
  assert.doesNotMatch(await page.content(), new RegExp(key));
  await page.close();
});

documented.runs('README.md#npm and a bundler', 'sh', 'installs', async (code) => {
  const file = /\S+\.tgz/.exec(code)?.[0] ?? '';
  const fresh = await createProject({}, [], { installs: false });
  try {
    await copyFile(await tarball(), fresh.path(file));
    await fresh.shell(code);
    await readFile(fresh.path('node_modules/scoreline/dist/scoreline.wasm'));
  } finally {
    await fresh.remove();
  }
});

documented.runs(
  'README.md#npm and a bundler',
  'ts',
  'with Vite and webpack, in strict TypeScript',
  async (code) => {
    await project.write({ 'vite/main.ts': code, 'vite/index.html': pageWith('/main.ts') });
    await isTyped(['vite/main.ts']);
    await project.run('vite', ['build', 'vite', '--logLevel', 'warn']);
    await (await showsLiveScore('vite/dist')).page.close();

    const script = await transform(code, { loader: 'ts' });
    await project.write({
      'webpack/main.js': script.code,
      'webpack/dist/index.html': pageWith('main.js'),
    });
    await bundleWithWebpack(project, './webpack/main.js', 'webpack/dist');
    await (await showsLiveScore('webpack/dist')).page.close();
  },
);

/** What the examples about loading leave out. */
const board = `createScoreboard(document.querySelector('#score'), { provider: 'scorelytics',
  sport: 'football', match: 'abc123', restUrl: '/scorelytics', wsUrl: '/scorelytics' });`;

documented.runs('docs/embedding.md#Bundlers', 'js', 'with esbuild', async (code) => {
  await esbuild('esbuild', `import { createScoreboard } from 'scoreline';${code}${board}`, {
    '.wasm': 'file',
  });
  await (await showsLiveScore('esbuild/dist')).page.close();
});

documented.runs('docs/embedding.md#Bundlers', 'js', 'all in one file', async (code) => {
  const files = await esbuild('single', code + board);
  assert.equal(files.length, 1);
  await (await showsLiveScore('single/dist')).page.close();
});

documented.runs('docs/embedding.md#React 19', 'tsx', 'a component', async (code) => {
  await project.write({
    'react/index.html': pageWith('/main.tsx'),
    'react/score.tsx': code,
    'react/main.tsx': `import { createRoot } from 'react-dom/client';
      import { Score } from './score';
      createRoot(document.getElementById('score')!).render(<Score match="abc123" />);`,
  });
  await isTyped(['react/main.tsx']);
  await project.run('vite', ['build', 'react', '--logLevel', 'warn']);
  const { page, said } = await showsLiveScore('react/dist');
  assert.match(said.join('\n'), /^\d+ \d+$/m, 'the listener has heard of the goal');
  await page.close();
});

documented.runs('docs/embedding.md#An iframe', 'html', 'as high as its board', async (code) => {
  await project.write({ 'iframe/index.html': html(code) });
  const { page, frame } = await showsLiveScore('iframe');
  await page.waitForFunction(() => document.querySelector('iframe')?.style.height);
  const height = () =>
    frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  const inside = await height();
  assert.equal(await page.locator('iframe').evaluate((element) => element.clientHeight), inside);
  await page.close();
});

documented.runs(
  'docs/embedding.md#Content-Security-Policy',
  'http',
  'all that a board needs',
  async (code) => {
    const [, name = '', policy = ''] = /^([\w-]+): (.*)$/m.exec(code) ?? [];
    assert.equal(name, 'Content-Security-Policy');
    await project.write({
      'csp/index.html': pageWith('/main.js'),
      'csp/main.js': `import { createScoreboard } from './scoreline.js';
      ${board.replace("wsUrl: '/scorelytics'", `wsUrl: '${site.direct.wsUrl}', apiKey: '${key}'`)}`,
    });
    // What it does not name is forbidden, or it would say little. (The icon is the test's own.)
    const own = filledIn(policy, { 'wss://scores.example': site.direct.wsUrl });
    const headers = { [name]: `default-src 'none'; img-src data:; ${own}` };
    const { page } = await showsLiveScore('csp', { headers });
    await page.close();
  },
);

documented.runs('docs/embedding.md#Languages', 'js', 'words of the page’s own', async (code) => {
  const tag = documented.examples.find(
    (each) => placeOf(each) === 'README.md#A tag' && each.code.includes('score-board'),
  )?.code;
  await project.write({
    'words/index.html': html(`${tag}<script type="module">${code}</script>`),
  });
  const { page } = await showsLiveScore('words');
  const words = page.locator('score-board [aria-label="El Clásico"]').getByText(/^\d+\.$/);
  await words.waitFor({ state: 'attached' });
  await page.close();
});

/** @param {import('./lib/examples.mjs').Example} example */
const named = ({ path, line, language, heading }) =>
  `${path}:${line}: ${language || 'no language'}, under “${heading}”`;

documented.runs(
  'docs/server.md#A page with a score',
  'js',
  'the score is there without JavaScript, and then live',
  async (code) => {
    // The test must not ask the provider itself.
    const own = `apiKey, restUrl: '${site.direct.url}'`;
    await project.write({
      'server/board.mjs': filledIn(code, {
        '{ ...match, apiKey }': `{ ...match, ${own} }`,
        'process.env.SCORELYTICS_API_KEY': `'${key}'`,
      }),
      'server/page.mjs': `import { scoreBoard } from './board.mjs'; console.log(await scoreBoard());`,
    });
    const tag = await project.run('node', ['server/page.mjs']);
    assert.match(tag, /Real Madrid.*as of .*:\d\d/s);
    assert.ok(!tag.includes(key));
    await project.write({
      'server/index.html': html(`<script type="module" src="scoreline.js"></script>${tag}`),
    });
    const { page } = await showsLiveScore('server');
    await page.close();
  },
);

documented.runs('docs/server.md#Style and policy', 'js', 'the style in a file', async (code) => {
  await project.write({ 'style.mjs': code });
  await project.run('node', ['style.mjs']);
  assert.match(await readFile(project.path('score-board.css'), 'utf8'), /--score-board-bg/);
});

documented.runs('docs/server.md#The state', 'js', 'the state in the page', async (code) => {
  await project.write({
    'state.mjs': `import { renderToString } from 'scoreline/server';
      console.log(await renderToString({ provider: 'scorelytics', sport: 'football',
        match: 'abc123', apiKey: '${key}', restUrl: '${site.direct.url}' }));`,
  });
  const score = await project.run('node', ['state.mjs']);
  await project.write({ 'state/index.html': html(`${score}<script>${code}</script>`) });
  site.show(project.path('state'));
  const { page, complaints } = await openPage(browser, site.url);
  assert.match(await page.title(), /^\d+–\d+$/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('every example of the documents is run, or says why not', () => {
  assert.deepEqual(documented.unclaimed().map(named), []);
});

test('every example is ten lines or less', () => {
  const long = documented.examples.filter(({ code }) => code.trimEnd().split('\n').length > 10);
  assert.deepEqual(long.map(named), []);
});

/** Compiles with the strictest types. @param {string[]} files */
async function isTyped(files) {
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
  await project.write({ 'tsconfig.json': JSON.stringify({ compilerOptions, files }) });
  const tsc = fileURLToPath(import.meta.resolve('typescript/package.json'));
  await project.run('node', [tsc.replace('package.json', 'bin/tsc'), '-p', 'tsconfig.json']);
}

/**
 * @param {string} folder
 * @param {string} script
 * @param {Record<string, import('esbuild').Loader>} [loader]
 */
async function esbuild(folder, script, loader = {}) {
  await project.write({
    [`${folder}/main.js`]: script,
    [`${folder}/dist/index.html`]: pageWith('main.js'),
  });
  const { metafile } = await build({
    absWorkingDir: project.folder,
    entryPoints: [`${folder}/main.js`],
    outdir: `${folder}/dist`,
    bundle: true,
    format: 'esm',
    loader,
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.outputs);
}
