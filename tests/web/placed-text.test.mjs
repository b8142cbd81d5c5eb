import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { partStyle } = await load('part-style.ts');
const { PlacedText } = await load('placed-text.ts');
const { PlacedParts } = await load('placed-parts.ts');

const home = 0;
const shape = 8;

/** @param {number} kind @param {string} text */
const part = (kind, text, left = 4) => [0, kind, left, 2, 90, 18, 13, 600, 2, 1, 0x14171cff, text];

/** As much of a document as these need. */
const document = {
  /** @param {string} tag */
  createElement(tag) {
    /** @type {any} */
    const element = {
      tag,
      ownerDocument: document,
      style: { cssText: '' },
      /** @type {any[]} */ children: [],
      text: '',
      get textContent() {
        return element.text;
      },
      set textContent(text) {
        element.text = text;
        element.children = [];
      },
      /** @param {any[]} children */
      replaceChildren(...children) {
        element.text = '';
        element.children = children;
      },
      /** @param {any} child */
      append(child) {
        child.parent = element;
        element.children.push(child);
      },
      remove() {
        element.parent.children = element.parent.children.filter(
          (/** @type {any} */ child) => child !== element,
        );
      },
      removeAttribute: () => {
        element.style = { cssText: '' };
      },
    };
    return element;
  },
};

test('a text has the place, the font and the colour of the picture', () => {
  assert.equal(
    partStyle(part(home, 'Arsenal')),
    'left:4px;top:2px;width:90px;font-size:13px;line-height:18px;font-weight:600;text-align:right;' +
      'color:#14171cff;font-variant-numeric:tabular-nums',
  );
});

test('a shape is filled, or is a ring', () => {
  const filled = [0, shape, 0, 0, 8, 8, 4, 0, 0, 0, 0x00ff, ''];
  assert.match(partStyle(filled), /;height:8px;border-radius:4px;background: #000000ff$/);
  const ring = [0, shape, 0, 0, 8, 8, 4, 1.5, 0, 0, 0xff0000ff, ''];
  assert.match(partStyle(ring), /;border:1.5px solid #ff0000ff$/);
  // The dash between two scores is seen, though nobody reads it.
  assert.match(partStyle(part(shape, '–')), /font-size:13px/);
});

test('a text that has no room is read whole and seen cut', () => {
  const text = new PlacedText(document, 'bdi', 'home');
  text.text = 'Borussia Verein';
  text.place(part(home, 'Boruss…'));
  const [all, some] = text.element.children;
  assert.deepEqual([all.textContent, all.className], ['Borussia Verein', 'all']);
  assert.deepEqual([some.textContent, some.ariaHidden], ['Boruss…', 'true']);
  text.place(part(home, 'Borussia\nVerein'));
  assert.equal(text.element.textContent, 'Borussia\nVerein');
  text.text = 'Wolves';
  assert.equal(text.element.textContent, 'Wolves');
});

test('what is not placed any more loses its place, and a shape goes', () => {
  const parent = document.createElement('li');
  const text = new PlacedText(document, 'bdi');
  text.text = '2';
  const parts = new PlacedParts(parent, [[text]]);
  parts.place([part(home, '2'), part(shape, ''), part(shape, '–')]);
  assert.match(text.element.style.cssText, /left:4px/);
  assert.deepEqual(
    parent.children.map((/** @type {any} */ { textContent }) => textContent),
    ['', '–'],
  );
  parts.place([part(shape, '', 9)]);
  assert.equal(text.element.style.cssText, '');
  assert.equal(parent.children.length, 1);
  assert.match(parent.children[0].style.cssText, /left:9px/);
});
