'use client';
import { type SchemaGroupProps, useForm } from './form-context.ts';
import { isRecord, resolveSchema, withMember } from './schema.ts';
import { SchemaField } from './schema-field.tsx';

/** The properties of an object, one below the other. */
export function SchemaGroup({ schema, value, onChange, path, className }: SchemaGroupProps) {
  const { root } = useForm();
  const resolved = resolveSchema(schema, root);
  return (
    <div className={className}>
      {Object.entries(resolved.properties ?? {}).map(([name, property]) => (
        <SchemaField
          key={name}
          name={name}
          schema={resolveSchema(property, root)}
          required={resolved.required?.includes(name) ?? false}
          value={isRecord(value) ? value[name] : undefined}
          onChange={(next) => onChange(withMember(value, name, next))}
          path={[...path, name]}
        />
      ))}
    </div>
  );
}
