import { connect } from '#db/client.ts';
import type { EmbeddedServer } from '#db/embedded.ts';
import { type DemoPerson, demoPeople } from '#demo/people.ts';
import { seedDemo } from '#demo/seed.ts';
import { seedSystems } from '#demo/seed-systems.ts';
import { localUrl } from '#lib/own-address.ts';
import type { SealKey } from '#lib/seal.ts';

/** An empty database gets the demo; one with brands of its own stays as it is. Says whom one can be. */
export async function fillWithDemo(embedded: EmbeddedServer, sealKey: SealKey): Promise<string[]> {
  const { db, close } = connect(embedded.appUrl(), { name: 'mutual-demo', hasty: true });
  try {
    const seeded = await seedDemo(db, { say: (line) => console.log(`Demo: ${line}`) });
    if (seeded === 'other') return [];
    await seedSystems(db, sealKey, localUrl());
    return ['On /sign-in you become, in one click:', ...demoPeople.filter(isShown).map(introduced), ''];
  } finally {
    await close();
  }
}

/** Staff of one brand stand for those of the others. */
const isShown = ({ staffOf, customerOf }: DemoPerson) =>
  customerOf.length > 0 || staffOf?.brand === 'brightfennel';

const introduced = ({ name, note }: DemoPerson) => `  ${name.padEnd(22)} ${note.en}`;
