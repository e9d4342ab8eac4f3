'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Check, ChevronDown } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover.tsx';
import { workflowQuery, workflowsQuery } from '@/lib/queries.ts';

type WorkflowFilterProps = { value: string; onChange(workflowId: string): void };

/** One workflow, or all; found by name. */
export function WorkflowFilter({ value, onChange }: WorkflowFilterProps) {
  const [open, setOpen] = useState(false);
  const chosen = useQuery({ ...workflowQuery(value), enabled: value !== '' });
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" className="max-w-64 font-normal text-base">
          <span className="text-subtle">Workflow</span>
          <span className="truncate">{value === '' ? 'all' : (chosen.data?.name ?? '…')}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="p-0">
        <Choices
          value={value}
          onChoose={(id) => {
            onChange(id);
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function Choices({ value, onChoose }: { value: string; onChoose(workflowId: string): void }) {
  const [search, setSearch] = useState('');
  const workflows = useInfiniteQuery({
    ...workflowsQuery(useDeferredValue(search.trim())),
    placeholderData: (previous) => previous,
  });
  const choices = [
    ...(search === '' ? [{ id: '', name: 'All workflows' }] : []),
    ...(workflows.data?.pages[0]?.items ?? []),
  ];
  return (
    <Command shouldFilter={false} label="Workflow">
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Find a workflow"
        className="h-9 w-full border-line border-b bg-transparent px-3 text-base outline-none"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-4 text-center text-base text-muted">
          No workflow of that name.
        </Command.Empty>
        {choices.map((choice) => (
          <Command.Item
            key={choice.id}
            value={choice.id || 'all'}
            onSelect={() => onChoose(choice.id)}
            className="flex h-8 cursor-default items-center justify-between gap-2 rounded-sm px-2 data-[selected=true]:bg-hover dark:data-[selected=true]:bg-pressed"
          >
            <span className="truncate">{choice.name}</span>
            {choice.id === value ? (
              <Check className="size-4 shrink-0 text-accent-fg" aria-hidden="true" />
            ) : null}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
