'use client';

import './globals.css';
import { Broken } from './broken.tsx';

export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <Broken retry={reset} />
      </body>
    </html>
  );
}
