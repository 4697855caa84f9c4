import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { createKey } from '#domain/api-key/create-key.ts';
import { makeBrand, type TestBrand } from '#domain/testing.ts';
import { createApi } from './app.ts';
import type { Rates } from './rate-limit.ts';

/** What a call got: its status, its headers, its body as JSON (null when there is none). */
export type Reply = { status: number; headers: Headers; body: Record<string, unknown>; text: string };

/** `path` is under `/api/v1` unless it says otherwise. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

export type TestApi = {
  database: TestDatabase;
  brand: TestBrand;
  /** Calls with a key that has these scopes; none: without a key. */
  as: (...scopes: string[]) => Promise<Call>;
  /** Calls with this secret. */
  withKey: (secret: string | null) => Call;
  newKey: (brand: TestBrand, scopes: string[]) => Promise<{ id: string; secret: string }>;
};

/** The API on a database of its own, with a brand. */
export async function testApi(rates?: Rates): Promise<TestApi> {
  const database = await testDatabase();
  const brand = await makeBrand(database);
  const api = createApi(() => database.db, { rates });
  const newKey = async (of: TestBrand, scopes: string[]) =>
    createKey(await of.staff('owner'), { name: 'Test', scopes, days: null });
  const withKey =
    (secret: string | null): Call =>
    async (method, path, body, headers = {}) => {
      const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
      const sent = isRaw ? (body as string | undefined) : JSON.stringify(body);
      const response = await api.request(path.startsWith('/api/') ? path : `/api/v1${path}`, {
        method,
        headers: {
          ...(secret && { authorization: `Bearer ${secret}` }),
          ...(sent !== undefined && {
            'content-type': 'application/json',
            // As over HTTP.
            'content-length': String(Buffer.byteLength(sent)),
          }),
          ...headers,
        },
        body: sent,
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: parsed(text) };
    };
  const as = async (...scopes: string[]) =>
    withKey(scopes.length === 0 ? null : (await newKey(brand, scopes)).secret);
  return { database, brand, as, withKey, newKey };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
