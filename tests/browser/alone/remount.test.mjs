import { test } from 'node:test';
import { browserNames, launch } from '../lib/browsers.mjs';
import { play } from '../scenarios/all.mjs';
import { remount } from '../scenarios/remount.mjs';

for (const name of browserNames) {
  test(`${name}: removed and added a thousand times`, async () => {
    const browser = await launch(name);
    try {
      await play(browser, remount);
    } finally {
      await browser.close();
    }
  });
}
