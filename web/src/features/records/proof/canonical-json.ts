// RFC 8785: members sorted by UTF-16 units, ECMAScript numbers and strings, no white space.
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = value as Record<string, unknown>;
    const texts = Object.keys(members)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name])}`);
    return `{${texts.join(',')}}`;
  }
  return JSON.stringify(value);
}
