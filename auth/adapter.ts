import type { Adapter, AdapterAccount, AdapterUser } from 'next-auth/adapters';
import type { Db } from '#db/client.ts';
import {
  findPerson,
  findPersonByAccount,
  findPersonByEmail,
  type Person,
} from '#domain/person/find-person.ts';
import { linkAccount, makePerson } from '#domain/person/make-person.ts';
import { endSessionOf, startSession } from '#domain/person/sessions.ts';
import { keepSignInLink, spendSignInLink } from '#domain/person/sign-in-link.ts';
import { hashToken } from '#lib/token.ts';

/** Keeps what next-auth needs in our own tables; a session's token only as its hash. Sessions are read elsewhere (`visitor.ts`). */
export function adapter(db: Db, userAgent: string | null, issuerOf: (provider: string) => string): Adapter {
  return {
    // Only proven addresses come this far: from a link that was followed, or verified by the issuer (`oidc.ts`).
    createUser: async ({ email, name }: Pick<AdapterUser, 'email' | 'name'>) =>
      user(await makePerson(db, { verifiedEmail: email || null, name: name ?? null })),
    getUser: async (id) => maybe(await findPerson(db, id)),
    getUserByEmail: async (email) => maybe(await findPersonByEmail(db, email)),
    getUserByAccount: async ({ provider, providerAccountId }) =>
      maybe(await findPersonByAccount(db, issuerOf(provider), providerAccountId)),
    // What a sign-in proves is written down by `admit`.
    updateUser: async ({ id }) => {
      const found = await findPerson(db, id);
      if (!found) throw new TypeError('next-auth updates a person that does not exist.');
      return user(found);
    },
    linkAccount: async ({ userId, provider, providerAccountId }: AdapterAccount) =>
      linkAccount(db, userId, issuerOf(provider), providerAccountId),
    createSession: async (fresh) => {
      const { sessionToken, userId, expires } = fresh;
      const tokenHash = hashToken(sessionToken);
      await startSession(db, { tokenHash, personId: userId, userAgent, expiresAt: expires });
      return fresh;
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async (sessionToken) => endSessionOf(db, hashToken(sessionToken)),
    createVerificationToken: async (link) => {
      await keepSignInLink(db, { email: link.identifier, tokenHash: link.token, expiresAt: link.expires });
      return link;
    },
    useVerificationToken: async ({ token }) => {
      const spent = await spendSignInLink(db, token);
      return spent && { identifier: spent.email, token, expires: spent.expiresAt };
    },
  };
}

const maybe = (person: Person | null) => person && user(person);

const user = (person: Person): AdapterUser => ({
  id: person.id,
  name: person.name,
  email: person.email ?? '',
  emailVerified: person.emailVerifiedAt,
});
