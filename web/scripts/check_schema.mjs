// The types of the contract must be exactly what the contract generates now.
import { readFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const contract = new URL('../../api/openapi.yaml', import.meta.url);
const kept = new URL('../src/shared/api/schema.d.ts', import.meta.url);

const fresh = astToString(await openapi(contract));
const text = readFileSync(kept, 'utf8').replace(/^\/\*\*[\s\S]*?\*\/\s*/, '');
if (text.trim() !== fresh.trim()) {
  console.error('src/shared/api/schema.d.ts differs from api/openapi.yaml: run `npm run schema`.');
  process.exit(1);
}
