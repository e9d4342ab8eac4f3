import type { ComponentType } from 'react';
import type { WidgetProps } from '@/components/schema-form/widget-props.ts';
import { AssigneesWidget } from './assignees-widget.tsx';
import { CodeWidget } from './code-widget.tsx';
import { DurationWidget } from './duration-widget.tsx';
import { ExpressionWidget } from './expression-widget.tsx';
import { LineWidget } from './line-widget.tsx';
import { MultilineWidget } from './multiline-widget.tsx';
import { ObjectListWidget } from './object-list-widget.tsx';
import { SchemaWidget } from './schema-widget.tsx';

/** The designer's own controls, by the `widget` of a property; the others are those of every form. */
export const widgets: Readonly<Record<string, ComponentType<WidgetProps>>> = {
  expression: ExpressionWidget,
  duration: DurationWidget,
  assignees: AssigneesWidget,
  code: CodeWidget,
  line: LineWidget,
  multiline: MultilineWidget,
  schema: SchemaWidget,
  objectList: ObjectListWidget,
};
