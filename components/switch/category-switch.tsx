'use client';

import { useShownBox } from './shown-box.ts';
import { useBoard } from './switch-board.tsx';

/**
 * All of a category's exchanges at once. When only some are on it shows so, and the next click turns all off.
 * Without JavaScript, where a box cannot be mixed, two buttons of equal weight do the same.
 */
export function CategorySwitch({ exchanges, label }: { exchanges: readonly string[]; label: string }) {
  const { words, isOn, wish, save } = useBoard();
  const count = exchanges.filter(isOn).length;
  const mixed = count > 0 && count < exchanges.length;
  const box = useShownBox({ on: count === exchanges.length, mixed });
  const wantAll = (on: boolean) => Object.fromEntries(exchanges.map((exchange) => [exchange, on]));
  const some = words.some.replace('{on}', String(count)).replace('{all}', String(exchanges.length));
  return (
    <>
      <label className="switch needs-script text-sm print:hidden">
        <input
          ref={box}
          type="checkbox"
          value={exchanges.join(' ')}
          autoComplete="off"
          aria-label={label}
          checked={count === exchanges.length}
          onChange={(event) => save(event, wantAll(count === 0))}
        />
        <span aria-hidden="true">{mixed ? some : count > 0 ? words.on : words.off}</span>
      </label>
      <noscript>
        <fieldset aria-label={label} className="flex flex-wrap items-center gap-4 text-sm">
          <span>{mixed ? some : count > 0 ? words.on : words.off}</span>
          {[true, false].map((on) => (
            <button
              key={String(on)}
              type="submit"
              name="wish"
              value={exchanges.map((exchange) => wish(exchange, on)).join(' ')}
              className="text-button"
            >
              {on ? words.allOn : words.allOff}
            </button>
          ))}
        </fieldset>
      </noscript>
    </>
  );
}
