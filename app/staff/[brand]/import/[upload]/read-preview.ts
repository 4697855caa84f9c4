import type { StaffActor } from '#domain/actor.ts';
import type { Ctx } from '#domain/context.ts';
import { DomainError } from '#domain/errors.ts';
import { type MappingFault, parseMapping } from '#domain/import/parse-mapping.ts';
import { type Preview, previewImport } from '#domain/import/preview-import.ts';
import type { Upload } from '#domain/import/upload.ts';

/** The first rows of an upload, or what is wrong with its mapping. A fault without a message is a slug the brand has not. */
export async function readPreview(
  ctx: Ctx<StaffActor>,
  { mapping: text, open }: Upload,
): Promise<{ preview: Preview } | { faults: (MappingFault & { slug?: string })[] }> {
  const parsed = parseMapping(text);
  if ('faults' in parsed) return parsed;
  try {
    return { preview: await previewImport(ctx, { mapping: parsed.mapping, open }) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error;
    return {
      faults: Object.entries(error.fields ?? {}).map(([path, slug]) => ({ path, slug, message: '' })),
    };
  }
}
