import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type Mailbox = {
  url: string;
  /** How much mail an address has been sent. */
  count: (address: string) => number;
  /** The newest mail to an address, and the link in it; waits for it. */
  newest: (address: string) => Promise<{ mail: Email; link: string }>;
  close: () => Promise<void>;
};

/** A real mail server that keeps what it is given. Anything to `nobody@` is refused, as real ones do. */
export async function openMailbox(): Promise<Mailbox> {
  const kept: { to: string; mail: Email }[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (to, _, done) =>
      done(
        to.address.startsWith('nobody@')
          ? Object.assign(new Error('No such mailbox'), { responseCode: 550 })
          : null,
      ),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks));
        for (const { address } of session.envelope.rcptTo) kept.push({ to: address, mail });
        for (const wake of waiting) wake();
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const net = server.listen(0, '127.0.0.1', () => {
      const address = net.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const to = (address: string) => kept.filter((entry) => entry.to === address);
  const newest: Mailbox['newest'] = async (address) => {
    while (to(address).length === 0) await new Promise<void>((resolve) => waiting.add(resolve));
    const mail = to(address).at(-1)?.mail;
    const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
    if (!mail || !link) throw new Error('The mail has no link.');
    return { mail, link };
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    count: (address) => to(address).length,
    newest,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
