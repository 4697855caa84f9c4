import { hash } from 'node:crypto';
import { z } from 'zod';

/** A SHA-256 as JSON carries it. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** SHA-256 of the text's UTF-8, hex. */
export const hashOf = (text: string): string => hash('sha256', text, 'hex');
