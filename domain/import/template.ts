/** Text to copy, or a column to fill in. */
export type TemplatePart = { text: string } | { column: string };

/**
 * Takes `"{quantity} × {product.type}"` apart. `{{` and `}}` stand for the braces themselves.
 * Null when a brace is left open or empty.
 */
export function parseTemplate(template: string): TemplatePart[] | null {
  const parts: TemplatePart[] = [];
  let text = '';
  const pattern = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;
  let from = 0;
  for (const match of template.matchAll(pattern)) {
    text += template.slice(from, match.index);
    from = match.index + match[0].length;
    const column = match[1]?.trim();
    if (match[0] === '{{' || match[0] === '}}') text += match[0].charAt(0);
    else if (column) {
      if (text) parts.push({ text });
      parts.push({ column });
      text = '';
    } else return null;
  }
  text += template.slice(from);
  if (text) parts.push({ text });
  return parts;
}
