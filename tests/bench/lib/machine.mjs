/** Where the figures were taken, and of what. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { chromiumProgram } from '../../browser/lib/chromium.mjs';
import { installed, root } from './places.mjs';

export function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: systemName(),
    kernel: `${type()} ${release()}`,
    // Figures of a machine that had other things to do say little.
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
  };
}

export function versions() {
  return {
    node: process.version.slice(1),
    chromium: firstNumber(chromiumProgram, ['--version']),
    emscripten: firstNumber('emcc', ['-dumpversion']),
    packages: {
      ...packagesOf(root, ['laravel-echo', 'pusher-js', 'esbuild']),
      ...packagesOf(installed, drawingPackages),
    },
  };
}

/** Other ways to draw in a page, of tests/bench/package.json. */
export const drawingPackages = [
  '@rive-app/canvas-lite',
  '@lottiefiles/dotlottie-web',
  '@mori2003/jsimgui',
];

function systemName() {
  try {
    return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
}

/** @param {string} program @param {string[]} words */
function firstNumber(program, words) {
  try {
    const said = execFileSync(program, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /\d+(\.\d+)+/.exec(said)?.[0] ?? 'unknown';
  } catch {
    return 'none';
  }
}

/** @param {URL} folder that has `node_modules/` @param {string[]} names */
function packagesOf(folder, names) {
  return Object.fromEntries(
    names.map((name) => {
      try {
        const file = new URL(`node_modules/${name}/package.json`, folder);
        return [name, JSON.parse(readFileSync(file, 'utf8')).version];
      } catch {
        return [name, 'none'];
      }
    }),
  );
}
