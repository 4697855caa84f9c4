import { z } from 'zod';

/** A key of the Fides taxonomy (fideslang): small words joined by dots, such as `user.behavior.purchase_history`. */
export const standardKeySchema = z
  .string()
  .trim()
  .max(120)
  .regex(/^[a-z_]+(\.[a-z_]+)*$/, { error: 'is a standard key, such as user.contact.email' });
