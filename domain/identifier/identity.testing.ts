import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { TestDatabase } from '#db/testing.ts';
import { hashToken } from '#lib/token.ts';
import type { KeyActor, PersonId, StaffActor, SystemActor } from '../actor.ts';
import { createKey } from '../api-key/create-key.ts';
import type { Ctx } from '../context.ts';
import { mappingSchema } from '../import/mapping.ts';
import { runImport } from '../import/run-import.ts';
import { putCustomer } from '../ingest/put-customer.ts';
import { admit } from '../person/admit.ts';
import { findVisit } from '../person/find-visit.ts';
import { linkAccount, makePerson } from '../person/make-person.ts';
import { startSession } from '../person/sessions.ts';
import { makeBrand } from '../testing.ts';

export const issuer = 'https://id.example';

const mapping = mappingSchema.parse({
  feeds: [
    {
      file: 'people.csv',
      customer: { id: 'id', email: 'email', oidcSubject: `${issuer}|{sub}` },
      holdings: [],
    },
  ],
});

/** A brand whose records' identifiers are brought in in every way, and people who sign in and look. */
export async function identityBrand(database: TestDatabase) {
  const brand = await makeBrand(database);
  const { db } = database;

  const load = (ctx: Ctx<SystemActor | StaffActor>, ...rows: string[]) => {
    const text = `id,email,sub\n${rows.map((row) => `${row}\n`).join('')}`;
    const bytes = Buffer.from(text);
    return runImport(ctx, {
      mapping,
      open: async () => ({ stream: Readable.from([bytes]), size: bytes.length }),
    });
  };

  /** Signs someone in by mail. Gives the token of their session. */
  async function byMail(email: string): Promise<Guest> {
    const { id } = await makePerson(db, { verifiedEmail: email, name: null });
    await admit(db, id, email);
    return guest(id);
  }

  /** Signs someone in by their account at the issuer, who may have verified an address. */
  async function byIssuer(subject: string, email: string | null = null): Promise<Guest> {
    const [known] = await database.owner`select person_id from account where subject = ${subject}`;
    const id: PersonId = known?.person_id ?? (await makePerson(db, { verifiedEmail: email, name: null })).id;
    if (!known) await linkAccount(db, id, issuer, subject);
    await admit(db, id, email, { issuer, subject });
    return guest(id);
  }

  async function guest(personId: PersonId): Promise<Guest> {
    const token = randomUUID();
    const expiresAt = new Date(Date.now() + 3_600_000);
    await startSession(db, { tokenHash: hashToken(token), personId, userAgent: null, expiresAt });
    return { personId, token };
  }

  /** The brand's numbers of the records that a session opens at its next request. */
  async function opens({ token }: Pick<Guest, 'token'>): Promise<string[]> {
    const visit = await findVisit(db, hashToken(token));
    const ids = (visit?.relations ?? []).map(({ customerId }) => customerId);
    const rows = await database.owner`select external_id from customer
        where customer_id = any(${ids}) and brand_id = ${brand.id} order by 1`;
    return rows.map((row) => row.external_id);
  }

  async function key(owner: Ctx<StaffActor>): Promise<Ctx<KeyActor>> {
    const { id } = await createKey(owner, { name: 'shop', scopes: ['ingest'], days: null });
    return { db, actor: { kind: 'key', keyId: id, brandId: brand.id, scopes: ['ingest'] } };
  }

  const put = (ctx: Ctx<KeyActor>, id: string, input: object) => putCustomer(ctx, brand.idKey, id, input);

  /** Someone on the team who has signed in by mail. */
  async function member(role: StaffActor['role'], email: string): Promise<Ctx<StaffActor>> {
    const { personId } = await byMail(email);
    await database.owner`insert into staff (brand_id, person_id, role) values (${brand.id}, ${personId}, ${role})`;
    return { db, actor: { kind: 'staff', personId, brandId: brand.id, role } };
  }

  const changes = () =>
    database.owner`select c.external_id, i.* from identifier_change i join customer c using (customer_id)
      where i.brand_id = ${brand.id} order by i.id`;

  return { ...brand, load, byMail, byIssuer, opens, key, put, member, changes };
}

export type Guest = { personId: PersonId; token: string };
export type IdentityBrand = Awaited<ReturnType<typeof identityBrand>>;
