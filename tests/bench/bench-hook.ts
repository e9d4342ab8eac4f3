import type { DefinitionInput } from '@innoflow/contracts';
import type { ApiClient } from '../support/api-client.ts';

export type BenchHook = { url: string; workflowId: string };

/** Publishes the definition with a webhook of its own. */
export async function publishWithHook(
  api: ApiClient,
  name: string,
  definition: DefinitionInput,
  mode: 'async' | 'sync' = 'async',
): Promise<BenchHook> {
  const { id } = await api.publishNew(name, definition);
  const path = `bench-${crypto.randomUUID()}`;
  await api.addWebhook(id, { path, mode });
  return { url: `${api.url}/hooks/${path}`, workflowId: id };
}
