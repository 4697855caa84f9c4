'use client';

import { Broken } from './broken.tsx';

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return <Broken retry={reset} />;
}
