import type { Reader } from '../reader.ts';

const sample = (host: string) => `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({
  writeKey: 'mk_…',
  host: '${host}',
  path: '/api/segment/v1/batch',
});
analytics.track({ userId: '4711', event: 'Order Completed', properties: { order_id: 'o-1' } });`;

/** How a brand engineer points a library here. */
export function SetupSample({ host, reader }: { host: string; reader: Reader }) {
  const t = reader.t('events.setup');
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre tabIndex={0} className="overflow-x-auto border-rule border-y bg-sunk px-3 py-3 text-xs">
        <code>{sample(host)}</code>
      </pre>
      <p className="mt-4 max-w-prose text-sm">{t('rule')}</p>
    </>
  );
}
