// Prints the licences of what others wrote and the build puts into dist/, with their texts as they came
// with what is installed. Fails when one is not found: then nothing may be shipped.
//
//   node scripts/lib/licences.mjs <folder of Dear ImGui> <folder of Emscripten>

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCopyright, textFor } from './debian-copyright.mjs';

const [imgui = '', emscripten = ''] = process.argv.slice(2);

/**
 * The first of these that is there: upstream's own file, or what Debian's package says of some of its
 * files.
 * @param {string} name
 * @param {string[]} files
 * @param {{package: string, files: string[]}} [debian]
 */
function licence(name, files, debian) {
  const file = files.find((path) => existsSync(path));
  if (file) return readFileSync(file, 'utf8').trim();
  const copyright = `/usr/share/doc/${debian?.package}/copyright`;
  if (debian && existsSync(copyright)) {
    return textFor(parseCopyright(readFileSync(copyright, 'utf8')), debian.files);
  }
  console.error(`no licence of ${name} was found, looked for: ${[...files, copyright].join(', ')}`);
  process.exit(1);
}

const parts = {
  'Dear ImGui (the drawing core, in scoreline.wasm)': licence('Dear ImGui', [
    join(imgui, 'LICENSE.txt'),
  ]),
  'nlohmann/json (reads JSON from the wire, in scoreline.wasm)': licence('nlohmann/json', [], {
    package: 'nlohmann-json3-dev',
    files: ['include/nlohmann/json.hpp'],
  }),
  "Emscripten's runtime (in scoreline.wasm and scoreline.js)": licence(
    'Emscripten',
    [join(emscripten, 'LICENSE')],
    { package: 'emscripten', files: ['src/preamble.js'] },
  ),
  'musl, the C library (in scoreline.wasm)': licence('musl', [
    join(emscripten, 'system/lib/libc/musl/COPYRIGHT'),
  ]),
  'libc++, libc++abi and compiler-rt of LLVM (in scoreline.wasm)': licence(
    'libc++',
    [join(emscripten, 'system/lib/libcxx/LICENSE.TXT')],
    {
      package: 'emscripten',
      files: ['system/lib/libcxx/src/string.cpp', 'system/lib/compiler-rt/lib/builtins/addtf3.c'],
    },
  ),
};

const names = Object.keys(parts);
console.log(`Scoreline is under the MIT licence, see LICENSE. Inside it is the work of others:

${names.map((name) => `- ${name}`).join('\n')}`);
for (const [name, text] of Object.entries(parts)) {
  console.log(`\n${'='.repeat(80)}\n${name}\n${'='.repeat(80)}\n\n${text}`);
}
