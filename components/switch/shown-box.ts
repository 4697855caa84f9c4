import { type RefObject, useEffect, useRef } from 'react';

/** Browsers refill boxes when they restore a page, before and after it comes alive. What is shown is what is so. */
export function useShownBox({
  on,
  mixed = false,
}: {
  on: boolean;
  mixed?: boolean;
}): RefObject<HTMLInputElement | null> {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const show = () => {
      if (box.current) Object.assign(box.current, { checked: on, indeterminate: mixed });
    };
    show();
    window.addEventListener('pageshow', show);
    return () => window.removeEventListener('pageshow', show);
  });
  return box;
}
