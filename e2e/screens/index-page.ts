import type { Picture } from './take.ts';

/** All pictures on one page, by route; what is missing comes first. */
export function indexPage(pictures: readonly Picture[], missing: readonly string[]): string {
  const scenes = Map.groupBy(pictures, ({ scene }) => scene);
  const parts = [...scenes].map(
    ([{ route, state, as }, own]) =>
      `<h2>${escaped(route)} <small>${escaped([state, as ?? 'nobody'].filter(Boolean).join(', '))}</small></h2><div>${own.map(figure).join('')}</div>`,
  );
  const list = missing.map((what) => `<li>${escaped(what)}</li>`).join('');
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>
body { font: 15px/1.5 system-ui; margin: 2rem; background: #eee }
h2 { margin: 2.5rem 0 .5rem } small { font-weight: normal; color: #555 }
div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0 } figcaption { color: #555 } img { border: 1px solid #999; max-height: 420px; max-width: 420px }
</style><h1>Screens</h1><p>${pictures.length} pictures.</p>${list && `<h2>Missing</h2><ul>${list}</ul>`}${parts.join('\n')}</html>`;
}

const figure = ({ file, locale, width, colorScheme }: Picture) =>
  `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${locale}, ${width}, ${colorScheme}</figcaption></figure>`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
