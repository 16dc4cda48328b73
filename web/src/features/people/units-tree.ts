import type { Unit } from '@/shared/api/client';

export interface PlacedUnit {
  unit: Unit;
  depth: number;
}

/** Units in reading order, each below its parent; one whose parent is unknown stands at the top. */
export function inOrder(units: readonly Unit[]): PlacedUnit[] {
  const known = new Set(units.map((unit) => unit.id));
  const placed: PlacedUnit[] = [];
  const seen = new Set<string>();
  const visit = (unit: Unit, depth: number) => {
    if (seen.has(unit.id)) return;
    seen.add(unit.id);
    placed.push({ unit, depth });
    for (const child of units) if (child.parent_id === unit.id) visit(child, depth + 1);
  };
  for (const unit of units) {
    if (unit.parent_id === undefined || !known.has(unit.parent_id)) visit(unit, 0);
  }
  for (const unit of units) visit(unit, 0);
  return placed;
}
