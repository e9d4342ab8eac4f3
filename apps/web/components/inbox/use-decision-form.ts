import type { CompleteHumanTask, HumanTaskDetail } from '@innoflow/contracts';
import { type RefObject, useRef, useState } from 'react';
import { defaultValue, isRecord, type JsonSchema } from '@/components/schema-form/schema.ts';
import { type FieldErrors, validateBySchema } from '@/components/schema-form/validate.ts';
import { useShortcuts } from '@/hooks/use-shortcuts.ts';
import { outcomeWords } from './outcome-words.ts';

export type DecisionForm = {
  /** Undefined when the task asks for nothing but a decision. */
  schema: JsonSchema | undefined;
  values: Record<string, unknown>;
  setValues(values: Record<string, unknown>): void;
  errors: FieldErrors | undefined;
  comment: string;
  setComment(comment: string): void;
  outcomes: readonly string[];
  /** Decides, or shows what is missing and leads there. */
  decide(outcome: string): void;
  fields: RefObject<HTMLDivElement | null>;
};

/** What a person enters before deciding, and the keys that decide. */
export function useDecisionForm(
  task: HumanTaskDetail,
  initial: CompleteHumanTask | undefined,
  onDecide: (decision: CompleteHumanTask) => void,
): DecisionForm {
  const schema = formSchema(task.form);
  const [values, setValues] = useState<Record<string, unknown>>(() => {
    const start = initial?.values ?? (schema ? defaultValue(schema) : undefined);
    return isRecord(start) ? start : {};
  });
  const [comment, setComment] = useState(initial?.comment ?? '');
  const [errors, setErrors] = useState<FieldErrors>();
  const fields = useRef<HTMLDivElement>(null);
  const outcomes = task.outcomes.length > 0 ? task.outcomes : ['approved', 'rejected'];

  function decide(outcome: string) {
    const found = schema ? validateBySchema(schema, values) : {};
    const complete = Object.keys(found).length === 0;
    // who rejects need not fill in what only an approval is about; the server checks whatever is sent
    if (!complete && outcome !== 'rejected') {
      setErrors(found);
      // once the marks are drawn
      requestAnimationFrame(() =>
        fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    const text = comment.trim();
    onDecide({
      outcome,
      ...(schema && complete ? { values } : {}),
      ...(text === '' ? {} : { comment: text }),
    });
  }

  useShortcuts(
    Object.fromEntries(
      outcomes.flatMap((outcome) => {
        const { key } = outcomeWords(outcome);
        return key ? [[key, () => decide(outcome)]] : [];
      }),
    ),
  );
  return {
    schema,
    values,
    setValues(next) {
      setValues(next);
      if (errors && schema) setErrors(validateBySchema(schema, next));
    },
    errors,
    comment,
    setComment,
    outcomes,
    decide,
    fields,
  };
}

function formSchema(form: unknown): JsonSchema | undefined {
  if (!isRecord(form) || !isRecord(form.properties)) return undefined;
  return Object.keys(form.properties).length > 0 ? form : undefined;
}
