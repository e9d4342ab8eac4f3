import { type DraftDefinition, draftDefinitionSchema } from '@innoflow/contracts';
import { z } from 'zod';

/** What "Export JSON" writes and "Import JSON" reads. */
const workflowFileSchema = z.looseObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(5000).optional(),
  definition: draftDefinitionSchema,
});

export type WorkflowFile = { name?: string; description?: string; definition: DraftDefinition };
export type ParsedFile = { ok: true; file: WorkflowFile } | { ok: false; message: string };

/** Reads an exported workflow, or a bare definition with `tasks`. What is wrong inside it, the designer shows. */
export function parseWorkflowFile(text: string): ParsedFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      message: `This is not valid JSON: ${error instanceof Error ? error.message : 'it does not parse'}`,
    };
  }
  const exported = workflowFileSchema.safeParse(value);
  if (exported.success) {
    const { name, description, definition } = exported.data;
    return { ok: true, file: { name, ...(description ? { description } : {}), definition } };
  }
  if (typeof value === 'object' && value !== null && 'tasks' in value) {
    const bare = draftDefinitionSchema.safeParse(value);
    if (bare.success) return { ok: true, file: { definition: bare.data } };
    return { ok: false, message: 'In a definition, "tasks" and "transitions" are lists.' };
  }
  return {
    ok: false,
    message: 'A workflow has the members "name" and "definition", a definition has "tasks".',
  };
}

export function downloadWorkflow(file: {
  name: string;
  description: string;
  definition: DraftDefinition;
}): void {
  const { name, description, definition } = file;
  const url = URL.createObjectURL(
    new Blob([JSON.stringify({ name, description, definition }, null, 2)], { type: 'application/json' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'workflow'
  }.json`;
  link.click();
  URL.revokeObjectURL(url);
}
