'use server';

/** What a server action costs that does nothing. */
export async function doNothing(_form: FormData): Promise<void> {}
