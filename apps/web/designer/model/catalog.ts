import type { TaskTypeDescriptor } from '@innoflow/contracts';

/** The task types that the server offers, by their type. */
export type Catalog = ReadonlyMap<string, TaskTypeDescriptor>;

export function createCatalog(descriptors: readonly TaskTypeDescriptor[]): Catalog {
  return new Map(descriptors.map((descriptor) => [descriptor.type, descriptor]));
}
