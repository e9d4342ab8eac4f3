'use client';
import type { DefinitionProblem, TaskTypeDescriptor } from '@innoflow/contracts';
import { useMemo } from 'react';
import { SchemaForm } from '@/components/schema-form/schema-form.tsx';
import type { TaskView } from '../model/draft-view.ts';
import { isRecord } from '../model/json.ts';
import { updateConfig } from '../model/task-edits.ts';
import { useDesigner } from '../session/designer-context.ts';
import { withDesignerWidgets } from './designer-schema.ts';
import { JsonField } from './json-field.tsx';
import { ValuePlaceContext } from './value-context.ts';
import { widgets } from './widgets.ts';

type ConfigFormProps = {
  task: TaskView;
  descriptor: TaskTypeDescriptor | undefined;
  problems: readonly DefinitionProblem[];
};

/** The config of a task as the form that its type's schema describes. */
export function ConfigForm({ task, descriptor, problems }: ConfigFormProps) {
  const { store, catalog, readOnly } = useDesigner();
  const schema = useMemo(() => descriptor && withDesignerWidgets(descriptor.configSchema), [descriptor]);
  const place = useMemo(() => ({ task: task.id, behind: false }), [task.id]);
  const errors = useMemo(() => configErrors(problems), [problems]);

  function change(config: unknown) {
    if (!isRecord(config)) return;
    store.edit(updateConfig(store.getState().view, task.id, config, catalog), {
      label: 'Change the settings of a task',
      key: `config ${task.id} ${changedField(task.config, config)}`,
    });
  }

  if (!schema) return <JsonField label="Config" value={task.config} onChange={change} />;
  if (Object.keys(schema.properties ?? {}).length === 0) return <p className="text-muted">Nothing to set.</p>;
  return (
    <ValuePlaceContext value={place}>
      <SchemaForm
        schema={schema}
        value={task.config}
        onChange={change}
        errors={errors}
        disabled={readOnly}
        widgets={widgets}
      />
    </ValuePlaceContext>
  );
}

/** Problems of a config by the path inside it. */
function configErrors(problems: readonly DefinitionProblem[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message, severity } of problems) {
    if (field === undefined || severity !== 'error') continue;
    const path = /^config[.[]?(.*)$/.exec(field)?.[1];
    if (path === undefined) continue;
    errors[field.startsWith('config[') ? `[${path}` : path] ??= message.replace(/^"config[^"]*" /, 'This ');
  }
  return errors;
}

/** Typing in one field is one step for undo; going to the next field begins another. */
function changedField(before: TaskView['config'], after: TaskView['config']): string {
  return Object.keys({ ...before, ...after }).find((key) => before[key] !== after[key]) ?? '';
}
