// Reads the beginning of a table of separated values (RFC 4180, with other separators), bounded in
// rows, columns and cell length: a preview, not a spreadsheet.

export interface TableLimits {
  rows: number;
  columns: number;
  cellLength: number;
}

export const previewLimits: TableLimits = { rows: 500, columns: 60, cellLength: 300 };

export interface Preview {
  rows: string[][];
  cut: boolean; // there is more than is shown
}

const separators = [',', '\t', ';', '|'];

export function guessSeparator(text: string): string {
  const line = text.slice(0, 4000).split('\n', 1)[0] ?? '';
  const count = (separator: string) => line.split(separator).length;
  return separators.reduce((best, each) => (count(each) > count(best) ? each : best));
}

export function previewOf(text: string, separator: string, limits = previewLimits): Preview {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let cut = false;
  const endCell = () => {
    if (row.length < limits.columns) row.push(cell.slice(0, limits.cellLength));
    else cut = true;
    if (cell.length > limits.cellLength) cut = true;
    cell = '';
  };
  for (let place = 0; place < text.length; place += 1) {
    const char = text[place] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[place + 1] === '"') cell += text[(place += 1)] as string;
      else quoted = false;
    } else if (char === '"' && cell === '') {
      quoted = true;
    } else if (char === separator) {
      endCell();
    } else if (char === '\n') {
      if (cell.endsWith('\r')) cell = cell.slice(0, -1);
      endCell();
      rows.push(row);
      row = [];
      if (rows.length >= limits.rows) return { rows, cut: cut || place + 1 < text.length };
    } else {
      cell += char;
    }
  }
  if (cell !== '' || row.length > 0) {
    endCell();
    rows.push(row);
  }
  return { rows, cut };
}
