// The operations of api/openapi.yaml, as far as these tests need them: method, path, who may call.
import { readFile } from 'node:fs/promises';

const contract = new URL('../../../api/openapi.yaml', import.meta.url);
const id = '01a20d94-e080-7ae5-b1e6-b7fca64b5e65';

/** [{ method, path, open }]; parameters of the path are filled with something well-formed. */
export async function operations() {
  const text = (await readFile(contract, 'utf8')).split(/^components:/m)[0];
  const found = [];
  for (const block of text.split(/^ {2}(?=\/)/m).slice(1)) {
    const path = /^[^:]+/.exec(block)[0];
    const parts = block.split(/^ {4}(?=(?:get|put|post|patch|delete|head|options):)/m).slice(1);
    for (const part of parts) {
      found.push({
        method: /^\w+/.exec(part)[0].toUpperCase(),
        path: path.replace('{index}', '1').replace('{name}', 'poster.jpg').replace(/{\w+}/g, id),
        open: /security: \[\]/.test(part),
      });
    }
  }
  return found;
}
