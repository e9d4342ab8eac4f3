export { compilePlan } from './compile.ts';
export { decide, MAX_TASK_RUNS } from './decide.ts';
export { type DefinitionDiff, diffDefinitions } from './diff.ts';
export type { Command, Decision, RunEvent } from './events.ts';
export {
  compileExpression,
  type EvaluateOptions,
  type Expression,
  type Scope,
} from './expression.ts';
export { ExpressionError, ExpressionSyntaxError } from './expression-error.ts';
export { defaultExpressionLimits, type ExpressionLimits } from './expression-meter.ts';
export type { Plan, PlanTask, PlanTransition } from './plan.ts';
export { retryDelay } from './retry.ts';
export { type ActiveTaskRun, initialState, type RunState, type TaskResultRecord } from './state.ts';
export { compileTemplate, SECRET_MASK, type Template, TemplateSyntaxError } from './template.ts';
export { chooseTransitions, isTrue } from './transitions.ts';
export { compileInputSchema, type InputVerdict, validateInput } from './validate/input.ts';
export {
  type DefinitionVerdict,
  type ValidateOptions,
  validateDefinition,
} from './validate/validate-definition.ts';
