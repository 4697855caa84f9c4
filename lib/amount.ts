/** Whether a unit is an ISO 4217 currency, rather than something counted. */
export const isMoney = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);
