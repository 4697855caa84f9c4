'use client';

import { useEffect, useRef } from 'react';
import { wishText } from '#lib/switch-state.ts';
import { useBoard } from './switch-board.tsx';

/**
 * All of a category's exchanges at once. When only some are on it shows so, and the next click turns all off.
 * Without JavaScript, where a box cannot be mixed, two buttons of equal weight do the same.
 */
export function CategorySwitch(props: {
  exchanges: readonly { slug: string; version: number }[];
  label: string;
}) {
  const { words, isOn, save } = useBoard();
  const box = useRef<HTMLInputElement>(null);
  const { exchanges } = props;
  const count = exchanges.filter(({ slug }) => isOn(slug)).length;
  const mixed = count > 0 && count < exchanges.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  }, [mixed]);
  const saveAll = (on: boolean) => save(Object.fromEntries(exchanges.map(({ slug }) => [slug, on])));
  const wish = (on: boolean) => exchanges.map(({ slug, version }) => wishText(slug, version, on)).join(' ');
  const some = words.some.replace('{on}', String(count)).replace('{all}', String(exchanges.length));
  return (
    <>
      <label className="switch needs-script text-sm print:hidden">
        <input
          ref={box}
          type="checkbox"
          aria-label={props.label}
          checked={count === exchanges.length}
          onChange={() => saveAll(count === 0)}
        />
        <span aria-hidden="true">{mixed ? some : count > 0 ? words.on : words.off}</span>
      </label>
      <noscript>
        <fieldset aria-label={props.label} className="flex flex-wrap items-center gap-4 text-sm">
          <span>{mixed ? some : count > 0 ? words.on : words.off}</span>
          {[true, false].map((on) => (
            <button key={String(on)} type="submit" name="wish" value={wish(on)} className="text-button">
              {on ? words.allOn : words.allOff}
            </button>
          ))}
        </fieldset>
      </noscript>
    </>
  );
}
