/**
 * A mistake in the configuration, as one sentence that names the option. It never repeats a value, which may be a key
 * that stands in the wrong place.
 */
export class ConfigError extends Error {
  constructor(option: string, rule: string) {
    super(`${option}: ${rule}`);
  }
}
