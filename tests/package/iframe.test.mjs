/**
 * The page for sites that allow only iframes, in a page of another origin and under a strict policy.
 */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { createProject } from './lib/project.mjs';
import { followsGoals, match, startSites } from './lib/sites.mjs';

/** @type {import('./lib/project.mjs').Project} */
let project;
/** @type {Awaited<ReturnType<typeof startSites>>} */
let sites;
/** @type {string} */
let frameUrl;

before(async () => {
  sites = await startSites();
  project = await createProject({});
  const { restUrl, wsUrl } = sites.options;
  const site = await sites.serve(project.path('node_modules/scoreline/dist'), {
    'content-security-policy':
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
      `img-src data:; connect-src 'self' ${restUrl} ${wsUrl}`,
  });
  frameUrl = `${site}iframe/`;
  // The stand-ins are other servers than the page's own: the page says that they are meant.
  const html = 'node_modules/scoreline/dist/iframe/index.html';
  const text = await readFile(project.path(html), 'utf8');
  const hosts = [restUrl, wsUrl].map((url) => new URL(url).host).join(' ');
  const allowing = text.replace(
    '"scoreline-hosts" content=""',
    `"scoreline-hosts" content="${hosts}"`,
  );
  assert.notEqual(allowing, text);
  await project.write({ [html]: allowing });
});
after(async () => {
  await sites?.close();
  await project?.remove();
});

/** Opens a page that holds the frame. @param {Record<string, string>} query */
async function open(query) {
  const src = `${frameUrl}?${new URLSearchParams(query)}`;
  await project.write({
    'index.html': `<!doctype html><link rel="icon" href="data:,">
      <script>
        addEventListener('message', ({ data, source }) => {
          const frame = document.querySelector('iframe');
          if (data?.type === 'scoreline-height' && source === frame.contentWindow)
            frame.style.height = data.height + 'px';
        });
      </script>
      <iframe src="${src.replaceAll('&', '&amp;')}" title="Live score"></iframe>`,
  });
  const { page, complaints } = await sites.open(await sites.serve(project.folder));
  const frame = page.frames()[1];
  assert.ok(frame);
  return { page, frame, complaints };
}

/** All but the key, which a proxy would add; here the provider's stand-in takes it from nobody. */
const query = () => {
  const { provider, sport, restUrl, wsUrl } = sites.options;
  return { provider, sport, match: match.id, 'rest-url': restUrl, 'ws-url': wsUrl };
};

test('a board by its address, as high as it needs', async () => {
  const { page, frame, complaints } = await open({ ...query(), locale: 'de', utm_source: 'mail' });
  // The stand-in wants a key, which the site's proxy would add.
  await frame.waitForSelector('score-board', { state: 'attached' });
  await frame.evaluate((apiKey) => {
    const board = /** @type {any} */ (document.querySelector('score-board'));
    board.options = { ...board.options, apiKey };
  }, sites.options.apiKey);
  await followsGoals(
    sites.world,
    frame,
    complaints.filter((text) => !/401/.test(text)),
  );
  assert.equal(await frame.evaluate(() => document.documentElement.lang), 'de');
  await page.waitForFunction(() => {
    const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
    return frame.style.height && frame.clientHeight !== 150;
  });
  const heights = [
    await page.locator('iframe').evaluate((frame) => frame.clientHeight),
    await frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height)),
  ];
  assert.equal(heights[0], heights[1]);
  assert.ok((heights[0] ?? 0) > 40);
  await page.close();
});

for (const [name, value] of [
  ['api-key', 's3cret'],
  ['apiKey', 's3cret'],
  ['auth_headers', '{"Authorization":"Bearer s3cret"}'],
  ['token', 's3cret'],
  ['rest-url', 'https://scores.example/v1?api_key=s3cret'],
  ['ws-url', 'wss://reader:s3cret@scores.example/'],
]) {
  test(`a secret in the address is refused: ${name} ${value}`, async () => {
    const { page, frame } = await open({ ...query(), [name ?? '']: value ?? '' });
    const alert = frame.getByRole('alert');
    const text = await alert.textContent();
    assert.match(text ?? '', new RegExp(`“${name}” does not belong in an address`));
    assert.doesNotMatch(text ?? '', /s3cret/);
    assert.equal(await frame.locator('score-board').count(), 0);
    await page.close();
  });
}

test('an address leads to no server that the page does not allow', async () => {
  for (const name of ['rest-url', 'ws-url']) {
    const { page, frame } = await open({ ...query(), [name]: 'https://evil.example' });
    const text = await frame.getByRole('alert').textContent();
    assert.match(text ?? '', new RegExp(`“${name}” names another server .*evil.example`));
    assert.equal(await frame.locator('score-board').count(), 0);
    await page.close();
  }
});

test('what is missing is said in words', async () => {
  const { page, frame } = await open({ provider: 'scorelytics', match: match.id });
  await frame.getByText('This scoreboard is not set up correctly: sport').waitFor();
  await page.close();
});
