import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './load.mjs';

/** Plays whose types are the English words for them, `PlainPlay` in `words.ts`: shown as they come. */
const plainPlays =
  'dunk layup rebound assist steal block turnover foul substitution challenge'.split(' ');
/** @type {Record<string, string>} */
const en = {
  ...(await load('words/en.ts')).en,
  ...Object.fromEntries(
    plainPlays.map((type) => [`play_${type}`, type.replace(/^./, (first) => first.toUpperCase())]),
  ),
};
const files = await readdir(new URL('../../web/src/words/', import.meta.url));
const languages = files
  .map((file) => file.replace('.ts', ''))
  .filter((name) => name !== 'en' && name !== 'words');
/** @type {Map<string, Record<string, string>>} */
const translations = new Map();
for (const language of languages) {
  translations.set(language, (await load(`words/${language}.ts`)).words);
}

const form = /_(zero|one|two|few|many|other)$/;
/** What a key is about, without its plural form. @param {string} key */
const subject = (key) => key.replace(form, '');
/** @param {string} text */
const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

/** What stands in a column that is as narrow as a score. */
const statuses = Object.keys(en).slice(0, Object.keys(en).indexOf('play_2pt_made'));
/** The longest text of each script, filled in, in letters. */
const longest = /** @type {Record<string, number>} */ ({ ja: 10 });

/** Words that are the same in English and in the other language, or are no words at all. */
const same = new Set(
  [
    'de quarter quarter_clock overtime overtime_clock overtime_n overtime_n_clock',
    'de play_rebound play_assist play_block play_foul',
    'fr play_dunk',
    'ja half_time',
  ].flatMap((line) => {
    const [language, ...keys] = line.split(' ');
    return keys.map((key) => `${language} ${key}`);
  }),
);

test('these languages come with the board', () => {
  assert.deepEqual(languages.sort(), ['ar', 'de', 'es', 'fr', 'ja', 'sr', 'sr-latn']);
  assert.ok(statuses.includes('overtime_n_clock') && !statuses.includes('connecting'));
});

for (const [language, words] of translations) {
  test(`${language}: every word, in the plural forms of the language`, () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const keys = Object.keys(en).flatMap((key) => {
      if (!form.test(key)) return [key];
      // Each group once, by the form that every language has.
      return key.endsWith('_other') ? forms.map((name) => `${subject(key)}_${name}`) : [];
    });
    assert.deepEqual(Object.keys(words).sort(), keys.sort());
  });

  test(`${language}: templates have the holes that are filled`, () => {
    for (const [key, text] of Object.entries(words)) {
      const english = en[key] ?? en[`${subject(key)}_other`] ?? '';
      const isOptional = (/** @type {string} */ hole) => form.test(key) && hole === '{n}';
      const wanted = holes(english);
      const found = holes(text);
      // "One goal" needs no number, and "{n} goals" does.
      for (const hole of wanted)
        assert.ok(found.includes(hole) || isOptional(hole), `${key} ${hole}`);
      for (const hole of found)
        assert.ok(wanted.includes(hole) || isOptional(hole), `${key} ${hole}`);
      assert.equal(new Set(found).size, found.length, key);
    }
    // The forms of many numbers say which one it is.
    for (const [key, text] of Object.entries(words)) {
      if (/_(few|many|other)$/.test(key)) assert.ok(holes(text).includes('{n}'), key);
    }
  });

  test(`${language}: nothing is left in English, or blank`, () => {
    for (const [key, text] of Object.entries(words)) {
      assert.equal(text, text.trim(), key);
      assert.ok(text, key);
      const hasWords = /\p{L}/u.test((en[key] ?? '').replace(/\{\w+\}/g, ''));
      const isSame = text === en[key] && hasWords;
      assert.equal(isSame, same.has(`${language} ${key}`), `${key}: ${text}`);
    }
  });

  test(`${language}: a status fits beside a score`, () => {
    for (const key of statuses) {
      const text = (words[key] ?? '')
        .replace('{n}', '3')
        .replace('{clock}', '7:42')
        .replace('{minute}', '45')
        .replace('{added}', '2');
      const { length } = [...text];
      assert.ok(length <= (longest[language] ?? 14), `${key}: ${text}, ${length} letters`);
    }
  });
}

test('Serbian says the same in both scripts, and each in its own', () => {
  const cyrillic = translations.get('sr') ?? {};
  const latin = translations.get('sr-latn') ?? {};
  const letters = [...'абвгдђежзијклмнопрстћуфхцчш'];
  const others = [...'abvgdđežzijklmnoprstćufhcčš'];
  const inLatin = (/** @type {string} */ text) =>
    [...text]
      .map((letter) => {
        const small = letter.toLowerCase();
        const pair = { љ: 'lj', њ: 'nj', џ: 'dž' }[small];
        const found = pair ?? others[letters.indexOf(small)] ?? small;
        return small === letter ? found : found.replace(/^./u, (first) => first.toUpperCase());
      })
      .join('');
  for (const [key, text] of Object.entries(cyrillic)) {
    assert.equal(latin[key], inLatin(text), key);
    assert.doesNotMatch(latin[key] ?? '', /\p{Script=Cyrillic}/u, key);
  }
});
