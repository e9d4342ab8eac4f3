import { routes, type Workflow } from '@innoflow/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';
import { useDesigner } from '../session/designer-context.ts';

/** Saves what waits, then makes exactly that draft the next version. */
export function usePublish() {
  const { workflowId, saver } = useDesigner();
  const client = useQueryClient();
  return useMutation({
    async mutationFn(note: string): Promise<Workflow> {
      if (!(await saver.flush())) {
        throw saver.state.kind === 'failed'
          ? saver.state.error
          : new Error('The draft was changed elsewhere: choose which version stays, then publish.');
      }
      return api(routes.workflows.publish, {
        params: { id: workflowId },
        body: note.trim() === '' ? {} : { note: note.trim() },
        ifMatch: `"${saver.revision}"`,
      });
    },
    onSuccess(workflow) {
      saver.adopt(workflow.draftRevision);
      client.setQueryData(keys.workflow(workflowId), workflow);
      void client.invalidateQueries({ queryKey: keys.versions(workflowId) });
      void client.invalidateQueries({ queryKey: keys.triggers(workflowId) });
      void client.invalidateQueries({ queryKey: keys.workflows });
    },
  });
}
