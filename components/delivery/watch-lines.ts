type Tell = (line: string) => void;

/** One stream a page, however many switches: browsers open few connections to one server. */
let source: EventSource | undefined;
const told = new Map<string, Tell>();
const latest = new Map<string, string>();

/** Tells of an exchange's line whenever it changes, until the server has nothing more to tell or the result is called. */
export function watchLines(url: string, exchange: string, tell: Tell): () => void {
  told.set(exchange, tell);
  const line = latest.get(exchange);
  if (line !== undefined) tell(line);
  if (!source) open(url);
  return () => {
    told.delete(exchange);
    latest.delete(exchange);
    if (told.size === 0) close();
  };
}

function open(url: string) {
  source = new EventSource(url);
  source.onmessage = ({ data }) => {
    for (const [exchange, line] of Object.entries<string>(JSON.parse(data))) {
      latest.set(exchange, line);
      told.get(exchange)?.(line);
    }
  };
  source.addEventListener('end', close);
  source.onerror = close;
}

function close() {
  source?.close();
  source = undefined;
  latest.clear();
}
