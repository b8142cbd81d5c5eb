export const edgesProgram = (
  _words: readonly string[],
  _environment: Readonly<Record<string, string | undefined>>,
): string => '';
