import { attributeText, optionFromAttribute, optionsFromAttributes } from './attribute-text';
import { type OptionName, reflectedAttribute } from './option-names';
import type { RawOptions } from './option-values';
import type { ScoreboardOptions } from './options';

/** Where one element's options are kept: what a script gave comes before the attribute of the same name. */
export class ElementOptions {
  readonly #element: Pick<Element, 'getAttribute' | 'setAttribute' | 'removeAttribute'>;
  readonly #changed: () => void;
  #given: ScoreboardOptions = {};

  constructor(
    element: Pick<Element, 'getAttribute' | 'setAttribute' | 'removeAttribute'>,
    changed: () => void,
  ) {
    this.#element = element;
    this.#changed = changed;
  }

  /** What a script gave, without the properties that became attributes. */
  get given(): ScoreboardOptions {
    return this.#given;
  }

  set given(options: ScoreboardOptions) {
    this.#given = { ...options };
    this.#changed();
  }

  /** The option as a property. */
  get(option: OptionName): unknown {
    const given = this.#given[option];
    return given === undefined ? optionFromAttribute(option, this.#attribute) : given;
  }

  /** Sets the option as a property; undefined and null take it back. */
  set(option: OptionName, value: unknown): void {
    // What was set last counts, so an earlier option of this name is gone.
    const { [option]: _, ...others } = this.#given;
    const attribute = reflectedAttribute(option);
    if (attribute === undefined) {
      this.#given = value === undefined || value === null ? others : { ...others, [option]: value };
    } else {
      this.#given = others;
      const text = attributeText(value);
      if (text === null) this.#element.removeAttribute(attribute);
      else this.#element.setAttribute(attribute, text);
    }
    this.#changed();
  }

  /** All options together, unchecked. */
  get raw(): RawOptions {
    return { ...optionsFromAttributes(this.#attribute), ...this.#given };
  }

  readonly #attribute = (name: string): string | null => this.#element.getAttribute(name);
}
