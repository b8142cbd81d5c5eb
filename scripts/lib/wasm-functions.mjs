// Reads the functions of a wasm and writes them in another order.

/**
 * A function's locals and instructions, in pieces; a number between two is that of a function which is
 * called there.
 * @typedef {(Uint8Array | number)[]} Body
 *
 * @typedef {object} Module
 * @property {Uint8Array} bytes
 * @property {{id: number, start: number, end: number}[]} sections their content within `bytes`
 * @property {number} imported functions, which have the first numbers
 * @property {number[]} types of the functions that are defined
 * @property {Body[]} bodies the same
 */

const sectionId = { custom: 0, import: 2, function: 3, export: 7, start: 8, element: 9, code: 10 };
const aFunction = 0;

class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error('the wasm ends too soon');
    this.at += 1;
    return byte;
  }
  /** Unsigned LEB128; of a signed one the value means nothing. */
  number() {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.byte();
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  }
  /** @param {number} length */
  skip(length) {
    this.at += length;
  }
  name() {
    this.skip(this.number());
  }
  /** What was read since then. @param {number} start */
  since(start) {
    return this.bytes.subarray(start, this.at);
  }
}

/** As LEB128. @param {number} value @returns {number[]} */
const leb = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...leb(value >>> 7)]);

/** @param {(Uint8Array | number[])[]} parts */
const joined = (parts) => Buffer.concat(parts.map((part) => Uint8Array.from(part)));

/** How many numbers follow an instruction; those that are not here have none. @type {Map<number, number>} */
const operands = new Map(
  [0x02, 0x03, 0x04, 0x0c, 0x0d, 0x3f, 0x40, 0x41, 0x42].map((op) => [op, 1]),
);
operands.set(0x11, 2);
for (let op = 0x20; op <= 0x26; op += 1) operands.set(op, 1);
for (let op = 0x28; op <= 0x3e; op += 1) operands.set(op, 2);
const last = 0xc4;
/** The same of those that begin with this byte, by their second. */
const prefix = 0xfc;
const prefixed = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1];

/** @param {Uint8Array} bytes @returns {Body} */
function readBody(bytes) {
  const reader = new Reader(bytes);
  for (let locals = reader.number(); locals > 0; locals -= 1) {
    reader.number();
    reader.byte();
  }
  /** @type {Body} */
  const body = [];
  let start = 0;
  while (reader.at < bytes.length) {
    const op = reader.byte();
    if (op === 0x10) {
      body.push(reader.since(start), reader.number());
      start = reader.at;
    } else if (op === 0x43) reader.skip(4);
    else if (op === 0x44) reader.skip(8);
    else {
      const labels = op === 0x0e ? reader.number() + 1 : 0;
      const count = op === prefix ? prefixed[reader.number()] : (operands.get(op) ?? labels);
      if (count === undefined || (op > last && op !== prefix)) {
        throw new Error(`the instruction 0x${op.toString(16)} is new here`);
      }
      for (let i = 0; i < count; i += 1) reader.number();
    }
  }
  body.push(reader.since(start));
  return body;
}

/** @param {Uint8Array} bytes @returns {Module} */
export function readModule(bytes) {
  const reader = new Reader(bytes, 8);
  /** @type {Module} */
  const module = { bytes, sections: [], imported: 0, types: [], bodies: [] };
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const size = reader.number();
    const start = reader.at;
    const section = { id, start, end: start + size };
    module.sections.push(section);
    if (id === sectionId.import) module.imported = countImports(reader);
    if (id === sectionId.function) {
      for (let i = reader.number(); i > 0; i -= 1) module.types.push(reader.number());
    }
    if (id === sectionId.code) {
      for (let i = reader.number(); i > 0; i -= 1) {
        const length = reader.number();
        reader.skip(length);
        module.bodies.push(readBody(reader.since(reader.at - length)));
      }
    }
    if (id === sectionId.start || id === sectionId.custom)
      throw new Error(`a section ${id} is new here`);
    reader.at = section.end;
  }
  return module;
}

/** @param {Reader} reader */
function countImports(reader) {
  const count = reader.number();
  for (let i = 0; i < count; i += 1) {
    reader.name();
    reader.name();
    if (reader.byte() !== aFunction) throw new Error('an import that is no function is new here');
    reader.number();
  }
  return count;
}

/** @param {Module} module @param {number[]} order places in `module.bodies` */
export function writeModule({ bytes, sections, imported, types, bodies }, order) {
  const places = new Map(order.map((old, place) => [old + imported, place + imported]));
  const renumbered = (/** @type {number} */ number) => leb(places.get(number) ?? number);
  const rewritten = {
    [sectionId.function]: () => [leb(order.length), ...order.map((old) => leb(types[old] ?? 0))],
    [sectionId.export]: (/** @type {Reader} */ reader) => exports(reader, renumbered),
    [sectionId.element]: (/** @type {Reader} */ reader) => table(reader, renumbered),
    [sectionId.code]: () => [
      leb(order.length),
      ...order.flatMap((old) => {
        const parts = (bodies[old] ?? []).map((part) =>
          typeof part === 'number' ? renumbered(part) : part,
        );
        const body = joined(parts);
        return [leb(body.length), body];
      }),
    ],
  };
  return joined([
    bytes.subarray(0, 8),
    ...sections.flatMap(({ id, start, end }) => {
      const rewrite = rewritten[id];
      const content = rewrite
        ? joined(rewrite(new Reader(bytes, start)))
        : bytes.subarray(start, end);
      return [[id], leb(content.length), content];
    }),
  ]);
}

/** @param {Reader} reader @param {(number: number) => number[]} renumbered */
function exports(reader, renumbered) {
  const count = reader.number();
  /** @type {(Uint8Array | number[])[]} */
  const parts = [leb(count)];
  for (let i = 0; i < count; i += 1) {
    const start = reader.at;
    reader.name();
    const kind = reader.byte();
    parts.push(reader.since(start));
    const number = reader.number();
    parts.push(kind === aFunction ? renumbered(number) : leb(number));
  }
  return parts;
}

/** The functions that are called by a pointer. @param {Reader} reader @param {(number: number) => number[]} renumbered */
function table(reader, renumbered) {
  const start = reader.at;
  const [segments, kind, i32Const] = [reader.number(), reader.number(), reader.byte()];
  reader.number();
  if (segments !== 1 || kind !== 0 || i32Const !== 0x41 || reader.byte() !== 0x0b) {
    throw new Error('a table of another form is new here');
  }
  const count = reader.number();
  const parts = [reader.since(start)];
  return [...parts, ...Array.from({ length: count }, () => renumbered(reader.number()))];
}
