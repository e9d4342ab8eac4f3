import type { DefinitionProblem, DraftDefinition } from '@innoflow/contracts';
import { validateDefinition } from '@innoflow/engine';
import type { Catalog } from '../model/catalog.ts';

/** The same verdict as the server's, made in the browser. */
export function findProblems(
  draft: DraftDefinition,
  catalog: Catalog,
  credentialNames: ReadonlySet<string> | undefined,
): DefinitionProblem[] {
  return validateDefinition(draft, [...catalog.values()], credentialNames ? { credentialNames } : {})
    .problems;
}
