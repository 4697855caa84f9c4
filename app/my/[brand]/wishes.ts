import { z } from 'zod';

const wishSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9-]+:\d{1,9}(:(on|off))?$/)
  .transform((text) => {
    const [exchange = '', version = '', want] = text.split(':');
    return { exchange, version: Number(version), want };
  });

export type Wish = { exchange: string; version: number; want: 'on' | 'off' };

/**
 * What a form of switches asks for. `wish` says it outright ("offers:3:off", several in one field);
 * `save` names the exchange whose box the form holds under `on:<exchange>`. Null when it makes no sense.
 */
export function readWishes(form: FormData): { brand: string; wishes: Wish[] } | null {
  const brand = form.get('brand');
  const said = form.getAll('wish').flatMap((field) => String(field).split(' '));
  const boxes = form.getAll('save').map(String);
  const wishes = [...said, ...boxes].map((text) => wishSchema.safeParse(text));
  if (typeof brand !== 'string' || wishes.length === 0) return null;
  return wishes.every((wish) => wish.success)
    ? { brand, wishes: wishes.map(({ data }) => withBox(data, form)) }
    : null;
}

function withBox({ exchange, version, want }: z.output<typeof wishSchema>, form: FormData): Wish {
  const asked = want ?? (form.has(`on:${exchange}`) ? 'on' : 'off');
  return { exchange, version, want: asked === 'on' ? 'on' : 'off' };
}
