#!/usr/bin/env node
/** The program `scoreline-gateway`, see docs/gateway.md. */
import coreWithGlobals from 'scoreline-core-with-globals';
import { configOf } from './config';
import { ConfigError } from './config-error';
import { edgesProgram } from './edges-program';
import { Gateway } from './gateway';
import { logTo } from './log';
import { help } from './option-table';
import { pageLines } from './page-lines';
import { readRawOptions } from './raw-options';

/** After a signal it has so long to end. */
const longestStopMs = 4_500;

async function main(words: readonly string[]): Promise<void> {
  if (words.includes('--help')) {
    process.stdout.write(help);
    return;
  }
  if (words[0] === 'edges') {
    process.stdout.write(edgesProgram(words.slice(1), process.env));
    return;
  }
  const config = configOf(readRawOptions(words, process.env));
  const log = logTo((line) => process.stderr.write(line));
  // What was thrown may have anything in its message, such as a URL with a key: where it was thrown is enough.
  process.on('uncaughtException', (cause) => {
    log('crashed', {
      kind: cause.name,
      at: (cause.stack ?? '').match(/^ {4}at .*$/gm)?.slice(0, 4),
    });
    process.exit(1);
  });
  const gateway = new Gateway(config, {
    core: coreWithGlobals,
    dist: new URL('../', import.meta.url),
    log,
  });
  const stop = () => {
    setTimeout(() => process.exit(0), longestStopMs).unref();
    gateway.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const port = await gateway.start();
  process.stdout.write(pageLines(config, port));
}

main(process.argv.slice(2)).catch((cause: unknown) => {
  // Of all else only the kind is told: a message may have anything in it.
  const sentence =
    cause instanceof ConfigError
      ? cause.message
      : `could not start (${cause instanceof Error ? cause.name : 'unknown'})`;
  process.stderr.write(`scoreline-gateway: ${sentence}\n`);
  process.exit(cause instanceof ConfigError ? 2 : 1);
});
