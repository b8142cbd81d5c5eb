import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { BoardWords } = await load('board-words.ts');

/** @param {object} [own] @param {object} [downloaded] */
async function make(own = {}, downloaded = {}) {
  const words = new BoardWords(
    () => own,
    () => {},
    async () => ({ words: downloaded }),
  );
  words.want('de');
  await new Promise((resolve) => setImmediate(resolve));
  return words;
}

test('the page’s words come before the language’s, and English is behind all', async () => {
  const words = await make({ live: 'Jetzt' }, { live: 'Live', half_time: 'HZ' });
  const { live, half_time, offline } = words.texts;
  assert.deepEqual([live, half_time, offline], ['Jetzt', 'HZ', 'You are offline']);
});

test('`lang` is not known before the words are, and then says what they are in', async () => {
  const early = new BoardWords(
    () => ({}),
    () => {},
    () => new Promise(() => {}),
  );
  early.want('de');
  assert.equal(early.lang, undefined);
  const words = await make();
  words.locale = 'de-AT';
  assert.equal(words.lang, 'de-AT');
  words.locale = 'pl';
  assert.equal(words.lang, 'de');
  const own = await make({ live: 'Na żywo' });
  own.locale = 'pl';
  assert.equal(own.lang, 'pl');
});

test('a reason has its sentence, or the one for all the others', async () => {
  const words = await make({ refused: 'Nein.', bad_options: 'Falsch: {problem}' });
  assert.match(words.sentence('bad_row', { match: '7', field: 'x', problem: 'y' }), /^Match 7 .*x/);
  assert.equal(words.sentence('unheard_of', {}), 'Nein.');
  assert.equal(words.sentence('unheard_of', { problem: 'p' }, 'bad_options'), 'Falsch: p');
});
