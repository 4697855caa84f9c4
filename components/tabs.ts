/** What tabs of one browser tell each other: that something about this person changed, never what. */
let channel: BroadcastChannel | undefined;
const opened = () => {
  channel ??= new BroadcastChannel('mutual');
  return channel;
};

/** Tells the other tabs; the one that tells knows already. */
export const tellTabs = () => opened().postMessage('changed');

/** Hears of changes in other tabs until the result is called. */
export function hearTabs(changed: () => void): () => void {
  const tabs = opened();
  tabs.addEventListener('message', changed);
  return () => tabs.removeEventListener('message', changed);
}
