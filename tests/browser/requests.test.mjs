/**
 * The boards' requests in a browser that follows redirects, has cookies and unpacks gzip: a key goes nowhere
 * else, nothing of the page goes along, no answer fills the memory, and what cannot be sent is named.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { createGzip } from 'node:zlib';
import { launchChromium } from './lib/chromium.mjs';
import { startRelaySite } from './lib/relay-site.mjs';
import { addBoard, ends, refresh, showed } from './lib/shown.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('./lib/relay-site.mjs').RelaySite} */
let site;

before(async () => {
  site = await startRelaySite();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(() => {
  site.relay.answer = () => false;
  for (const server of Object.values(site.servers)) server.rest.clear();
});

/** A server that takes all that it is offered, and says so to any browser. @param {import('node:test').TestContext} t */
async function startThief(t) {
  /** @type {string[]} */
  const heard = [];
  const server = createServer(({ method, url, headers }, response) => {
    heard.push(`${method} ${url} ${JSON.stringify(headers)}`);
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*, authorization',
      'content-type': 'application/json',
    });
    response.end('{}');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  t.after(() => server.close().closeAllConnections());
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { heard, url: `http://127.0.0.1:${port}/stolen` };
}

for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
  for (const origin of /** @type {const} */ (['own', 'foreign'])) {
    test(`${provider}: a redirect from the ${origin} origin leads nothing to another`, async (t) => {
      const { heard, url } = await startThief(t);
      const answers = { count: 0 };
      if (origin === 'own') {
        site.relay.answer = (_, response) => {
          answers.count += 1;
          response.writeHead(answers.count % 2 ? 307 : 302, { location: url }).end();
          return true;
        };
      } else {
        const headers = { location: url };
        const times = Number.POSITIVE_INFINITY;
        site.servers[provider].rest.fail(/./, 307, { times, headers });
      }
      const page = await browser.newPage();
      await page.goto(site.url);
      await addBoard(page, site.options(provider, site.addMatch(provider), origin));
      await ends(page, 'waiting', 'unreachable');
      // That of the engine itself, after the page's first.
      await refresh(page);
      await page.waitForTimeout(500);
      await ends(page, 'waiting', 'unreachable');
      assert.deepEqual(heard, []);
      await page.close();
    });
  }
}

test('a redirect within the page’s own origin is followed', async () => {
  site.relay.answer = (request, response) => {
    const path = request.url ?? '';
    if (!path.includes('/v1/football/')) return false;
    if (request.headers.upgrade || path.includes('moved')) return false;
    response.writeHead(307, { location: `${path}?moved` }).end();
    return true;
  };
  const page = await browser.newPage();
  await page.goto(site.url);
  const match = site.addMatch('scorelytics');
  await addBoard(page, site.options('scorelytics', match, 'own'));
  await showed(page, '0-0');
  await page.close();
});

for (const provider of /** @type {const} */ (['scorelytics', 'stats-api'])) {
  test(`${provider}: the page’s cookies stay at home`, async () => {
    const { heard } = site.relay;
    heard.length = 0;
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.evaluate(() => fetch('/of-the-page'));
    assert.match(heard[0]?.headers.cookie ?? '', /session=c00k1e/);
    await addBoard(page, site.options(provider, site.addMatch(provider), 'own'));
    await showed(page, '0-0');
    await refresh(page);
    await page.waitForTimeout(500);
    const requests = heard.filter(({ url }) => url !== '/of-the-page');
    const wanted = provider === 'scorelytics' ? /matches/ : /broadcasting\/auth/;
    assert.ok(requests.some(({ url }) => wanted.test(url)));
    assert.ok(requests.length > 2);
    assert.deepEqual(
      requests.filter(({ headers }) => headers.cookie).map(({ url }) => url),
      [],
    );
    await page.close();
  });
}

/** So many MB of spaces, which JSON takes. @param {number} megabytes @returns {Promise<Buffer>} */
async function gzippedSpaces(megabytes) {
  const gzip = createGzip();
  const chunks = gzip.toArray();
  const spaces = Buffer.alloc(1024 * 1024, ' ');
  for (let i = 0; i < megabytes; i += 1) {
    if (!gzip.write(spaces)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end();
  return Buffer.concat(await chunks);
}

/** The most memory that any process of the browser has had, in MB, by its number. */
async function peaks() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return new Map(
    processInfo.map(({ id }) => {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      return [id, Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024)];
    }),
  );
}

test('700 MB out of 0.7 MB of gzip end as an answer that cannot be read, and fill no memory', async (t) => {
  const bomb = await gzippedSpaces(700);
  assert.ok(bomb.length < 750_000);
  const thrown = { count: 0 };
  /** @param {import('node:http').ServerResponse} response */
  const throwBomb = (response) => {
    thrown.count += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(bomb);
    return true;
  };
  const page = await browser.newPage();
  await page.goto(site.url);
  const match = site.addMatch('scorelytics');
  await addBoard(page, site.options('scorelytics', match, 'own'));
  await showed(page, '0-0');
  const before = await peaks();

  // Of the engine's requests ...
  site.relay.answer = ({ url }, response) => url?.endsWith('/bomb') === true && throwBomb(response);
  const bombed = { ...site.options('scorelytics', match, 'own'), match: 'bomb' };
  await addBoard(page, bombed);
  await ends(page, 'waiting', 'bad_answer');
  // ... and of the page's first.
  await page.goto(site.url);
  const sofar = thrown.count;
  await addBoard(page, bombed);
  await ends(page, 'waiting', 'bad_answer');
  assert.ok(sofar > 0 && thrown.count > sofar);

  const grown = [...(await peaks())].map(([id, peak]) => peak - (before.get(id) ?? 0));
  t.diagnostic(`processes grew by ${grown.join(', ')} MB`);
  assert.ok(Math.max(...grown) < 200, `${grown} MB`);
  await page.close();
});

test('an id or a key that cannot be sent is refused by name, and nothing is', async () => {
  const scorelytics = site.options('scorelytics', site.addMatch('scorelytics'), 'own');
  const stats = site.options('stats-api', site.addMatch('stats-api'), 'own');
  const id = "well-formed text other than '.' and '..'";
  const key = 'printable ASCII without line breaks';
  for (const [options, message] of [
    [{ ...scorelytics, match: '..' }, `match: ${id}`],
    [{ ...scorelytics, match: '.' }, `match: ${id}`],
    [{ ...stats, competition: '..' }, `competition: ${id}`],
    [{ ...scorelytics, apiKey: 'k\r\nX-Other: y' }, `api-key: ${key}`],
    [{ ...scorelytics, apiKey: 'ключ' }, `api-key: ${key}`],
    [{ ...stats, appKey: 'ключ' }, `app-key: ${key}`],
    [{ ...stats, authHeaders: { 'X-Key': 'a\nb' } }, `authHeaders: names and values, ${key}`],
  ]) {
    site.relay.heard.length = 0;
    const page = await browser.newPage();
    await page.goto(site.url);
    for (const locale of ['en', 'de', 'es', 'fr', 'ja', 'sr-Latn', 'ar', 'sr']) {
      await addBoard(page, { .../** @type {object} */ (options), locale });
      await page.waitForFunction(
        ([message, locale]) => {
          const { board } = /** @type {any} */ (window);
          const { lang, textContent } = board.shadowRoot.querySelector('.failure');
          return lang.startsWith(locale) && textContent.endsWith(message);
        },
        [String(message), locale.toLowerCase()],
      );
      const { notice, errors } = await page.evaluate(() => {
        const { board, errors } = /** @type {any} */ (window);
        return { notice: board.state.notice, errors };
      });
      assert.ok(notice.endsWith(message) && !/[{}]/.test(notice), notice);
      assert.deepEqual(errors, [{ reason: 'value_invalid', message }]);
    }
    assert.deepEqual(site.relay.heard, []);
    await page.close();
  }
});

test('a key of the page’s own function that cannot be sent is told by name', async () => {
  site.relay.heard.length = 0;
  const page = await browser.newPage();
  await page.goto(site.url);
  const options = site.options('scorelytics', site.addMatch('scorelytics'), 'own');
  await page.evaluate(() => {
    Object.assign(window, { errors: [] });
    addEventListener('board-error', (event) =>
      /** @type {any} */ (window).errors.push(/** @type {any} */ (event).detail),
    );
  });
  await page.evaluate(
    async ({ apiKey: _, ...options }) => {
      const { createScoreboard } = await import(String('/dist/scoreline.js'));
      const getCredential = async () => 'sk_test_demo\n';
      createScoreboard(document.querySelector('main'), { ...options, getCredential });
    },
    /** @type {any} */ (options),
  );
  const found = await page.waitForFunction(() =>
    /** @type {any} */ (window).errors.find(
      (/** @type {any} */ { reason }) => reason === 'bad_options',
    ),
  );
  assert.equal(
    (await found.jsonValue()).message,
    'This scoreboard is not set up correctly: getCredential: printable ASCII without line breaks',
  );
  assert.deepEqual(site.relay.heard, []);
  await page.close();
});
