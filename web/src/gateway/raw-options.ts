import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error';
import {
  keyVariables,
  memberOf,
  type OptionName,
  optionNames,
  optionTable,
  variableOf,
} from './option-table';
import { type Provider, providers } from './subject';

/** Options as they were written, before any check of their values. */
export interface RawOptions {
  options: Partial<Record<OptionName, string[]>>;
  /** What the file says of one provider alone. */
  sections: Record<Provider, Record<string, unknown>>;
  keys: Partial<Record<keyof typeof keyVariables, string>>;
}

/** Any of these in an option's name, and its value is taken for a secret. */
const secretNames = /key|token|secret|passw|credential|bearer|header/i;

/** Options of the command line. Throws a `ConfigError`. */
export function parseArguments(words: readonly string[]): RawOptions['options'] {
  const options: RawOptions['options'] = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name = '', value] = /^--([a-z][a-z-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (!isOption(name)) {
      // Neither an unknown word nor its value is repeated: it may be the key itself.
      if (secretNames.test(word)) {
        const shown = /^--[a-z-]{1,30}$/.test(`--${name}`) ? `--${name}` : 'an argument';
        throw new ConfigError(
          shown,
          `keys are not given by arguments, which every user of the machine can read: use ${Object.values(keyVariables).join(', ')} or --config`,
        );
      }
      throw new ConfigError(
        name.length > 0 && name.length <= 30 ? `--${name}` : 'an argument',
        'there is no such option, see --help',
      );
    }
    if (!optionTable[name].takes) {
      if (value !== undefined) throw new ConfigError(`--${name}`, 'takes no value');
      options[name] = ['true'];
      continue;
    }
    const given = value ?? rest.shift();
    if (given === undefined || (value === undefined && given.startsWith('--'))) {
      throw new ConfigError(`--${name}`, `wants a value, ${optionTable[name].takes}`);
    }
    if (options[name] && !isListOption(name)) throw new ConfigError(`--${name}`, 'is given twice');
    options[name] = [...(options[name] ?? []), ...partsOf(name, given)];
  }
  return options;
}

/** All that was given: by arguments, by the environment, and by the file that one of them names. */
export function readRawOptions(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RawOptions {
  const options = parseArguments(words);
  for (const name of optionNames) {
    const given = environment[variableOf(name)];
    if (given && !options[name]) options[name] = partsOf(name, given);
  }
  const raw: RawOptions = { options, sections: { scorelytics: {}, 'stats-api': {} }, keys: {} };
  const [file] = options.config ?? [];
  if (file !== undefined) addFile(raw, file);
  for (const [key, variable] of Object.entries(keyVariables)) {
    const given = environment[variable];
    if (given) raw.keys[key as keyof typeof keyVariables] = given;
  }
  return raw;
}

function addFile(raw: RawOptions, path: string): void {
  const members = readJson(path);
  for (const [member, value] of Object.entries(members)) {
    const name = optionNames.find((each) => memberOf(each) === member && each !== 'config');
    const provider = providers.find((each) => each === member || memberOf(each) === member);
    if (provider) {
      raw.sections[provider] = objectOf(value, `--config, ${member}`);
    } else if (name) {
      raw.options[name] ??= textsOf(value, name);
    } else {
      throw new ConfigError(
        '--config',
        `the file has a member that is no option${shownMember(member)}`,
      );
    }
  }
  // A key of the file: the environment's comes before it.
  const keys = { scorelytics: 'apiKey', 'stats-api': 'token', app: 'appKey' } as const;
  for (const [key, member] of Object.entries(keys)) {
    const section = raw.sections[key === 'scorelytics' ? key : 'stats-api'];
    const value = section[member];
    if (value === undefined) continue;
    if (typeof value !== 'string') throw new ConfigError(`--config, ${member}`, 'is a text');
    raw.keys[key as keyof typeof keyVariables] = value;
  }
}

/** A parser's message repeats the text around the mistake, and so a key: the mistake is only named. */
function readJson(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError('--config', 'the file cannot be read');
  }
  try {
    return objectOf(JSON.parse(text), '--config');
  } catch {
    throw new ConfigError('--config', 'the file is not a JSON object');
  }
}

function objectOf(value: unknown, option: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ConfigError(option, 'is a JSON object');
}

function textsOf(value: unknown, name: OptionName): string[] {
  if (!optionTable[name].takes) {
    if (typeof value === 'boolean') return value ? ['true'] : [];
    throw new ConfigError(`--config, ${memberOf(name)}`, 'is true or false');
  }
  const values = Array.isArray(value) && isListOption(name) ? value : [value];
  return values.flatMap((each) => {
    if (typeof each === 'string') return Array.isArray(value) ? [each] : partsOf(name, each);
    if (typeof each === 'number') return [String(each)];
    throw new ConfigError(
      `--config, ${memberOf(name)}`,
      'is a text or a number, or a list where it may be several',
    );
  });
}

const shownMember = (member: string) => (/^[a-z][a-zA-Z]{0,30}$/.test(member) ? `: ${member}` : '');

const isOption = (name: string): name is OptionName => name in optionTable;

const isListOption = (name: OptionName): boolean => 'isList' in optionTable[name];

const partsOf = (name: OptionName, text: string): string[] =>
  isListOption(name)
    ? text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : [text];
