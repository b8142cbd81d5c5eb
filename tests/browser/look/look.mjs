// Takes pictures of the board in many states and sizes: node look.mjs <folder of build.sh> [scene...]
// Writes <folder>/<theme>-<ratio>-<width>.png.
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { scenes } from './scenes.mjs';

const folder = process.argv[2] ?? 'build/look';
const chosen = process.argv.slice(3);
const here = import.meta.dirname;
for (const file of ['page.mjs', 'scenes.mjs']) {
  await copyFile(path.join(here, file), path.join(folder, file));
}
await mkdir(path.join(folder, 'pictures'), { recursive: true });

const types = { '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const page = '<!doctype html><meta charset="utf-8"><script type="module" src="page.mjs"></script>';
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/') {
    response.setHeader('content-type', 'text/html').end(page);
    return;
  }
  try {
    const body = await readFile(path.join(folder, path.normalize(pathname)));
    response.setHeader('content-type', types[path.extname(pathname)] ?? 'text/plain').end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const browser = await chromium.launch({
  executablePath: process.env.SCORELINE_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
});

const shots = [
  { theme: 'light', ratio: 2, width: 320 },
  { theme: 'dark', ratio: 2, width: 320 },
  { theme: 'light', ratio: 1, width: 480 },
  { theme: 'light', ratio: 2, width: 170 },
  { theme: 'dark', ratio: 1, width: 800 },
  { theme: 'light', ratio: 1, width: 1200 },
];
try {
  for (const { theme, ratio, width } of shots) {
    const perLine = Math.max(1, Math.floor(1300 / (width + 16)));
    const view = await browser.newPage({
      deviceScaleFactor: ratio,
      viewport: { width: perLine * (width + 16) + 16, height: 400 },
    });
    view.on('console', (message) => console.log(message.text()));
    view.on('pageerror', (error) => console.log(error.stack));
    await view.goto(`http://127.0.0.1:${server.address().port}/`);
    await view.waitForFunction(() => globalThis.show);
    const times = await view.evaluate(
      ({ scenes, theme, width }) => {
        document.body.style.cssText = `margin:16px;display:flex;flex-wrap:wrap;gap:16px;
          align-items:start;background:${theme === 'dark' ? '#0b0d0f' : '#f4f5f7'}`;
        return scenes.map((scene) => globalThis.show(scene, { theme, width }));
      },
      {
        scenes: Object.entries(scenes)
          .filter(([name]) => !chosen.length || chosen.includes(name))
          .map(([, scene]) => scene),
        theme,
        width,
      },
    );
    const name = `${theme}-${ratio}-${width}.png`;
    await view.screenshot({ path: path.join(folder, 'pictures', name), fullPage: true });
    console.log(name, times.map((time) => time.toFixed(1)).join(' '));
    await view.close();
  }
} finally {
  await browser.close();
  server.close();
}
