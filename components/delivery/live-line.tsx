'use client';

import { useEffect, useState } from 'react';
import { useBoard } from '../switch/switch-board.tsx';
import { watchLines } from './watch-lines.ts';

/**
 * Where a choice stands in the brand's systems, beside its switch: as the page said, and news while it is under way
 * or has just been made. What the page said of the choice before is dropped.
 */
export function LiveLine(props: { exchange: string; line: string; underWay: boolean }) {
  const { exchange, line, underWay } = props;
  const { record, note } = useBoard();
  const said = note(exchange)?.kind;
  const [first] = useState(said);
  const [heard, setHeard] = useState<string>();
  const untouched = said === first || said === 'failed';
  const watching = said === 'saved' || (untouched && underWay);
  useEffect(() => {
    if (!watching) return;
    const stop = watchLines(`/my/${record}/deliveries`, exchange, setHeard);
    return () => {
      stop();
      setHeard(undefined);
    };
  }, [watching, record, exchange]);
  return (
    <p aria-live="polite" className="text-quiet text-sm">
      {heard ?? (untouched ? line : '')}
    </p>
  );
}
