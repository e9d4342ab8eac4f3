'use client';
import { routes } from '@innoflow/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { triggerLooks } from '@/components/runs/run-table.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ConfirmDialog } from '@/components/ui/confirm-dialog.tsx';
import { CopyId } from '@/components/ui/copy-id.tsx';
import { Duration } from '@/components/ui/duration.tsx';
import { ErrorNote } from '@/components/ui/error-state.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';
import { StatusBadge } from '@/components/ui/status-badge.tsx';
import { useAuth } from '@/hooks/use-auth.ts';
import { api } from '@/lib/api.ts';
import { keys } from '@/lib/queries.ts';
import { useRun } from './run-context.ts';
import { isEnded } from './run-progress.ts';

/** What it is, how it goes, who started it, and what can be done with it. */
export function RunHeader() {
  const { run } = useRun();
  const { can, me } = useAuth();
  const [cancelling, setCancelling] = useState(false);
  const { cancel, rerun } = useRunActions(run.id, () => setCancelling(false));
  const trigger = triggerLooks[run.triggerType];
  const ended = isEnded(run.status);
  return (
    <header className="flex shrink-0 flex-wrap items-start gap-x-4 gap-y-3 px-4 pt-4 pb-3 sm:px-6">
      <div className="min-w-0 flex-1 basis-72">
        <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-semibold text-xl tracking-tight">
          <Link href={`/workflows/${run.workflowId}`} className="min-w-0 truncate rounded-sm hover:underline">
            {run.workflowName}
          </Link>
          <StatusBadge status={run.status} />
        </h1>
        <dl className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">
          <Fact word="Version">v{run.version}</Fact>
          <Fact word="Started by">
            <trigger.icon className="size-3.5 text-subtle" aria-hidden="true" />
            {trigger.label}
            {run.createdBy !== null && run.createdBy === me?.user.id ? ' (you)' : ''}
          </Fact>
          <Fact word="Started">
            <RelativeTime at={run.startedAt ?? run.createdAt} />
          </Fact>
          <Fact word="Duration">
            <Duration ms={run.durationMs} since={run.startedAt ?? run.createdAt} className="tabular" />
          </Fact>
          <Fact word="Run">
            <CopyId id={run.id} label="Copy run id" className="-mx-1" />
          </Fact>
        </dl>
      </div>
      <div className="flex gap-2">
        {!ended && can('run.control') ? (
          <Button onClick={() => setCancelling(true)}>
            <Ban aria-hidden="true" />
            Cancel
          </Button>
        ) : null}
        {can('run.start') ? (
          <Button busy={rerun.isPending} onClick={() => rerun.mutate()}>
            <RotateCw aria-hidden="true" />
            Run again
          </Button>
        ) : null}
      </div>
      <ErrorNote error={rerun.error} className="w-full" />
      <ConfirmDialog
        open={cancelling}
        onOpenChange={setCancelling}
        title="Cancel this run?"
        action="Cancel run"
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate()}
      >
        What is running is stopped, nothing new starts, and open requests leave the inbox. What has been done
        stays done.
      </ConfirmDialog>
    </header>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="text-subtle">{word}</dt>
      <dd className="flex items-center gap-1">{children}</dd>
    </div>
  );
}

function useRunActions(id: string, onCancelled: () => void) {
  const client = useQueryClient();
  const router = useRouter();
  const cancel = useMutation({
    mutationFn: () => api(routes.runs.cancel, { params: { id } }),
    onSuccess() {
      onCancelled();
      void client.invalidateQueries({ queryKey: keys.run(id) });
    },
  });
  const rerun = useMutation({
    mutationFn: () => api(routes.runs.rerun, { params: { id } }),
    onSuccess(next) {
      void client.invalidateQueries({ queryKey: keys.runs });
      router.push(`/runs/${next.id}`);
    },
  });
  return { cancel, rerun };
}
