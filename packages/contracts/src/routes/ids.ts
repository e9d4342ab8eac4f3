import { z } from 'zod';

/** Path parameter `id`; text that is no UUID is answered like an id that does not exist. */
export const idParams = z.object({ id: z.string().max(100) });
