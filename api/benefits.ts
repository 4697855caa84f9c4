import { postBenefits } from '#domain/ingest/post-benefits.ts';
import { benefitRowSchema } from '#domain/ingest/row-schemas.ts';
import type { Api } from './environment.ts';
import { addIngest } from './ingest.ts';
import type { Limits } from './rate-limit.ts';

export const addBenefits = (api: Api, limits: Limits) =>
  addIngest(api, limits, {
    path: '/benefits',
    summary: 'Send in what customers received',
    description:
      'Scope `ingest`. All rows are stored or none, as with holdings; the natural key is customer, exchange and key. Amounts are exact: write them as text.',
    row: benefitRowSchema,
    post: postBenefits,
  });
