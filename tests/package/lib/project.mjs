/**
 * New projects that install the packed tarball, as a site's developer would.
 */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const build = fileURLToPath(new URL('../../../build/', import.meta.url));

/** What `scripts/pack` made. */
export async function tarball() {
  const names = (await readdir(build)).filter((name) => /^scoreline-.*\.tgz$/.test(name));
  const [name, ...others] = names;
  if (!name || others.length) throw new Error(`one tarball in build/, not ${names.length}`);
  return join(build, name);
}

/**
 * @param {Record<string, string>} files by path
 * @param {string[]} [packages] from the registry, installed beside the tarball
 * @param {{installs?: boolean}} [options] false: nothing is installed
 */
export async function createProject(files, packages = [], { installs = true } = {}) {
  // Without symbolic links on the way: bundlers compare paths.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'scoreline-project-')));
  /** @param {Record<string, string>} files */
  const write = async (files) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  };
  await write({ 'package.json': '{"name":"site","private":true,"type":"module"}', ...files });
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (installs) {
    await run('npm', ['install', ...options, await tarball(), ...packages], { cwd: folder });
  }
  return {
    folder,
    write,
    /** @param {string} path */
    path: (path) => join(folder, path),
    /** A program of one of the packages, or Node.js itself. @param {string} program @param {string[]} args */
    run: async (program, args) => {
      const bin =
        program === 'node' ? process.execPath : join(folder, 'node_modules/.bin', program);
      try {
        const { stdout, stderr } = await run(bin, args, { cwd: folder });
        return stdout + stderr;
      } catch (error) {
        const { stdout, stderr } = /** @type {{stdout: string, stderr: string}} */ (error);
        throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
      }
    },
    /** As typed into a terminal. @param {string} commands */
    shell: (commands) => run('sh', ['-ec', commands], { cwd: folder }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** @typedef {Awaited<ReturnType<typeof createProject>>} Project */
