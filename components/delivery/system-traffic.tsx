import type { StaffSystem } from '#domain/system/queries.ts';
import type { Reader } from '../reader.ts';
import { systemStatus } from './system-table.tsx';

/** How a system's deliveries stand, each number beside what it counts. */
export function SystemTraffic({ system, reader }: { system: StaffSystem; reader: Reader }) {
  const [t, all] = [reader.t('systems.traffic'), reader.t('systems')];
  const { number, dateTime } = reader.format;
  const { traffic } = system;
  const seconds = (value: number | null) =>
    value === null ? all('none') : all('seconds', { seconds: value });
  const facts: [string, string][] = [
    [all('status'), systemStatus(system, reader)],
    ...(['total', 'applied', 'sent', 'waiting', 'failed', 'parked', 'overdue'] as const).map(
      (name): [string, string] => [t(name), number(traffic[name])],
    ),
    [t('oldest'), traffic.oldest ? dateTime(traffic.oldest) : traffic.total ? t('noneMissing') : all('none')],
    [t('toArrival'), seconds(traffic.toArrival)],
    [t('toApplied'), seconds(traffic.toApplied)],
  ];
  return (
    <dl className="grid border-ink border-y-2 sm:grid-cols-2 lg:grid-cols-4">
      {facts.map(([name, value]) => (
        <div key={name} className="border-rule border-b py-3 pr-4">
          <dt className="text-quiet text-xs">{name}</dt>
          <dd className="font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
