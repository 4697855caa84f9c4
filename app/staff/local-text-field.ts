/** The texts of inputs named `title.en`, `title.de`…, by language; those left empty are left out. */
export function localTextField(form: FormData, name: string): Record<string, string> {
  const worded = [...form].flatMap(([key, value]) =>
    key.startsWith(`${name}.`) && typeof value === 'string' && value.trim()
      ? [[key.slice(name.length + 1), value.trim()] as const]
      : [],
  );
  return Object.fromEntries(worded);
}
