'use client';
import type { HumanTaskDetail } from '@innoflow/contracts';
import { JsonViewer } from '@/components/code/json-viewer.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { RelativeTime } from '@/components/ui/relative-time.tsx';

/** What led to a human task: what the run was given, and what its tasks found out. */
export function TaskContext({ task }: { task: HumanTaskDetail }) {
  const before = task.before.filter(({ output }) => output !== null && output !== undefined);
  return (
    <div className="flex flex-col gap-5">
      {task.runInput === null || task.runInput === undefined ? null : (
        <section aria-label="Input of the run">
          <h3 className="group-label mb-1.5">What the run was given</h3>
          <div className="max-h-80 overflow-auto rounded-md border border-line bg-sunken p-2">
            <JsonViewer value={task.runInput} depth={2} />
          </div>
        </section>
      )}
      {before.length > 0 ? (
        <section aria-label="What came before">
          <h3 className="group-label mb-1.5">What came before</h3>
          <ol className="rounded-md border border-line">
            {before.map((step) => (
              <li
                key={`${step.taskId}-${step.finishedAt}`}
                className="border-line border-b p-2.5 last:border-b-0"
              >
                <div className="mb-1 flex items-center gap-2">
                  <span className="font-medium font-mono text-sm">{step.taskId}</span>
                  {step.outcome ? <Badge>{step.outcome}</Badge> : null}
                  {step.finishedAt ? (
                    <RelativeTime at={step.finishedAt} className="ml-auto text-sm text-subtle" />
                  ) : null}
                </div>
                <JsonViewer value={step.output} depth={1} path={`tasks.${step.taskId}.output`} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  );
}
