import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import { person } from '#db/schema/person.ts';
import type { PersonId } from '../actor.ts';
import { DomainError } from '../errors.ts';

const zones = new Set(Intl.supportedValuesOf('timeZone'));

const preferencesSchema = z
  .object({
    /** BCP 47, one that the portal ships. */
    locale: z.string().regex(/^[a-z]{2,3}$/),
    /** IANA name; null: whatever the browser is in. */
    timeZone: z
      .string()
      .refine((zone) => zone === 'UTC' || zones.has(zone))
      .nullable(),
  })
  .partial();

export type Preferences = z.infer<typeof preferencesSchema>;

/** In which language and time zone a person reads, on every device they sign in with. */
export async function setPreferences(db: Db, personId: PersonId, input: Preferences): Promise<Preferences> {
  const parsed = preferencesSchema.safeParse(input);
  if (!parsed.success) throw new DomainError('invalid', 'There is no such language or time zone.');
  if (Object.keys(parsed.data).length > 0)
    await db.update(person).set(parsed.data).where(eq(person.id, personId));
  return parsed.data;
}
