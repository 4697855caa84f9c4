import type { TestDatabase } from '#db/testing.ts';

/** Changes what is there with every right there is: no trigger, no foreign key. */
export const tamperer =
  ({ owner }: Pick<TestDatabase, 'owner'>) =>
  (...statements: string[]): Promise<unknown> =>
    owner.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      for (const statement of statements) await tx.unsafe(statement);
    });
