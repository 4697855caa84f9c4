import journal from './migrations/meta/_journal.json' with { type: 'json' };

/** The role the portal runs as; row security is written for it. */
export const runtimeRole = 'mutual_app';

/** The newest migration this code knows, as drizzle records it. */
export const newestMigration = Math.max(...journal.entries.map((entry) => entry.when));
