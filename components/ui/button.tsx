import Link from 'next/link';
import type { ComponentProps } from 'react';

type Weight = 'main' | 'plain' | 'quiet';

const shape =
  'inline-flex min-h-11 items-center justify-center py-2 text-sm font-semibold rounded-sm cursor-pointer disabled:cursor-progress disabled:opacity-60';

const weights: Record<Weight, string> = {
  main: 'bg-accent px-4 text-on-accent hover:underline',
  plain: 'border px-4 border-edge text-ink hover:border-ink',
  quiet: 'px-2 text-accent underline underline-offset-4',
};

export function Button({
  weight = 'main',
  className = '',
  ...props
}: ComponentProps<'button'> & { weight?: Weight }) {
  return <button type="submit" {...props} className={`${shape} ${weights[weight]} ${className}`} />;
}

export function ButtonLink({
  weight = 'plain',
  className = '',
  ...props
}: ComponentProps<typeof Link> & { weight?: Weight }) {
  return <Link {...props} className={`${shape} ${weights[weight]} ${className}`} />;
}
