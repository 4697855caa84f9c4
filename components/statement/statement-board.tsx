'use client';

import type { ComponentProps } from 'react';
import type { RowWords } from '../exchange/row-words.ts';
import { SwitchBoard } from '../switch/switch-board.tsx';
import type { CategoryView } from './category-view.ts';
import { StatementCategory } from './statement-category.tsx';

type Board = ComponentProps<typeof SwitchBoard>;

/**
 * All categories with their switches. Drawn on the browser's side of React, also when the server draws it:
 * then only its words are written twice into the page, not every element (docs/performance.md).
 */
export function StatementBoard(props: {
  /** Of the page, for its links. */
  address: string;
  /** What the switches act on. */
  record: string;
  categories: readonly CategoryView[];
  words: RowWords;
  switchWords: Board['words'];
  action: Board['action'];
}) {
  const { address, categories } = props;
  const exchanges = categories.flatMap((category) => category.exchanges);
  return (
    <SwitchBoard
      record={props.record}
      exchanges={Object.fromEntries(
        exchanges.map(({ slug, on, seq, version }) => [slug, { on, seq, version }]),
      )}
      words={props.switchWords}
      action={props.action}
    >
      {categories.map((category) => (
        <StatementCategory key={category.slug} address={address} category={category} words={props.words} />
      ))}
    </SwitchBoard>
  );
}
