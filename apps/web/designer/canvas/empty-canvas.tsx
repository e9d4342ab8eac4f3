'use client';
import { MousePointerSquareDashed } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { classNames } from '@/lib/class-names.ts';

type EmptyCanvasProps = {
  /** Triggers stand in the middle: the words go under them. */
  below: boolean;
  onExample(): void;
};

/** Over a canvas without tasks: what to do first. */
export function EmptyCanvas({ below, onExample }: EmptyCanvasProps) {
  return (
    <div
      className={classNames(
        'pointer-events-none absolute inset-0 z-5 grid place-items-center p-6',
        below && 'pt-96',
      )}
    >
      <div className="flex max-w-sm flex-col items-center text-center sm:translate-x-16">
        <span className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-surface text-subtle">
          <MousePointerSquareDashed className="size-5" aria-hidden="true" />
        </span>
        <h2 className="font-medium text-md">Drop a task here</h2>
        <p className="mt-1 text-balance text-muted">
          or press <Kbd keys="/" /> to search. A run begins at each task that nothing leads to.
        </p>
        <Button className="pointer-events-auto mt-4" onClick={onExample}>
          Start from the incident intake example
        </Button>
      </div>
    </div>
  );
}
