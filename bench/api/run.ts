import type { Row } from '../row.ts';
import type { Stage } from '../stage.ts';
import { benchAudience } from './audience.ts';
import { benchBulk } from './bulk.ts';
import { benchChoices } from './choices.ts';
import { benchDecisions } from './decisions.ts';
import { benchDeliveries } from './deliveries.ts';
import { setApiStage } from './stage.ts';

/** What brand engineers' systems wait for, on the large database. */
export async function benchApi(
  { large, ownerUrl }: Pick<Stage, 'large' | 'ownerUrl'>,
  { seconds, rounds, quick }: { seconds: number; rounds: number; quick: boolean },
): Promise<Row[]> {
  const stage = await setApiStage(large, ownerUrl);
  try {
    return [
      ...(await benchDecisions(stage, { seconds, rounds })),
      ...(await benchBulk(stage, rounds)),
      ...(await benchAudience(stage, rounds)),
      ...(await benchChoices(stage, { seconds, rounds })),
      ...(await benchDeliveries(
        stage,
        quick ? { backlog: 500, switches: 50 } : { backlog: 5_000, switches: 300 },
      )),
    ];
  } finally {
    await stage.close();
  }
}
