'use client';
import { type CompleteHumanTask, type HumanTask, routes } from '@innoflow/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { useShortcuts } from '@/hooks/use-shortcuts.ts';
import { api } from '@/lib/api.ts';
import { humanTaskQuery, keys } from '@/lib/queries.ts';
import { DecisionForm, DetailColumns } from './decision-form.tsx';
import { TaskContext } from './task-context.tsx';
import { ClosedNote, TaskHead } from './task-head.tsx';

type TaskDetailProps = {
  id: string;
  /** What was entered before an undo. */
  initial: CompleteHumanTask | undefined;
  onDecide(task: HumanTask, decision: CompleteHumanTask): void;
  onBack(): void;
};

export function TaskDetail({ id, initial, onDecide, onBack }: TaskDetailProps) {
  const { data: task, error, refetch } = useQuery(humanTaskQuery(id));
  const { me } = useAuth();
  const claim = useClaim(id);
  const mine = task?.claimedBy !== null && task?.claimedBy?.id === me?.user.id;
  const claimable = task?.status === 'open' && (task.claimedBy === null || mine);
  useShortcuts({ m: () => claimable && !claim.isPending && claim.mutate(mine) });
  if (error) return <ErrorState error={error} onRetry={() => refetch()} className="flex-1" />;
  if (task === undefined) return <DetailSkeleton />;
  const head = (
    <TaskHead
      task={task}
      mine={mine}
      claiming={claim.isPending}
      claimError={claim.error}
      onClaim={claimable ? () => claim.mutate(mine) : undefined}
      onBack={onBack}
    />
  );
  const context = <TaskContext task={task} />;
  if (claimable) {
    return (
      <DecisionForm
        task={task}
        initial={initial}
        onDecide={(decision) => onDecide(task, decision)}
        head={head}
        context={context}
      />
    );
  }
  return (
    <DetailColumns context={context}>
      {head}
      {task.status === 'open' ? (
        <p className="mt-4 rounded-md bg-waiting-soft px-3 py-2 text-base text-waiting-fg">
          {task.claimedBy?.name} has claimed this and decides it.
        </p>
      ) : (
        <ClosedNote task={task} />
      )}
    </DetailColumns>
  );
}

/** Takes the task for oneself, or gives it back (`true`). */
function useClaim(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (release: boolean) => api(routes.inbox.claim, { params: { id }, body: { release } }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.humanTask(id) }),
        client.invalidateQueries({ queryKey: keys.inbox }),
      ]),
  });
}

function DetailSkeleton() {
  return (
    <div
      role="status"
      aria-label="The task is being loaded"
      className="flex max-w-2xl flex-col gap-3 px-4 py-5 sm:px-6"
    >
      <Skeleton className="h-5 w-3/5" />
      <Skeleton className="w-2/5" />
      <Skeleton className="mt-4 w-4/5" />
      <Skeleton className="w-3/4" />
      <Skeleton className="mt-4 h-20 w-full" />
    </div>
  );
}
