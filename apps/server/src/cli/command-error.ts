/** A mistake of the caller: the message says all, a stack would only hide it. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

export const usage = `Usage: innoflow <command>

  start                                      serve API, pages, webhooks and worker (the default)
  worker                                     advance runs only; answers health checks
  migrate                                    bring the database to the newest schema
  create-superuser --email --username        make a user who administers the installation
                   [--password]
  run <workflow> [--input file.json] [--wait] start a run of a published workflow, by id or name
  openapi                                    print the OpenAPI document
  definition-schema                          print the JSON Schema of the workflow format
  doctor                                     check the settings and the surroundings

Settings come from the environment and from .env; see .env.example.`;
