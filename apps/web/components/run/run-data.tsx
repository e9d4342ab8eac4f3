import type { Run } from '@innoflow/contracts';
import { JsonViewer } from '@/components/code/json-viewer.tsx';
import { isEnded } from './run-progress.ts';

/** What went into the run, what started it, and what came out. */
export function RunData({ run }: { run: Run }) {
  return (
    <div className="grid gap-x-8 gap-y-6 px-4 py-5 sm:px-6 lg:grid-cols-2">
      <DataSection title="Input" value={run.input} path="input" empty="The run was started without input." />
      <DataSection
        title="Output"
        value={run.output}
        empty={isEnded(run.status) ? 'The workflow gives no output.' : 'It comes when the run has ended.'}
      />
      <DataSection
        title="Trigger"
        value={run.trigger}
        path="trigger"
        empty="Nothing is known of the trigger."
      />
    </div>
  );
}

type DataSectionProps = { title: string; value: unknown; path?: string; empty: string };

export function DataSection({ title, value, path, empty }: DataSectionProps) {
  const nothing = value === null || value === undefined;
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-1.5 font-medium">{title}</h2>
      {nothing ? (
        <p className="text-subtle">{empty}</p>
      ) : (
        <JsonViewer
          value={value}
          {...(path ? { path } : {})}
          className="rounded-md border border-line bg-surface p-2"
        />
      )}
    </section>
  );
}
