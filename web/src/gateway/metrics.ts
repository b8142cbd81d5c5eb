/** One figure as Prometheus reads it: a name, what it says, and a value for each set of labels. */
export interface Figure {
  name: string;
  type: 'gauge' | 'counter';
  what: string;
  values: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
}

/** The text format of Prometheus, version 0.0.4. */
export const metricsText = (figures: readonly Figure[]): string =>
  figures
    .map(({ name, type, what, values }) => {
      const lines = values.map(({ labels = {}, value }) => {
        const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
        return `scoreline_${name}${pairs.length ? `{${pairs.join(',')}}` : ''} ${value}`;
      });
      return [
        `# HELP scoreline_${name} ${what}`,
        `# TYPE scoreline_${name} ${type}`,
        ...lines,
        '',
      ].join('\n');
    })
    .join('');

const escaped = (text: string): string =>
  text.replace(/[\\"\n]/g, (letter) => (letter === '\n' ? '\\n' : `\\${letter}`));
