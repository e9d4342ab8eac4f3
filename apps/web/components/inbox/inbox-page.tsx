'use client';
import type { CompleteHumanTask, HumanTask } from '@innoflow/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { useQueryParam } from '@/hooks/use-query-param.ts';
import { useShortcuts } from '@/hooks/use-shortcuts.ts';
import { classNames } from '@/lib/class-names.ts';
import { inboxQuery } from '@/lib/queries.ts';
import { DecisionNotices } from './decision-notices.tsx';
import { InboxList } from './inbox-list.tsx';
import { TaskDetail } from './task-detail.tsx';
import { useDecisions } from './use-decisions.ts';

export function InboxPage() {
  const inbox = useInfiniteQuery(inboxQuery());
  const [chosenId, choose] = useQueryParam('task');
  const { pending, decisions } = useDecisions();
  // what was typed before an undo comes back into the form
  const [undone, setUndone] = useState<Readonly<Record<string, CompleteHumanTask>>>({});
  const away = new Set(decisions.filter(({ state }) => state !== 'failed').map(({ task }) => task.id));
  const tasks = inbox.data?.pages.flatMap((page) => page.items).filter((task) => !away.has(task.id));
  // on a wide screen the first task is open without being asked for
  const shownId = chosenId !== '' && !away.has(chosenId) ? chosenId : tasks?.[0]?.id;

  function decide(task: HumanTask, decision: CompleteHumanTask) {
    const index = tasks?.findIndex(({ id }) => id === task.id) ?? -1;
    const next = tasks?.[index + 1] ?? tasks?.[index - 1];
    pending.add(task, decision);
    choose(chosenId === '' ? '' : (next?.id ?? ''));
  }

  function undo(taskId: string) {
    const decision = pending.undo(taskId);
    if (!decision) return;
    const { outcome, values, comment } = decision;
    setUndone({ ...undone, [taskId]: { outcome, values, comment } });
    choose(taskId);
  }

  function step(by: 1 | -1) {
    if (!tasks?.length) return;
    const index = tasks.findIndex(({ id }) => id === shownId);
    const next = tasks[Math.min(tasks.length - 1, Math.max(0, index + by))];
    if (next) choose(next.id);
  }

  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    z: () => {
      const last = decisions.findLast(({ state }) => state === 'waiting');
      if (last) undo(last.task.id);
    },
  });

  if (inbox.error)
    return <ErrorState error={inbox.error} onRetry={() => inbox.refetch()} className="flex-1" />;
  const empty = tasks?.length === 0 && chosenId === '';
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {empty ? (
        <>
          <h1 className="sr-only">Inbox</h1>
          <EmptyState icon={Inbox} title="Nothing waits for you" className="flex-1">
            When a run reaches an approval that you may decide, it appears here by itself.
          </EmptyState>
        </>
      ) : (
        <div className="flex min-h-0 flex-1">
          <section
            aria-label="Inbox"
            className={classNames(
              'flex w-80 shrink-0 flex-col border-line border-r max-md:w-full max-md:border-r-0',
              chosenId !== '' && 'max-md:hidden',
            )}
          >
            <h1 className="px-4 pt-4 pb-2 font-semibold text-xl tracking-tight">Inbox</h1>
            <InboxList
              tasks={tasks}
              currentId={shownId}
              onChoose={choose}
              hasMore={inbox.hasNextPage}
              loadingMore={inbox.isFetchingNextPage}
              onLoadMore={() => inbox.fetchNextPage()}
            />
          </section>
          <section
            aria-label="Task"
            className={classNames(
              'flex min-w-0 flex-1 flex-col bg-surface',
              chosenId === '' && 'max-md:hidden',
            )}
          >
            {shownId ? (
              <TaskDetail
                key={shownId}
                id={shownId}
                initial={undone[shownId]}
                onDecide={decide}
                onBack={() => choose('')}
              />
            ) : null}
          </section>
        </div>
      )}
      <DecisionNotices decisions={decisions} onUndo={undo} onDismiss={(id) => pending.dismiss(id)} />
    </div>
  );
}
