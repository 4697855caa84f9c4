/** What the work gives, or what `late` gives when it has not ended after so many milliseconds. */
export async function within<T>(milliseconds: number, work: Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    }, milliseconds);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
