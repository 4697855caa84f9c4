import { IncomingMessage } from 'node:http';
import type { BodyGuard } from './body-guard.ts';

/** Bytes of a refused body that are still taken in and thrown away, so that its sender hears the answer. */
const mostThrownAway = 20_000_000;

/** A request whose body is looked at while it comes in, before Next reads any of it. */
export class PortalRequest extends IncomingMessage {
  #guard: BodyGuard | null = null;
  #refuse: () => Promise<unknown> = async () => {};
  #answered: Promise<unknown> | null = null;
  #thrownAway = 0;

  /** `refuse` answers in place of whoever reads the body: no more of it reaches them. */
  guardBody(guard: BodyGuard | null, refuse: () => Promise<unknown>): void {
    this.#guard = guard;
    this.#refuse = refuse;
  }

  get isRefused(): boolean {
    return this.#answered !== null;
  }

  override push(piece: Buffer | null, encoding?: BufferEncoding): boolean {
    if (!this.#answered && piece && this.#guard && !this.#guard(piece)) this.#answered = this.#refuse();
    if (!this.#answered) return super.push(piece, encoding);
    this.#thrownAway += piece?.length ?? 0;
    // It was never whole for its reader, who hears that it broke off.
    if (piece === null || this.#thrownAway > mostThrownAway) void this.#answered.then(() => this.destroy());
    return true;
  }
}
