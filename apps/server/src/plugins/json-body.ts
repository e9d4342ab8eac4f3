import { AppError } from '@innoflow/contracts';
import fp from 'fastify-plugin';

/** JSON is the only body the API takes; other types are answered 415. An empty body is none. */
export const jsonBodyPlugin = fp(
  async (app) => {
    app.removeAllContentTypeParsers();
    // Refuses `__proto__` and `constructor.prototype`, as Fastify does by itself.
    const parse = app.getDefaultJsonParser('error', 'error');
    app.addContentTypeParser(
      /^application\/([\w.-]+\+)?json\s*(;|$)/i,
      { parseAs: 'string' },
      (request, body, done) => {
        const text = typeof body === 'string' ? body : body.toString('utf8');
        if (text.trim() === '') return done(null, undefined);
        return parse(request, text, (error, value) => {
          if (error) done(malformed(text, error));
          else done(null, value);
        });
      },
    );
  },
  { name: 'json-body', fastify: '5.x' },
);

function malformed(text: string, cause: Error): AppError {
  const syntax = findSyntaxError(text);
  if (syntax === undefined) {
    const detail =
      'The body has a key that is not allowed: "__proto__" or "constructor.prototype". Rename it.';
    return new AppError('malformed_json', { detail, cause });
  }
  const { reason, position } = syntax;
  if (position === undefined) return new AppError('malformed_json', { detail: `${reason}.`, cause });
  const before = text.slice(0, position).split('\n');
  const place = { position, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  const detail = `${reason} at position ${place.position} (line ${place.line}, column ${place.column}).`;
  return new AppError('malformed_json', {
    detail,
    errors: [{ field: 'body', rule: 'json', message: detail }],
    extra: place,
    cause,
  });
}

type SyntaxProblem = { reason: string; position?: number };

/** V8 says where for most mistakes, but not for an unexpected token. */
function findSyntaxError(text: string): SyntaxProblem | undefined {
  const message = parseError(text);
  if (message === undefined) return undefined;
  const position = positionIn(message) ?? (isUnfinished(text, message) ? text.length : findBadToken(text));
  const reason = message.replace(/,? (in JSON|"|\.\.\.).*$/s, '').replace(/ JSON input$/, '');
  return { reason, ...(position === undefined ? {} : { position }) };
}

/**
 * The first character after which the text cannot become JSON any more, by halving: a beginning of the text either
 * only lacks its end, or is already wrong. Long texts are not searched: that would cost more than it helps.
 */
function findBadToken(text: string): number | undefined {
  if (text.length > 65_536) return undefined;
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const beginning = text.slice(0, middle);
    const message = parseError(beginning);
    if (message === undefined || isUnfinished(beginning, message)) good = middle;
    else bad = middle;
  }
  return bad - 1;
}

function parseError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isUnfinished(text: string, message: string): boolean {
  return /^(Unexpected end|Unterminated)/.test(message) || positionIn(message) === text.length;
}

function positionIn(message: string): number | undefined {
  const found = /at position (\d+)/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
}
