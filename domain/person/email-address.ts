import { z } from 'zod';
import { clean } from '../input.ts';

/** One e-mail address, in small letters: the form in which persons and customers are compared. */
export const emailSchema = z.string().trim().toLowerCase().max(254).refine(clean).pipe(z.email());
