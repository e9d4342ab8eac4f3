'use client';
import type { Run, TaskRun } from '@innoflow/contracts';
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useMemo } from 'react';
import { usePageTitle } from '@/components/frame/breadcrumb.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs.tsx';
import { createCatalog } from '@/designer/model/catalog.ts';
import { viewDraft } from '@/designer/model/draft-view.ts';
import { useQueryParam } from '@/hooks/use-query-param.ts';
import { useLiveQueries } from '@/hooks/use-socket.tsx';
import { ApiError } from '@/lib/api-error.ts';
import { keys, runQuery, taskRunsQuery, taskTypesQuery, versionQuery } from '@/lib/queries.ts';
import { RunContext } from './run-context.ts';
import { RunData } from './run-data.tsx';
import { RunDrawing } from './run-drawing.tsx';
import { RunHeader } from './run-header.tsx';
import { RunNotices } from './run-notices.tsx';
import { RunSkeleton } from './run-skeleton.tsx';
import { TaskRunDetails } from './task-run-details.tsx';
import { TaskRunTable } from './task-run-table.tsx';

const noTaskRuns: readonly TaskRun[] = [];

/** `/runs/[id]`: one run, live. */
export function RunPage() {
  const { id } = useParams<{ id: string }>();
  useLiveQueries(`run:${id}`, [keys.run(id), keys.taskRuns(id)]);
  const run = useQuery(runQuery(id));
  usePageTitle(run.data && `${run.data.workflowName} · ${id.slice(-8)}`);
  if (run.error instanceof ApiError && run.error.status === 404) return <RunNotFound />;
  if (run.error && !run.data)
    return <ErrorState error={run.error} onRetry={() => void run.refetch()} className="flex-1" />;
  if (!run.data) return <RunSkeleton />;
  return <RunView key={id} run={run.data} />;
}

function RunView({ run }: { run: Run }) {
  const taskRuns = useQuery(taskRunsQuery(run.id));
  const version = useQuery(versionQuery(run.workflowId, run.version));
  const taskTypes = useQuery(taskTypesQuery()).data?.items;
  const [tab, setTab] = useQueryParam('tab');
  const [selectedId, select] = useQueryParam('task-run');
  const items = taskRuns.data?.items ?? noTaskRuns;
  const definition = version.data?.definition;
  const view = useMemo(() => definition && viewDraft(definition), [definition]);
  const catalog = useMemo(() => createCatalog(taskTypes ?? []), [taskTypes]);
  const selected = items.find((item) => item.id === selectedId);
  const context = useMemo(() => ({ run, taskRuns: items, view, catalog }), [run, items, view, catalog]);
  const shown = tab === 'tasks' || tab === 'data' ? tab : 'drawing';

  return (
    <RunContext value={context}>
      <div className="flex min-h-0 flex-1 flex-col">
        <RunHeader />
        <RunNotices />
        <Tabs
          value={shown}
          onValueChange={(next) => setTab(next === 'drawing' ? '' : next)}
          className="flex min-h-0 flex-1 flex-col"
        >
          <TabsList className="shrink-0 px-4 sm:px-6">
            <TabsTrigger value="drawing">Drawing</TabsTrigger>
            <TabsTrigger value="tasks">
              Task runs
              {items.length > 0 ? <span className="tabular text-sm text-subtle">{items.length}</span> : null}
            </TabsTrigger>
            <TabsTrigger value="data">Data</TabsTrigger>
          </TabsList>
          <div className="flex min-h-0 flex-1">
            <TabsContent value="drawing" className="min-h-80 min-w-0 flex-1 focus-visible:-outline-offset-2">
              <RunDrawing
                error={version.error}
                selected={selected}
                onSelect={(taskRun) => select(taskRun?.id ?? '')}
              />
            </TabsContent>
            <TabsContent
              value="tasks"
              className="min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
            >
              <TaskRunTable
                loading={taskRuns.isPending}
                error={taskRuns.error}
                selected={selected}
                onSelect={(taskRun) => select(taskRun.id)}
              />
            </TabsContent>
            <TabsContent
              value="data"
              className="min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
            >
              <RunData run={run} />
            </TabsContent>
            {selected && shown !== 'data' ? (
              <TaskRunDetails taskRun={selected} onClose={() => select('')} />
            ) : null}
          </div>
        </Tabs>
      </div>
    </RunContext>
  );
}

function RunNotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="There is no such run"
      className="flex-1"
      actions={
        <Button asChild>
          <Link href="/runs">Back to the runs</Link>
        </Button>
      }
    >
      It was removed by retention, or it belongs to another organization.
    </EmptyState>
  );
}
