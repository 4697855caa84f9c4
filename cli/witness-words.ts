import type { WitnessFinding } from '#domain/checkpoint/witness.ts';

const words = {
  unsigned: 'is not signed by a key of the brand that the portal stands for',
  'broken link': 'does not follow from the one before',
  keys: 'takes back keys that were signed before',
  ids: 'signed another key of customers’ ids than the one before',
  fewer: 'covers fewer customers than the one before',
  copy: 'is damaged in the copy itself',
} as const;

/** What a copy kept outside shows. */
export function witnessFinding(bad: WitnessFinding): string {
  switch (bad.why) {
    case 'gone':
      return 'the brand is not there any more, and the copy has what it signed.';
    case 'brand':
      return 'another brand is there under this name.';
    case 'operator':
      return `the portal’s own key was ${bad.kept} and is ${bad.now}. If AUTH_SECRET was changed, compare it with “keys operator” there, and name it by --operator.`;
    case 'key':
      return `signing key ${bad.kid}, which the copy has, is not the brand’s any more.`;
    case 'shrank':
      return `the copy has ${bad.kept} checkpoints, and there ${bad.now === 1 ? 'is' : 'are'} ${bad.now}: history was cut, or a backup from an earlier day put back.`;
    case 'forked':
      return `checkpoint ${bad.number} is another one than the copy has: history was written anew. Both are signed: ${bad.kept} and ${bad.now}`;
    default:
      return `checkpoint ${bad.number} ${words[bad.why]}.`;
  }
}
