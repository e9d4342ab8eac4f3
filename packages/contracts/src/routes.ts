import { authRoutes } from './routes/auth.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { runRoutes } from './routes/runs.ts';
import { systemRoutes } from './routes/system.ts';
import { triggerRoutes } from './routes/triggers.ts';
import { workflowRoutes } from './routes/workflows.ts';

/** Every route of the REST interface; the server refuses to start when one of them has no handler. */
export const routes = {
  auth: authRoutes,
  workflows: workflowRoutes,
  runs: runRoutes,
  triggers: triggerRoutes,
  inbox: inboxRoutes,
  credentials: credentialRoutes,
  system: systemRoutes,
} as const;
