import { ButtonLink } from '#components/ui/button.tsx';
import type { Mail } from '#domain/person/demo-mail.ts';

type Props = { mail: Mail; words: { to: string; open: string }; when: string };

/** One mail, in plain text; its link, which has a paragraph of its own, as a button. */
export function MailEntry({ mail, words, when }: Props) {
  const paragraphs = mail.body.split('\n\n');
  const link = paragraphs.find((paragraph) => URL.canParse(paragraph));
  const path = link ? new URL(link).pathname + new URL(link).search : null;
  return (
    <li className="border-rule border-b py-6">
      <div className="flex flex-wrap justify-between gap-x-6 text-quiet text-sm">
        <p>{words.to}</p>
        <p>{when}</p>
      </div>
      <h2 className="mt-1 mb-3 font-semibold text-lg">{mail.subject}</h2>
      <div className="grid max-w-prose gap-3">
        {paragraphs.map((paragraph) =>
          paragraph === link && path ? (
            <p key={paragraph}>
              <ButtonLink href={path} prefetch={false} weight="main">
                {words.open}
              </ButtonLink>
            </p>
          ) : (
            <p key={paragraph}>{paragraph}</p>
          ),
        )}
      </div>
    </li>
  );
}
