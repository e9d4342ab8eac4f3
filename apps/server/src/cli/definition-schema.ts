import { definitionJsonSchema } from '@innoflow/contracts';

/** Prints the JSON Schema of the workflow format; needs neither settings nor database. */
export async function run(): Promise<void> {
  console.log(JSON.stringify(definitionJsonSchema(), null, 2));
}
