import { behaviours, openReceiver, type Receiver } from '#domain/delivery/receiver.testing.ts';

/** What a system was sent. */
export type Arrival = {
  id: string;
  customer: string;
  exchange: string;
  seq: number;
  state: string;
  allowed: boolean;
  /** Milliseconds since 1970. */
  at: number;
};

export type ReceivingSystem = {
  slug: string;
  exchange: string;
  /** Whether it takes what it is sent. The others learn to when they are healed. */
  good: boolean;
  arrivals: Arrival[];
  heal: () => void;
  receiver: Receiver;
};

type Way = keyof typeof behaviours;

const bad = ['breaks', 'hangs', 'resets', 'drips', 'redirects', 'gone', 'tired', 'floods'] as const;

/** Two good systems hear of most choices; of the others eight bad ones hear, and a good one beside them. */
export const openReceivers = (): Promise<ReceivingSystem[]> =>
  Promise.all([
    receiving('mail', 'offers', 'applies'),
    receiving('store', 'offers', 'fine'),
    receiving('beside', 'ads', 'fine'),
    ...bad.map((way) => receiving(way, 'ads', way)),
  ]);

async function receiving(slug: string, exchange: string, way: Way): Promise<ReceivingSystem> {
  const arrivals: Arrival[] = [];
  let now: Way = way;
  const receiver = await openReceiver((response, hit) => {
    const { data } = JSON.parse(hit.body);
    arrivals.push({ id: String(hit.headers['webhook-id']), at: Date.now(), ...data });
    behaviours[now](response, hit);
  });
  const heal = () => {
    now = 'fine';
  };
  return { slug, exchange, good: !bad.some((name) => name === way), arrivals, heal, receiver };
}
