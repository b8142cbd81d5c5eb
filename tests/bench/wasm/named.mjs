/** The shipped wasm linked once more, with the names of its functions left in. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { made, root } from '../lib/places.mjs';

const folder = new URL('named/', made);
const shipped = new URL('build/web/scoreline-core.wasm', root);

/** Beside the names it can say how much of its memory is in use; a browser cannot ask the shipped one. */
const more = [
  '--profiling-funcs',
  `--pre-js '${fileURLToPath(new URL('memory_in_use.js', import.meta.url))}'`,
  '-sEXPORTED_FUNCTIONS=_emmalloc_dynamic_heap_size,_emmalloc_free_dynamic_memory',
];

/** Makes it where it is older than the shipped one; the folder has `scoreline-core.mjs` and `.wasm`. */
export function namedCore() {
  const wasm = new URL('scoreline-core.wasm', folder);
  if (!existsSync(wasm) || statSync(wasm).mtimeMs < statSync(shipped).mtimeMs) {
    mkdirSync(folder, { recursive: true });
    const build = fileURLToPath(new URL('build/web/', root));
    const commands = execFileSync('ninja', ['-C', build, '-t', 'commands', 'scoreline-core.mjs']);
    const link = commands.toString().trim().split('\n').at(-1) ?? '';
    const output = fileURLToPath(new URL('scoreline-core.mjs', folder));
    const command = link.replace(/-o scoreline-core\.mjs\b/, `${more.join(' ')} -o '${output}'`);
    if (command === link) throw new Error('the link line has another shape than the bench knows');
    execFileSync('sh', ['-c', command], { cwd: build, stdio: ['ignore', 'ignore', 'pipe'] });
  }
  return { folder, wasm: readFileSync(wasm) };
}
