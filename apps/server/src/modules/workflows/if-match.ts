import { AppError } from '@innoflow/contracts';

/** The revisions that an `If-Match` header accepts; undefined without the header and for `*`. */
export function parseIfMatch(header: string | undefined): number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  // What is no ETag of ours matches nothing (RFC 9110 section 13.1.1).
  return header.split(',').flatMap((tag) => {
    const match = /^(?:W\/)?"(\d{1,9})"$/.exec(tag.trim());
    return match ? [Number(match[1])] : [];
  });
}

export function etagOf(draftRevision: number): string {
  return `"${draftRevision}"`;
}

/** Throws `draft_conflict` unless the draft's revision is one of those accepted. */
export function assertRevision(draftRevision: number, accepted: readonly number[] | undefined): void {
  if (accepted === undefined || accepted.includes(draftRevision)) return;
  throw new AppError('draft_conflict', {
    detail: `The draft is at revision ${draftRevision} by now. Read it again, put your change on top, and send If-Match: ${etagOf(draftRevision)}.`,
    extra: { draftRevision },
  });
}
