import type { ElementOptions } from './element-options';
import { type OptionName, optionNames } from './option-names';
import type { ScoreboardOptions } from './options';

/**
 * Each option is a property too; `undefined` or `null` takes it back. The exception is `matches`, which
 * is a method of every element: it can be set like the others (frameworks do), and reads as the method.
 */
export type OptionProperties = {
  [Name in Exclude<OptionName, 'matches'>]-?: ScoreboardOptions[Name] | undefined;
};

/** Makes a property of each option on a class of elements. */
export function defineOptionProperties<Owner extends Element>(
  prototype: Owner,
  optionsOf: (element: Owner) => Pick<ElementOptions, 'get' | 'set'>,
): void {
  for (const option of optionNames) {
    Object.defineProperty(prototype, option, {
      configurable: true,
      enumerable: true,
      get(this: Owner) {
        return option === 'matches' ? Element.prototype.matches : optionsOf(this).get(option);
      },
      set(this: Owner, value: unknown) {
        optionsOf(this).set(option, value);
      },
    });
  }
}

/**
 * Sets anew the properties that a script set on the element before its class was defined: those are the
 * element's own, and hide the class's.
 */
export function upgradeProperties(element: Record<string, unknown>): void {
  for (const name of ['options', ...optionNames]) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
}
