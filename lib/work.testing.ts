/** Work for a thread under test. */
export default async function work(task: 'echo' | 'hang' | 'hoard' | 'throw' | 'exit'): Promise<string> {
  if (task === 'throw') throw new TypeError('broken');
  if (task === 'exit') process.exit(1);
  while (task === 'hang') Math.random();
  const hoard: object[] = [];
  while (task === 'hoard') hoard.push({ a: [] });
  return task;
}
