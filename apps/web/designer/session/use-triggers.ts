import { type CreateTrigger, routes, type Trigger, type UpdateTrigger } from '@innoflow/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, createKey } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';
import { nothingSelected, selectTrigger } from '../model/selection.ts';
import { useDesigner } from './designer-context.ts';

/** Triggers belong to the workflow, not to its draft: what is done to them is done at once. */
export function useTriggerMutations() {
  const { workflowId, store } = useDesigner();
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: keys.triggers(workflowId) });

  const add = useMutation({
    mutationFn: (type: Trigger['type']) =>
      api(routes.triggers.create, { params: { id: workflowId }, body: firstConfig(type) }),
    async onSuccess(trigger) {
      await renew();
      store.select(selectTrigger(trigger.id));
    },
  });
  const update = useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: UpdateTrigger }) =>
      api(routes.triggers.update, { params: { id }, body: patch }),
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api(routes.triggers.remove, { params: { id } }),
    async onSuccess() {
      store.select(nothingSelected);
      await renew();
    },
  });
  return { add, update, remove };
}

/** What a fresh trigger begins with; a webhook's path cannot be guessed. */
function firstConfig(type: Trigger['type']): CreateTrigger {
  if (type === 'webhook')
    return { type, config: { path: createKey().slice(0, 20), mode: 'async' }, enabled: true };
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { type, config: { cron: '0 9 * * 1-5', timezone, missed: 'once' }, enabled: true };
}
