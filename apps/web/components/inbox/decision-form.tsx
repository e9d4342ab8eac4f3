'use client';
import type { CompleteHumanTask, HumanTaskDetail } from '@innoflow/contracts';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { SchemaForm } from '@/components/schema-form/schema-form.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { outcomeWords } from './outcome-words.ts';
import { useDecisionForm } from './use-decision-form.ts';

type DecisionFormProps = {
  task: HumanTaskDetail;
  initial: CompleteHumanTask | undefined;
  onDecide(decision: CompleteHumanTask): void;
  /** What stands above the fields, and what stands below or beside them. */
  head: ReactNode;
  context: ReactNode;
};

/** A human task to be decided: its fields and a comment, and a bar of outcomes that stays in sight. */
export function DecisionForm({ task, initial, onDecide, head, context }: DecisionFormProps) {
  const form = useDecisionForm(task, initial, onDecide);
  return (
    <>
      <DetailColumns context={context}>
        {head}
        <div ref={form.fields} className="mt-5 flex flex-col gap-4">
          {form.schema ? (
            <SchemaForm
              schema={form.schema}
              value={form.values}
              onChange={form.setValues}
              errors={form.errors}
            />
          ) : null}
          <Field label="Comment">
            {(control) => (
              <Textarea
                {...control}
                maxLength={5000}
                value={form.comment}
                onChange={(event) => form.setComment(event.target.value)}
              />
            )}
          </Field>
        </div>
      </DetailColumns>
      <div
        role="group"
        aria-label="Decision"
        className="flex shrink-0 flex-wrap gap-2 border-line border-t px-4 py-3 sm:px-6"
      >
        {form.outcomes.map((outcome, index) => (
          <OutcomeButton
            key={outcome}
            outcome={outcome}
            primary={index === 0}
            onClick={() => form.decide(outcome)}
          />
        ))}
      </div>
    </>
  );
}

/** Scrolls as one; beside each other where there is room. */
export function DetailColumns({ context, children }: { context: ReactNode; children: ReactNode }) {
  return (
    <div className="@container min-h-0 flex-1 overflow-y-auto">
      <div className="flex min-h-full flex-col @3xl:flex-row">
        <div className="w-full max-w-[43rem] px-4 py-5 sm:px-6 @3xl:min-w-0 @3xl:flex-1">{children}</div>
        <div className="w-full max-w-[43rem] px-4 pb-5 sm:px-6 @3xl:w-80 @5xl:w-96 @3xl:shrink-0 @3xl:border-line @3xl:border-l @3xl:py-5">
          {context}
        </div>
      </div>
    </div>
  );
}

function OutcomeButton({
  outcome,
  primary,
  onClick,
}: {
  outcome: string;
  primary: boolean;
  onClick(): void;
}) {
  const { verb, key } = outcomeWords(outcome);
  return (
    <Button size="lg" variant={primary ? 'primary' : 'secondary'} aria-keyshortcuts={key} onClick={onClick}>
      {outcome === 'approved' || outcome === 'success' ? <Check aria-hidden="true" /> : null}
      {outcome === 'rejected' ? <X aria-hidden="true" /> : null}
      {verb}
      {key ? (
        <span aria-hidden="true" className="max-md:hidden">
          <Kbd keys={key} className="[&_kbd]:border-current/40 [&_kbd]:bg-transparent [&_kbd]:text-current" />
        </span>
      ) : null}
    </Button>
  );
}
