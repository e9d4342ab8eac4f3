import { AppError } from '@innoflow/contracts';

export type ParsedTopic =
  | { kind: 'run'; id: string }
  | { kind: 'workflow'; id: string }
  | { kind: 'runs' | 'inbox' | 'analytics' };

const BY_ID = /^(run|workflow):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Throws `not_found` for what is no topic, like for a run that does not exist. */
export function parseTopic(text: string): ParsedTopic {
  if (text === 'runs' || text === 'inbox' || text === 'analytics') return { kind: text };
  const [, kind, id] = BY_ID.exec(text) ?? [];
  if ((kind === 'run' || kind === 'workflow') && id !== undefined) return { kind, id };
  throw new AppError('not_found', {
    detail: 'There is no such topic. Topics are run:<id>, workflow:<id>, runs, inbox and analytics.',
  });
}
