import { formatPath, isJsonObject } from '../json-schema/json-values.ts';
import { findSchemaFaults } from '../json-schema/schema-faults.ts';
import type { Report } from './problems.ts';
import { suggestName } from './suggest.ts';

/** The input schema and the time zone. */
export function checkSettings(definition: Readonly<Record<string, unknown>>, report: Report): void {
  if (isJsonObject(definition.input)) {
    for (const fault of findSchemaFaults(definition.input)) {
      const field = formatPath(['input', ...fault.path]);
      report('input_schema_invalid', { field }, `"${field}" ${fault.message}.`);
    }
  }
  const timezone = isJsonObject(definition.settings) ? definition.settings.timezone : undefined;
  if (typeof timezone === 'string' && !isTimezone(timezone)) {
    report(
      'timezone_unknown',
      { field: 'settings.timezone' },
      `There is no time zone "${timezone}".`,
      suggestName(
        timezone,
        Intl.supportedValuesOf('timeZone'),
        'Use an IANA time zone such as Europe/Berlin.',
      ),
    );
  }
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
