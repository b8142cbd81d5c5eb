import { patienceMs } from './patience.mjs';

/**
 * A page of any browser, as little as the scenarios need.
 *
 * @typedef {object} Driver what each browser does in its own way
 * @property {(url: string) => Promise<void>} goto resolves when the page has loaded
 * @property {<Result, Argument>(run: (argument: Argument) => Result | Promise<Result>, argument?: Argument) => Promise<Result>} evaluate
 *   runs a function in the page; argument and result are JSON
 * @property {() => Promise<Buffer>} screenshot the viewport as PNG
 * @property {() => Promise<Buffer>} wholePage as PNG, with what lies below the viewport
 * @property {(isOffline: boolean) => Promise<void>} [setOffline] where the browser can be told
 * @property {() => Promise<void>} close
 * @property {string[]} complaints errors of the page that nobody caught, as the browser tells them
 *
 * @typedef {Driver & {waitFor: WaitFor}} Page
 *
 * @typedef {<Argument>(isTrue: (argument: Argument) => unknown, argument?: Argument, what?: string) => Promise<void>} WaitFor
 *
 * @typedef {object} Browser
 * @property {(size?: {width: number, height: number}) => Promise<Page>} newPage
 * @property {() => Promise<void>} close
 */

/** Adds what is the same in every browser. @param {Driver} driver @returns {Page} */
export function pageOf(driver) {
  return {
    ...driver,
    async waitFor(isTrue, argument, what = String(isTrue)) {
      const end = Date.now() + patienceMs;
      while (!(await driver.evaluate(isTrue, argument))) {
        if (Date.now() > end) throw new Error(`not true within ${patienceMs / 1000} s: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
  };
}

/**
 * Lets what is due be drawn.
 * @param {{evaluate(run: () => Promise<unknown>): Promise<unknown>}} page of any browser, or Playwright's
 */
export const frame = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
  );

/**
 * A function as text that takes and returns JSON, for protocols that carry text. What it throws comes
 * as `{error}`: each protocol has its own shape for that.
 * @param {Function} run
 */
export const asText = (run) => `async (json) => {
  try {
    return JSON.stringify({ value: await (${run})(JSON.parse(json)) });
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  }
}`;

/** What `asText` returned. @param {string} json */
export function resultOf(json) {
  const { value, error } = JSON.parse(json);
  if (error !== undefined) throw new Error(`in the page: ${error}`);
  return value;
}
