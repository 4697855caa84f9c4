import { env } from '#lib/env.ts';
import { localUrl } from '#lib/own-address.ts';

/** Where links in mail lead. */
export const origin = () => (env.PORTAL_URL ? new URL(env.PORTAL_URL).origin : localUrl());
