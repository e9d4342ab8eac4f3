import { type ProblemCode, problemCodes } from '@innoflow/contracts';
import { describe, expect, it } from 'vitest';
import { catalog } from './testing/catalog.ts';
import { link, task } from './testing/parts.ts';
import { scoredOrder, validDefinitions } from './testing/valid-definitions.ts';
import { wrongDefinitions } from './testing/wrong-definitions.ts';
import { validateDefinition } from './validate-definition.ts';

describe('a definition', () => {
  for (const code of Object.keys(problemCodes) as ProblemCode[] /* Object.keys widens to string */) {
    for (const { name, definition, problem, suggestion, credentialNames } of wrongDefinitions[code]) {
      it(`has the problem ${code} for ${name}`, () => {
        const options = credentialNames ? { credentialNames: new Set(credentialNames) } : {};
        const verdict = validateDefinition(definition, catalog, options);
        const found = verdict.problems.filter((one) => one.code === code);
        expect(found).toContainEqual(
          expect.objectContaining({ severity: problemCodes[code].severity, code, ...problem }),
        );
        expect(found.map((one) => one.suggestion).join('\n')).toContain(suggestion ?? '');
        expect(verdict.valid).toBe(!verdict.problems.some((one) => one.severity === 'error'));
        for (const one of verdict.problems) expect(one.message && one.suggestion).not.toBe('');
      });
    }
  }

  it('tells all its problems at once', () => {
    const { problems, valid, definition } = validateDefinition(
      {
        tasks: [task('a', 'nope'), task('check', 'condition', { if: 'input.' }), { id: 7 }],
        transitions: [link('a', 'gone'), link('check', 'a', { on: 'treu', when: 'x y' })],
        settings: { timezone: 'Mars/Olympus' },
      },
      catalog,
    );
    expect(valid).toBe(false);
    expect(definition).toBeNull();
    expect(new Set(problems.map(({ code }) => code))).toEqual(
      new Set([
        'shape_invalid',
        'unknown_task_type',
        'expression_invalid',
        'transition_dangling',
        'outcome_unknown',
        'outcome_unhandled',
        'timezone_unknown',
      ]),
    );
  });

  it('that is hostile or broken in any way never makes validation throw', () => {
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
    const odd = [null, 1, 'x', [], {}, deep, true, undefined];
    for (const a of odd) {
      for (const b of odd) {
        const definition = {
          tasks: [
            { id: 'a', type: a, config: b, retry: b },
            a,
            { id: b, type: 'switch', config: { cases: [a, b] } },
          ],
          transitions: [a, { from: 'a', to: b, on: a, when: b }],
          input: a,
          output: b,
          settings: a,
        };
        expect(validateDefinition(definition, catalog).problems).not.toEqual([]);
      }
    }
  });
});

describe('a definition without problems', () => {
  for (const [name, definition] of Object.entries(validDefinitions)) {
    it(`may have ${name}`, () => {
      const verdict = validateDefinition(definition, catalog, { credentialNames: new Set(['token']) });
      expect(verdict.problems).toEqual([]);
      expect(verdict.valid).toBe(true);
      expect(verdict.definition?.tasks.length).toBeGreaterThan(0);
    });
  }

  it('may be the example of DESIGN.md, with a warning of the rejection that nothing follows', () => {
    const { valid: isValid, problems } = validateDefinition(scoredOrder, catalog);
    expect(isValid).toBe(true);
    expect(problems).toEqual([expect.objectContaining({ code: 'outcome_unhandled', taskId: 'review' })]);
  });
});
