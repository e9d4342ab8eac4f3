import { type CreateWorkflow, routes } from '@innoflow/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { api } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';

/** Creates a workflow and opens it in the designer. */
export function useCreateWorkflow() {
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateWorkflow) => api(routes.workflows.create, { body }),
    onSuccess(workflow) {
      client.setQueryData(keys.workflow(workflow.id), workflow);
      void client.invalidateQueries({ queryKey: keys.workflows });
      router.push(`/workflows/${workflow.id}`);
    },
  });
}
