import { localTextField } from '#app/staff/local-text-field.ts';
import { holdingSources } from '#lib/terms.ts';

const texts = ['title', 'give', 'get', 'off'];

/** What a draft's form says, in the shape of the terms. What was left empty is left out: the draft does not say it yet. */
export function readDraft(form: FormData): object {
  const draft = {
    ...Object.fromEntries(texts.map((text) => [text, filledText(form, text)])),
    category: said(form, 'category'),
    purpose: said(form, 'purpose'),
    basis: said(form, 'basis'),
    level: number(said(form, 'level')),
    retentionDays: form.has('always') ? null : number(said(form, 'retentionDays')),
    recipients: filled(lines(said(form, 'recipients'))),
    sources: filled(holdingSources.filter((source) => form.has(`sources.${source}`))),
    promise: promise(form),
    lapsesAfterDays: form.has('neverLapses') ? null : number(said(form, 'lapsesAfterDays')),
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

function said(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

function filledText(form: FormData, name: string) {
  const text = localTextField(form, name);
  return Object.keys(text).length > 0 ? text : undefined;
}

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const lines = (text = '') =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const filled = <T>(list: T[]) => (list.length > 0 ? list : undefined);

/** "How often" has a default in the form, so alone it promises nothing. */
function promise(form: FormData) {
  const [capital, amount, unit] = ['capital', 'amount', 'unit'].map((part) => said(form, `promise.${part}`));
  if (!capital && !amount && !unit) return undefined;
  return {
    capital,
    amount: amount && withPoint(amount),
    unit: unit && unitOf(unit),
    per: said(form, 'promise.per'),
  };
}

/** A comma before one or two digits is how German writes cents. */
const withPoint = (amount: string) => amount.replace(/^(\d+),(\d{1,2})$/, '$1.$2');

const unitOf = (unit: string) => (/^[a-z]{3}$/i.test(unit) ? unit.toUpperCase() : unit.toLowerCase());
