import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type MappingFault, parseMapping } from './parse-mapping.ts';
import { type Preview, previewImport } from './preview-import.ts';
import { openUpload } from './upload.ts';

/** The first rows of an upload, or what is wrong with its mapping. A fault without a message is a slug the brand has not. */
export type UploadPreview = { preview: Preview } | { faults: (MappingFault & { slug?: string })[] };

/** Throws as `previewImport` and `openUpload` do. */
export async function previewUpload(ctx: Ctx<StaffActor>, id: string): Promise<UploadPreview> {
  const { mapping: text, open } = await openUpload(ctx.actor, id);
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
