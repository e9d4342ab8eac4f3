import type { RunStatus, TaskRunStatus } from '@innoflow/contracts';
import { Ban, CircleCheck, CircleDashed, CircleMinus, CirclePause, CircleX } from 'lucide-react';
import type { ComponentType } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { Badge, type BadgeTone } from './badge.tsx';
import { Ring } from './ring.tsx';

/** Statuses of runs and task runs, and `skipped` for tasks that a finished run never reached. */
export type AnyStatus = RunStatus | TaskRunStatus | 'skipped';

type StatusLook = {
  label: string;
  tone: BadgeTone;
  /** Text colour class of the icon alone. */
  color: string;
  icon: ComponentType<{ className?: string; 'aria-hidden'?: 'true' }>;
};

/** How each status looks everywhere: each has an icon of its own shape besides its colour. */
export const statusLooks: Readonly<Record<AnyStatus, StatusLook>> = {
  queued: { label: 'Queued', tone: 'neutral', color: 'text-neutral', icon: CircleDashed },
  running: { label: 'Running', tone: 'running', color: 'text-running', icon: Ring },
  waiting: { label: 'Waiting', tone: 'waiting', color: 'text-waiting', icon: CirclePause },
  succeeded: { label: 'Succeeded', tone: 'success', color: 'text-success', icon: CircleCheck },
  failed: { label: 'Failed', tone: 'failed', color: 'text-failed', icon: CircleX },
  cancelled: { label: 'Cancelled', tone: 'neutral', color: 'text-neutral', icon: Ban },
  skipped: { label: 'Skipped', tone: 'neutral', color: 'text-neutral', icon: CircleMinus },
};

export function StatusBadge({ status, className }: { status: AnyStatus; className?: string }) {
  const look = statusLooks[status];
  return (
    <Badge tone={look.tone} className={className} data-status={status}>
      <look.icon aria-hidden="true" />
      {look.label}
    </Badge>
  );
}

/** Only the icon, with its word for screen readers. */
export function StatusIcon({ status, className }: { status: AnyStatus; className?: string }) {
  const look = statusLooks[status];
  return (
    <span className={classNames('inline-flex shrink-0', look.color)} data-status={status}>
      <look.icon className={classNames('size-4', className)} aria-hidden="true" />
      <span className="sr-only">{look.label}</span>
    </span>
  );
}

export function isAnyStatus(text: string): text is AnyStatus {
  return Object.hasOwn(statusLooks, text);
}
