import { BoardWords } from '../board-words';
import { isRightToLeft, languageOf } from '../languages';
import { OptionsError } from '../option-values';
import { compileWasm } from '../wasm-loader';
import { boardHtml } from './board-html';
import type { CoreWithGlobals } from './headless';
import { parseRenderOptions, type RenderOptions, type RenderSettings } from './options';
import { RenderError } from './render-error';
import { takeSnapshot } from './snapshot';
import { asOfWords, timeWriter } from './times';

export interface RendererParts {
  core: CoreWithGlobals;
  fetch: typeof fetch;
  readWasm(): Promise<BufferSource>;
}

/** Makes `renderToString`, of parts that a test can have of its own. */
export function renderer({
  core,
  fetch,
  readWasm,
}: RendererParts): (options: RenderOptions) => Promise<string> {
  let compiled: Promise<WebAssembly.Module> | undefined;
  /** The package's wasm is compiled once; a failure is not kept. */
  const ownWasm = () => {
    compiled ??= readWasm().then(compile);
    compiled.catch(() => {
      compiled = undefined;
    });
    return compiled;
  };

  return async (options) => {
    const { board, locale, timeZone, theme, timeoutMs, nonce } = settingsOf(options);
    const wasm = await (options.wasm ? compile(options.wasm) : ownWasm());
    const words = await wordsOf(locale, options);
    const { texts, lang = locale } = words;
    const timeText = timeWriter(locale, timeZone);
    const askedAt = Date.now();
    const state = await takeSnapshot(
      { core, wasm, fetch },
      { board, functions: options, words: texts, kickoffText: timeText, timeoutMs },
    );
    // Without a proof of its own (all matches are over) it is as old as the question.
    const asOf = state.connection.provenAt ?? askedAt;
    return boardHtml(state, {
      asOf: { epochMs: asOf, text: timeText(asOf), template: asOfWords[words.language ?? 'en'] },
      label: texts.list_label,
      nothing: texts.no_matches,
      layout: board.layout ?? 'auto',
      theme,
      lang,
      isRightToLeft: isRightToLeft(lang),
      hasStyle: options.style ?? true,
      hasState: options.state ?? true,
      nonce,
    });
  };
}

function settingsOf(options: RenderOptions): RenderSettings {
  try {
    return parseRenderOptions(options);
  } catch (cause) {
    if (!(cause instanceof OptionsError)) throw cause;
    throw new RenderError(cause.reason, cause.message);
  }
}

async function compile(wasm: BufferSource | WebAssembly.Module): Promise<WebAssembly.Module> {
  try {
    return await compileWasm(wasm, { fetch, wasm: WebAssembly });
  } catch (cause) {
    throw new RenderError('wasm_failed', String(cause));
  }
}

/** The words of the locale's language; of the author's own come first. */
function wordsOf(locale: string, { words: own = {} }: RenderOptions): Promise<BoardWords> {
  return new Promise((resolve) => {
    const words = new BoardWords(
      () => own,
      () => resolve(words),
    );
    words.locale = locale;
    words.want(languageOf(locale));
    if (words.language) resolve(words);
  });
}
