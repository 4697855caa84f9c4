import { z } from 'zod';

const wishSchema = z
  .string()
  .max(140)
  .regex(/^[a-z0-9-]+:\d{1,9}:\d{1,15}(:(on|off))?$/)
  .transform((text) => {
    const [exchange = '', version = '', seq = '', want] = text.split(':');
    return { exchange, version: Number(version), seq: Number(seq), want };
  });

export type Wish = { exchange: string; version: number; seq: number; want: 'on' | 'off' };

/**
 * What a form of switches asks for, and of which record. `wish` says it outright ("offers:3:17:off", several in one
 * field); `save` names the exchange whose box the form holds under `on:<exchange>`. Null when it makes no sense.
 */
export function readWishes(form: FormData): { record: string; wishes: Wish[] } | null {
  const record = form.get('record');
  const said = form.getAll('wish').flatMap((field) => String(field).split(' '));
  const boxes = form.getAll('save').map(String);
  const wishes = [...said, ...boxes].map((text) => wishSchema.safeParse(text));
  if (typeof record !== 'string' || wishes.length === 0) return null;
  return wishes.every((wish) => wish.success)
    ? { record, wishes: wishes.map(({ data }) => withBox(data, form)) }
    : null;
}

function withBox({ want, ...wish }: z.output<typeof wishSchema>, form: FormData): Wish {
  const asked = want ?? (form.has(`on:${wish.exchange}`) ? 'on' : 'off');
  return { ...wish, want: asked === 'on' ? 'on' : 'off' };
}
