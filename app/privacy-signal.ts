import { headers } from 'next/headers';

/** Whether the browser sends Global Privacy Control (W3C): the field says 1, nothing else counts. */
export const hasPrivacySignal = async (): Promise<boolean> => (await headers()).get('sec-gpc') === '1';
