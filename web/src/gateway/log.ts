/** Writes one event; what is undefined is left out. */
export type Log = (event: string, details?: Record<string, unknown>) => void;

/**
 * One line of JSON an event. Only what callers name gets in, and no caller names a key, a token, a header, an address
 * or a URL. What somebody else gave, such as an id, is cut to a length that no log suffers from.
 */
export function logTo(write: (line: string) => void): Log {
  return (event, details = {}) => {
    const entry = { time: new Date().toISOString(), event, ...details };
    write(
      `${JSON.stringify(entry, (_, value) => (typeof value === 'string' ? value.slice(0, 200) : value))}\n`,
    );
  };
}
