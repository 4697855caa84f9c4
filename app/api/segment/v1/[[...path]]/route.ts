import { createApi } from '#api/app.ts';
import { portal, portalChoices } from '#db/portal.ts';

export const dynamic = 'force-dynamic';

const api = createApi(() => portal().db, { choices: portalChoices });
const answer = (request: Request) => api.fetch(request);

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };
