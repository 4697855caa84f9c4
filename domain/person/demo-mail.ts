import { desc } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { demoMail } from '#db/schema/person.ts';

export type Mail = { recipient: string; subject: string; body: string };

/** Puts mail where the demo's inbox page shows it. */
export async function keepDemoMail(db: Db, mail: Mail): Promise<void> {
  await db.insert(demoMail).values(mail);
}

/** The newest fifty, newest first. */
export const listDemoMail = (db: Db) => db.select().from(demoMail).orderBy(desc(demoMail.id)).limit(50);
