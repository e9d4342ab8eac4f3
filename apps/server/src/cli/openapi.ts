import { createOpenApiDocument } from '../plugins/openapi-document.ts';
import { version } from '../version.ts';

/** Prints the OpenAPI document; needs neither settings nor database. */
export async function run(): Promise<void> {
  console.log(JSON.stringify(createOpenApiDocument(version), null, 2));
}
