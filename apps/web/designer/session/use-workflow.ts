import type { Workflow } from '@innoflow/contracts';
import { useQuery } from '@tanstack/react-query';
import { workflowQuery } from '@/lib/queries.ts';
import { useDesigner } from './designer-context.ts';

/** The workflow as the server last gave it: name, versions, times; its draft is the store's affair. */
export function useWorkflow(): Workflow | undefined {
  const { workflowId } = useDesigner();
  return useQuery(workflowQuery(workflowId)).data;
}
