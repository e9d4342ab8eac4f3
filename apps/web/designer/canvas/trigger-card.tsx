import type { Trigger } from '@innoflow/contracts';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { CalendarClock, Hand, Webhook } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '@/lib/class-names.ts';
import { triggerSummary, triggerTitle } from '../model/trigger-words.ts';
import type { TriggerCard as TriggerCardType } from './flow-types.ts';

const icons = { webhook: Webhook, schedule: CalendarClock } satisfies Record<Trigger['type'], unknown>;

function TriggerCardView({ data: { trigger }, selected }: NodeProps<TriggerCardType>) {
  const Icon = trigger ? icons[trigger.type] : Hand;
  const off = trigger !== undefined && !trigger.enabled;
  return (
    <div
      className={classNames(
        'flex h-full w-full items-center gap-2.5 rounded-r-lg rounded-l-[1.5rem] border border-line-strong bg-surface pr-3 pl-2 dark:bg-raised',
        off && 'border-dashed opacity-70',
        selected && 'border-accent ring-2 ring-accent/35',
      )}
    >
      <span
        aria-hidden="true"
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-fg"
      >
        <Icon className="size-4" strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <p className="flex items-center gap-1.5 font-medium leading-5">
          {trigger?.live ? (
            <span className="size-1.5 shrink-0 rounded-full bg-success" title="Live" aria-hidden="true" />
          ) : null}
          <span className="truncate">{triggerTitle(trigger)}</span>
        </p>
        <p className="truncate text-sm text-subtle leading-4">{triggerSummary(trigger)}</p>
      </div>
      <Handle
        type="source"
        id="start"
        position={Position.Right}
        isConnectable={false}
        className="size-0.5! min-h-0! min-w-0! border-0! bg-transparent!"
      />
    </div>
  );
}

export const TriggerCard = memo(TriggerCardView);
