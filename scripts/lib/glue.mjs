// Takes out of Emscripten's glue what never runs in a page, and writes the rest:
//
//   node scripts/lib/glue.mjs <glue> <result>
//
// The page hands an instance of the wasm over (web/src/wasm-loader.ts): the glue looks for no file, asks for
// no WebAssembly, and no function is called before the instance is there. A bundler cannot know that, and
// keeps some 2 KB. What another Emscripten writes otherwise stays as it is.

import { readFileSync, writeFileSync } from 'node:fs';

const [from = '', to = ''] = process.argv.slice(2);
let glue = readFileSync(from, 'utf8');

/** Conditions whose answer is known; a bundler drops what depends on the other one. */
for (const [condition, answer] of /** @type {[RegExp, string][]} */ ([
  [/if ?\(Module\["instantiateWasm"\]\)/, 'if(true)'],
  [/if ?\(Module\["locateFile"\]\)/, 'if(true)'],
  [/typeof WebAssembly ?!= ?"object"/, 'false'],
  [/var ENVIRONMENT_IS_WEB ?= ?true/, 'var ENVIRONMENT_IS_WEB=false'],
])) {
  glue = glue.replace(condition, answer);
}

// Each export waits for its first call in a function of its own. It can be had with the instance.
const exported = 'Module["asm"]=exports;';
/** @type {string[]} */
const taken = [];
if (glue.includes(exported)) {
  glue = glue.replace(
    /var (\w+)=Module\["\1"\]=function\(\)\{return\(\1=Module\["\1"\]=(Module\["asm"\]\["\w+"\])\)\.apply\(null,arguments\)\}/g,
    (_, name, place) => {
      taken.push(`${name}=Module["${name}"]=${place};`);
      return `var ${name}`;
    },
  );
  glue = glue.replace(exported, exported + taken.join(''));
}

// Views of the memory that nothing looks through.
for (const [made, view] of glue.matchAll(/Module\["(HEAP\w+)"\]=\1=new \w+\(\w+\);?/g)) {
  const uses = glue.split(new RegExp(`\\b${view}\\b`)).length - 1;
  if (view !== 'HEAPU8' && uses === 3) glue = glue.replace(made, '');
}
glue = glue.replace(/Module\["preloaded(Images|Audios)"\]=\{\};/g, '');

writeFileSync(to, glue);
