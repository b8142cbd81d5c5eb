/**
 * `<score-board>` in JSX, for React 19: `import type {} from 'scoreline/react'` in one file of a
 * project. React sets the properties of a custom element and listens to `on` + its event's name.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { BoardEventMap, ScoreBoardElement, ScoreboardOptions } from './index.js';

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

type Attributes = {
  [Name in keyof ScoreboardOptions as Kebab<Name>]?: ScoreboardOptions[Name];
};

type Listeners = {
  [Name in keyof BoardEventMap as `on${Name}`]?: (event: BoardEventMap[Name]) => void;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'score-board': DetailedHTMLProps<HTMLAttributes<ScoreBoardElement>, ScoreBoardElement> &
        ScoreboardOptions &
        Attributes &
        Listeners;
    }
  }
}
