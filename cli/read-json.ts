import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DomainError } from '#domain/errors.ts';

/** A JSON file that a person wrote. Throws `invalid` naming the file and every place in it that is wrong. */
export async function readJson<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(parseJson(file, await readText(file)));
  if (parsed.success) return parsed.data;
  throw new DomainError('invalid', `${file} cannot be used:\n${z.prettifyError(parsed.error)}`);
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    if (error instanceof TypeError) throw new DomainError('invalid', `${file} is not UTF-8.`);
    throw new DomainError('not_found', `${file} cannot be read: ${reason(error)}.`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError('invalid', `${file} is not JSON: ${reason(error)}.`);
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
