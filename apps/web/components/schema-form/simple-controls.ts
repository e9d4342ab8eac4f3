import type { ComponentType } from 'react';
import { ChoiceControl, MultilineControl, NumberControl, TextControl } from './controls.tsx';
import { JsonControl } from './json-control.tsx';
import { KeyValueControl } from './key-value-control.tsx';
import type { FieldKind } from './schema.ts';
import type { WidgetProps } from './widget-props.ts';

/** The kinds of field that are one control below one label. */
export const controls: Readonly<
  Record<Exclude<FieldKind, 'boolean' | 'group' | 'list'>, ComponentType<WidgetProps>>
> = {
  text: TextControl,
  multiline: MultilineControl,
  number: NumberControl,
  choice: ChoiceControl,
  keyValue: KeyValueControl,
  json: JsonControl,
};
