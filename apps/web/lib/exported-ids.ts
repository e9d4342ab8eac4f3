/**
 * The static export knows no ids: pages of one thing (`/workflows/[id]`, `/runs/[id]`) are exported once, for this id,
 * and the server puts the real one in its place in HTML and RSC text (apps/server/src/plugins/web). It is as long as
 * every real id, because rows of the RSC format may carry their length.
 */
const EXPORTED_ID = '00000000-0000-0000-0000-000000000000';

/** `generateStaticParams` of every page with an `[id]` segment. */
export function exportedIds(): { id: string }[] {
  return [{ id: EXPORTED_ID }];
}
