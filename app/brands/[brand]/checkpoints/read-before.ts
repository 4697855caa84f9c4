/** The number of a checkpoint from an address; what is none leads to the newest. */
export const readBefore = (text: string | undefined): number | undefined =>
  text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
