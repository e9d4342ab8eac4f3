/** A scalar is one parameter, a list one for each member; null and missing values are left out. */
export type QueryValue = string | number | boolean | null | (string | number | boolean)[];

/** The address with the query parameters added to those that it has. */
export function withQuery(address: string, query: Record<string, QueryValue>): URL {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) {
    if (value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
  }
  return url;
}

/** Host and path for messages: without user, password, query and fragment, which may hold secrets. */
export function describeUrl(url: URL): string {
  return `${url.host}${url.pathname}`;
}

/** Takes user and password out of the address, which fetch refuses, and gives them as a header value. */
export function takeBasicAuth(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined;
  const pair = `${decoded(url.username)}:${decoded(url.password)}`;
  url.username = '';
  url.password = '';
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

/** A lone "%" stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
