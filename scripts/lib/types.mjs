// Finishes the types that tsc emitted: relative imports get their ".js" where they have none, without which projects that
// resolve modules as Node.js does would find `any`; and React's part is laid beside them.
//
//   node scripts/lib/types.mjs dist/types

import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? 'dist/types';

for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const path = join(folder, name);
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(/(from '|import\(['"])(\.\.?\/[^'"]*?)(?:\.js)?(?=['"])/g, '$1$2.js'),
  );
}
copyFileSync('web/types/react.d.ts', join(folder, 'react.d.ts'));
