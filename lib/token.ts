import { hash, randomBytes } from 'node:crypto';

/** 256 random bits, as a cookie or a link carries them. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What is stored of a token: SHA-256, hex. A leaked table opens nothing. */
export const hashToken = (token: string) => hash('sha256', token, 'hex');
