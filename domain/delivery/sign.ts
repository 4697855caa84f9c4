import { Webhook } from 'standardwebhooks';

/** The headers of Standard Webhooks 1.0: one signature for each secret, newest first, over id, time and body. */
export function signedHeaders(secrets: readonly string[], id: string, at: Date, body: string) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
