/**
 * Does the work, and says how many milliseconds of processor this thread used at most between two beats of its heart:
 * for so long nobody else was served. Of the processor, so that a busy machine makes no difference.
 */
export async function longestSilence<T>(work: () => Promise<T>): Promise<{ result: T; silence: number }> {
  let silence = 0;
  let before = used();
  const beat = () => {
    const now = used();
    silence = Math.max(silence, now - before);
    before = now;
  };
  const heart = setInterval(beat, 5);
  try {
    const result = await work();
    beat();
    return { result, silence };
  } finally {
    clearInterval(heart);
  }
}

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
