import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import type { PortalRequest } from './portal-request.ts';

export type ErrorPage = { status: number; headers: Record<string, string>; body: string };

/**
 * Next answers a page that throws, or says "not found", with an empty document that a script fills in, and a route that
 * does so with nothing. Without JavaScript that is a blank page, so it is dropped and a whole one sent in its place.
 */
export class PortalResponse extends ServerResponse<PortalRequest> {
  /** Gets the document for a status. Unset: this answer goes out as it is. */
  errorPage: ((status: number) => Promise<ErrorPage>) | undefined;
  /** The page says that others are being served, and so does its status. */
  isBusy: (() => boolean) | undefined;
  #state: 'open' | 'passes' | 'dropped' = 'open';

  override writeHead(...args: unknown[]): this {
    if (this.#drops(args[0])) return this;
    if (args[0] !== 200 || !this.isBusy?.()) return Reflect.apply(super.writeHead, this, args);
    this.setHeader('retry-after', '10');
    return Reflect.apply(super.writeHead, this, [503, ...args.slice(1)]);
  }

  override write(...args: unknown[]): boolean {
    if (!this.#drops()) return Reflect.apply(super.write, this, args);
    callback(args);
    return true;
  }

  override end(...args: unknown[]): this {
    if (!this.#drops()) return Reflect.apply(super.end, this, args);
    callback(args);
    return this;
  }

  override flushHeaders(): void {
    if (!this.#drops()) super.flushHeaders();
  }

  /** Decides once, at the first thing that would be sent. */
  #drops(status: unknown = this.statusCode): boolean {
    if (this.#state !== 'open') return this.#state === 'dropped';
    const type = String(this.getHeader('content-type') ?? '');
    // Next's bare "Internal Server Error" is plain text.
    const isWrong =
      ((status === 404 || status === 403) && (type === '' || type.startsWith('text/html'))) ||
      (Number(status) >= 500 && /^text\/(html|plain)/.test(type));
    this.#state = isWrong && this.errorPage ? 'dropped' : 'passes';
    if (this.#state === 'dropped') void this.#replace(Number(status));
    return this.#state === 'dropped';
  }

  async #replace(failed: number) {
    this.send((await this.errorPage?.(failed)) ?? { status: failed, headers: {}, body: '' });
  }

  /** The same, waiting until it is sent; whatever else is said to this answer then goes nowhere. */
  async settle(page: ErrorPage): Promise<void> {
    if (this.headersSent) return;
    this.send(page);
    this.#state = 'dropped';
    if (!this.writableFinished) await once(this, 'finish');
  }

  /** Sends a whole document in place of whatever was begun. */
  send({ status, headers, body }: ErrorPage): void {
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'link', 'etag'])
      this.removeHeader(name);
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    this.#state = 'passes';
    this.statusCode = status;
    // Past what Next has put around this answer, which would say that the document is packed.
    Reflect.apply(super.writeHead, this, [status]);
    Reflect.apply(super.end, this, [body]);
  }
}

function callback(args: unknown[]) {
  const last = args.at(-1);
  if (typeof last === 'function') process.nextTick(() => last());
}
