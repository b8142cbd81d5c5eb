import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from './load.mjs';

const { isRightToLeft, languageOf, langOf, Vocabulary } = await load('languages.ts');

for (const [locale, language] of [
  ['es', 'es'],
  ['es-MX', 'es'],
  ['es-419', 'es'],
  ['DE-at', 'de'],
  ['fr-CA', 'fr'],
  ['ja-JP', 'ja'],
  ['ar-EG', 'ar'],
  ['ar-u-nu-latn', 'ar'],
  ['sr', 'sr'],
  ['sr-RS', 'sr'],
  ['sr-BA', 'sr'],
  ['sr-Cyrl-ME', 'sr'],
  ['sr-Latn', 'sr-latn'],
  ['sr-Latn-RS', 'sr-latn'],
  ['sr-ME', 'sr-latn'],
  ['en-GB', 'en'],
  ['hr', 'en'],
  ['bs', 'en'],
  ['sh', 'en'],
  ['SH-RS', 'en'],
  ['zh-Hant', 'en'],
  ['dem', 'en'],
  ['no such locale', 'en'],
]) {
  test(`the language for ${locale} is ${language}`, () =>
    assert.equal(languageOf(locale), language));
}

test('without a locale the language is the reader’s', () => {
  const readers = new Intl.PluralRules().resolvedOptions().locale;
  assert.equal(languageOf(), languageOf(readers));
  assert.equal(languageOf(''), languageOf(readers));
});

test('the browser is not asked about a locale that is given', (t) => {
  const asked = [t.mock.method(Intl, 'Locale'), t.mock.method(Intl, 'PluralRules')];
  for (const locale of ['en', 'de-AT', 'sr-ME', 'zh-Hant']) languageOf(locale);
  assert.deepEqual(
    asked.map(({ mock }) => mock.callCount()),
    [0, 0],
  );
});

test('every language can be downloaded', async () => {
  for (const language of ['ar', 'de', 'es', 'fr', 'ja', 'sr', 'sr-latn']) {
    const vocabulary = new Vocabulary(() => {});
    vocabulary.want(language);
    await settled();
    assert.equal(vocabulary.language, language);
    assert.deepEqual(vocabulary.words, (await load(`words/${language}.ts`)).words);
  }
});

test('`lang` is the locale where the words are in its language, else what they are in', () => {
  assert.equal(langOf('es', 'es-MX', false), 'es-MX');
  assert.equal(langOf('sr-latn', 'sr-ME', false), 'sr-ME');
  assert.equal(langOf('en', 'pl', false), 'en', 'English for want of Polish');
  assert.equal(langOf('en', 'pl', true), 'pl', 'the page brought Polish');
  assert.equal(langOf('es', 'de', false), 'es', 'German is still on its way');
  const readers = new Intl.PluralRules().resolvedOptions().locale;
  assert.equal(langOf(languageOf(), undefined, false).slice(0, 2), languageOf(readers).slice(0, 2));
});

test('Arabic is written from right to left', () => {
  assert.equal(isRightToLeft('ar-EG'), true);
  assert.equal(isRightToLeft('ar'), true);
  assert.equal(isRightToLeft('arn'), false);
  assert.equal(isRightToLeft('en'), false);
});

/** @typedef {{ resolve(words: object): void, reject(cause: Error): void }} Pending */
/** @type {Map<string, Pending>} */
let downloads;
let asked = 0;
/** @type {any} */
let vocabulary;
let changes = 0;

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  downloads = new Map();
  changes = asked = 0;
  vocabulary = new Vocabulary(
    () => {
      changes += 1;
    },
    (/** @type {string} */ language) =>
      new Promise((resolve, reject) => {
        asked += 1;
        downloads.set(language, { resolve: (words) => resolve({ words }), reject });
      }),
  );
});
afterEach(() => mock.timers.reset());

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('English is there at once, and nothing is downloaded', () => {
  assert.equal(vocabulary.language, undefined);
  vocabulary.want('en');
  assert.equal(vocabulary.language, 'en');
  assert.deepEqual(vocabulary.words, {});
  assert.equal(downloads.size, 0);
});

test('another language is waited for, and downloaded once', async () => {
  vocabulary.want('de');
  vocabulary.want('de');
  assert.equal(vocabulary.language, undefined);
  assert.equal(asked, 1);
  downloads.get('de')?.resolve({ half_time: 'HZ' });
  await settled();
  assert.equal(vocabulary.language, 'de');
  assert.equal(vocabulary.words.half_time, 'HZ');
  assert.equal(changes, 1);
  mock.timers.tick(60_000);
  assert.equal(vocabulary.language, 'de');
  assert.equal(changes, 1);
});

test('what cannot be downloaded is said in English', async () => {
  vocabulary.want('de');
  downloads.get('de')?.reject(new Error('404'));
  await settled();
  assert.equal(vocabulary.language, 'en');
  assert.equal(changes, 1);
});

test('a download that hangs holds no board up, and counts when it comes', async () => {
  vocabulary.want('de');
  mock.timers.tick(2999);
  assert.equal(vocabulary.language, undefined);
  mock.timers.tick(1);
  assert.equal(vocabulary.language, 'en');
  assert.equal(changes, 1);
  downloads.get('de')?.resolve({ half_time: 'HZ' });
  await settled();
  assert.equal(vocabulary.language, 'de');
  assert.equal(changes, 2);
});

test('while another language is on its way the words stay', async () => {
  vocabulary.want('de');
  downloads.get('de')?.resolve({ half_time: 'HZ' });
  await settled();
  vocabulary.want('es');
  mock.timers.tick(60_000);
  assert.equal(vocabulary.language, 'de');
  downloads.get('es')?.resolve({ half_time: 'Desc.' });
  await settled();
  assert.equal(vocabulary.words.half_time, 'Desc.');
  vocabulary.want('en');
  assert.equal(vocabulary.language, 'en');
  assert.deepEqual(vocabulary.words, {});
});

test('of several wishes the last one counts, whatever comes last', async () => {
  vocabulary.want('de');
  vocabulary.want('es');
  downloads.get('es')?.resolve({ half_time: 'Desc.' });
  await settled();
  downloads.get('de')?.resolve({ half_time: 'HZ' });
  await settled();
  assert.equal(vocabulary.language, 'es');
  assert.equal(changes, 1);
});
