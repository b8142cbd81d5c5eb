import { attributeName, attributeOptions, type OptionName } from './option-names';
import { idsOf, type RawOptions } from './option-values';

type GetAttribute = (name: string) => string | null;

/** A property's value as the text of its attribute; null: the attribute is taken away. */
export function attributeText(value: unknown): string | null {
  if (value === undefined || value === null || value === false || value === '') return null;
  if (value === true) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}

/** All options that the element's attributes give. */
export function optionsFromAttributes(getAttribute: GetAttribute): RawOptions {
  const options: RawOptions = {};
  for (const option of attributeOptions) {
    const value = optionFromAttribute(option, getAttribute);
    if (value !== undefined) options[option] = value;
  }
  return options;
}

/**
 * The option that an attribute gives, in the type of the property. Text that should be a number and is none
 * stays text, and is refused later.
 */
export function optionFromAttribute(option: OptionName, getAttribute: GetAttribute): unknown {
  const text = getAttribute(attributeName(option))?.trim();
  // A boolean attribute counts by its presence, but frameworks that write live="false" mean false.
  if (option === 'live') return text !== undefined && text !== 'false';
  if (!text) return undefined;
  if (option === 'matches') return idsOf(text);
  return option === 'maxSockets' && Number(text) ? Number(text) : text;
}
