import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { type JsonBounds, JsonReader } from '#lib/bounded-json.ts';

/** Looks at each piece of a body before anyone reads it: false once it is too much. */
export type BodyGuard = (piece: Buffer) => boolean;

type Bounds = { bytes: number; fields: number };

/** What the forms of our pages can have. */
const ofForms: Bounds = { bytes: 256_000, fields: 1_000 };

/** The page that takes a file of receipts, of four million bytes (app/verify/actions.ts). */
const ofReceipts: Bounds = { bytes: 4_100_000, fields: 20 };

/** What an action without a form says: its arguments as JSON. */
const ofArguments: Omit<JsonBounds, 'bytes'> = { elements: 5_000, depth: 30 };

/** These count for themselves, as it comes in (api/body.ts, receive-upload.ts). */
const guardsItself = /^\/(api\/(v1|segment)\/|staff\/[^/]+\/import\/upload)/;

/** Next reads a form whole before an action or a page sees it; this is what it may have to read. Null where a route sees to that. */
export function bodyGuard({
  url = '/',
  headers,
}: Pick<IncomingMessage, 'url' | 'headers'>): BodyGuard | null {
  const path = url.split('?', 1)[0] ?? '/';
  if (guardsItself.test(path)) return null;
  const bounds = path === '/verify' ? ofReceipts : ofForms;
  const isSmall = counted(headers['content-type'] ?? '', bounds, headers);
  let bytes = 0;
  return (piece) => {
    bytes += piece.length;
    return bytes <= bounds.bytes && isSmall(piece);
  };
}

function counted(type: string, bounds: Bounds, headers: IncomingMessage['headers']): BodyGuard {
  if (/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type))
    return countFields(bounds, headers);
  return /^(text\/plain|application\/json)\b/i.test(type) ? countElements(bounds) : () => true;
}

/** What is no form is not counted: Next does not take it for one either. */
function countFields({ bytes, fields }: Bounds, headers: IncomingMessage['headers']): BodyGuard {
  let isTooMuch = false;
  let isForm = true;
  const enough = () => {
    isTooMuch = true;
  };
  try {
    const form = busboy({ headers, limits: { fields, files: fields, parts: fields, fieldSize: bytes } });
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) form.on(limit, enough);
    form.on('file', (_, stream) => stream.resume());
    form.on('error', () => {
      isForm = false;
    });
    return (piece) => {
      if (isForm) form.write(piece);
      return !isTooMuch;
    };
  } catch {
    return () => true;
  }
}

function countElements({ bytes }: Bounds): BodyGuard {
  const reader = new JsonReader({ ...ofArguments, bytes });
  return (piece) => {
    try {
      reader.add(piece);
      return true;
    } catch {
      return false;
    }
  };
}
