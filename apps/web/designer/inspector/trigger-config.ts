import type { UpdateTrigger } from '@innoflow/contracts';

/** A trigger's config as it is edited; a webhook's secret may be null, which removes it. */
export type TriggerConfig = NonNullable<UpdateTrigger['config']>;
