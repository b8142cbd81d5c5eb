/** What a wasm file is made of: its sections, and the size and name of each function. */

const imports = 2;
const code = 10;
const custom = 0;
const functionNames = 1;

/** Reads on from a place in the bytes. */
class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    this.at += 1;
    return this.bytes[this.at - 1] ?? 0;
  }

  /** An unsigned LEB128. */
  number() {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      result += (byte & 127) * 2 ** shift;
      if (byte < 128) return result;
    }
  }

  text() {
    const length = this.number();
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return text;
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {{sections: {id: number, name: string, bytes: number}[], functions: {name: string, bytes: number}[]}}
 */
export function readWasm(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  /** @type {number[]} */
  const sizes = [];
  /** @type {Map<number, string>} */
  let names = new Map();
  let imported = 0;
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    let name = '';
    if (id === imports) imported = countImportedFunctions(reader);
    if (id === code) {
      for (let left = reader.number(); left > 0; left -= 1) {
        const size = reader.number();
        sizes.push(size);
        reader.at += size;
      }
    }
    if (id === custom) {
      name = reader.text();
      if (name === 'name') names = readNames(reader, end);
    }
    reader.at = end;
    sections.push({ id, name, bytes: end - start });
  }
  const functions = sizes.map((size, at) => ({
    name: names.get(imported + at) ?? '',
    bytes: size,
  }));
  return { sections, functions };
}

/** @param {Reader} reader */
function countImportedFunctions(reader) {
  let functions = 0;
  const limits = () => {
    const hasMaximum = reader.byte() & 1;
    reader.number();
    if (hasMaximum) reader.number();
  };
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.text();
    reader.text();
    switch (reader.byte()) {
      case 0:
        functions += 1;
        reader.number();
        break;
      case 1:
        reader.byte();
        limits();
        break;
      case 2:
        limits();
        break;
      default:
        reader.at += 2;
    }
  }
  return functions;
}

/** @param {Reader} reader @param {number} end */
function readNames(reader, end) {
  /** @type {Map<number, string>} */
  const names = new Map();
  while (reader.at < end) {
    const kind = reader.byte();
    const next = reader.number() + reader.at;
    if (kind === functionNames) {
      for (let left = reader.number(); left > 0; left -= 1) {
        const index = reader.number();
        names.set(index, reader.text());
      }
    }
    reader.at = next;
  }
  return names;
}
