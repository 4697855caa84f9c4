/** The input that a path of the domain is about: itself, the one it lies in, or the first that lies in it. */
export function nearestInput(path: string, inputs: readonly string[]): string {
  if (inputs.includes(path)) return path;
  const parts = path.split('.');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const outer = parts.slice(0, length).join('.');
    if (inputs.includes(outer)) return outer;
  }
  return inputs.find((input) => input.startsWith(`${path}.`)) ?? path;
}
