// Reads a checkpoint (C2SP tlog-checkpoint inside a signed note) for showing; nothing is verified
// here.
export interface CheckpointText {
  origin: string;
  size: number;
  root: string;
  signers: string[];
}

export function readCheckpoint(note: string): CheckpointText | undefined {
  const [text, signatures] = note.split('\n\n');
  const [origin, size, root] = (text ?? '').split('\n');
  if (!origin || !root || size === undefined || !/^\d+$/.test(size)) return undefined;
  const signers = (signatures ?? '')
    .split('\n')
    .filter((line) => line.startsWith('— '))
    .map((line) => line.split(' ')[1] ?? '');
  return { origin, size: Number(size), root, signers };
}
