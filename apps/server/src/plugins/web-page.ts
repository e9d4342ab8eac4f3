/**
 * Exported text in which something is replaced for each request. Cut into pieces once, when it is loaded:
 * an answer is then a handful of concatenations (a page of 40 kB in about 5 µs).
 */
export type Template = readonly Piece[];
type Piece = string | { readonly put: 'id' | 'nonce' };

/** The id under which the pages of one thing are exported; the same constant as in apps/web/lib/exported-ids.ts. */
export const EXPORTED_ID = '00000000-0000-0000-0000-000000000000';

const PLACES = new RegExp(`${EXPORTED_ID}|<script(?=[\\s>])`, 'g');

/** A page: the id and, in every script tag, a nonce. Inline data of Next has its `<` escaped, so tags are just tags. */
export function parsePage(html: string): Template {
  return cut(html, PLACES);
}

/** RSC text: only the id. Its rows may carry their length, so an id must be as long as the exported one. */
export function parseText(text: string): Template {
  return cut(text, new RegExp(EXPORTED_ID, 'g'));
}

export function fill(template: Template, id: string, nonce: string): string {
  let text = '';
  for (const piece of template) {
    if (typeof piece === 'string') text += piece;
    else text += piece.put === 'id' ? id : `<script nonce="${nonce}"`;
  }
  return text;
}

function cut(text: string, places: RegExp): Template {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(places)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ put: match[0] === EXPORTED_ID ? 'id' : 'nonce' });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** What a page may load: itself only, and only scripts that this answer names. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // React and Radix write style attributes; there is no nonce for those
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
