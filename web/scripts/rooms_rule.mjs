// The order of the rooms: shared <- features <- app, and no feature looks into another.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src');

function room_of(file) {
  const [room, feature] = path.relative(source_root, file).split(path.sep);
  return { room, feature: room === 'features' ? feature : undefined };
}

function target_of(file, specifier) {
  if (specifier.startsWith('@/')) return path.join(source_root, specifier.slice(2));
  if (specifier.startsWith('.')) return path.resolve(path.dirname(file), specifier);
  return undefined;
}

export function refusal_of(file, specifier) {
  const target = target_of(file, specifier);
  if (target === undefined) return undefined;
  const from = room_of(file);
  const to = room_of(target);
  if (from.room === 'shared' && to.room !== 'shared') return 'shared may import only shared';
  if (from.room === 'features' && to.room === 'app') return 'a feature may not import app';
  if (from.room === 'features' && to.room === 'features' && from.feature !== to.feature)
    return `feature ${from.feature} may not import feature ${to.feature}`;
  return undefined;
}

export const rooms = {
  rules: {
    order: {
      create(context) {
        const check = (node) => {
          const source = node.source;
          if (!source || typeof source.value !== 'string') return;
          const message = refusal_of(context.filename, source.value);
          if (message) context.report({ node: source, message });
        };
        return {
          ImportDeclaration: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          ImportExpression: check,
        };
      },
    },
  },
};
