import { getTranslations } from 'next-intl/server';
import type { Impact } from '#domain/exchange/impact.ts';
import type { Basis } from '#lib/terms.ts';

/** What publishing would do to customers, and why. */
export async function DraftImpact(props: { impact: Impact; live: boolean; basis: Basis | null }) {
  const [t, terms] = await Promise.all([getTranslations('staff.draft'), getTranslations('terms.widening')]);
  const { impact } = props;
  return (
    <div className="text-sm">
      <p>{t(...outcome(props))}</p>
      {impact.widened !== null && impact.widened.length > 0 && (
        <>
          <p className="mt-2 text-quiet">{t('impactWhy')}</p>
          <ul className="list-disc pl-5">
            {impact.widened.map((widening) => (
              <li key={widening}>{terms(widening)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const firstOn: Partial<Record<Basis, string>> = {
  consent: 'impactFirst',
  legitimate_interests: 'impactFirstOptOut',
  public_task: 'impactFirstOptOut',
};

function outcome(props: {
  impact: Impact;
  live: boolean;
  basis: Basis | null;
}): [string, Record<string, number>] {
  const { widened, askedAgain, activeYes } = props.impact;
  if (widened === null || askedAgain === null || props.basis === null) return ['impactUnknown', {}];
  if (!props.live) return [firstOn[props.basis] ?? 'impactFirstLocked', {}];
  if (widened.length === 0) return ['impactNone', { count: activeYes }];
  if (askedAgain < activeYes) return ['impactUnasked', {}];
  return ['impactAsked', { count: askedAgain }];
}
