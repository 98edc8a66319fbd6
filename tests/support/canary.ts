/**
 * Looks for one word in every file below some folders, in the forms a program could have written it:
 * plain, UTF-16, hex, base64, and inside what gzip, zlib, Zstandard or Brotli made of it.
 */
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';

export interface Found {
  path: string;
  /** How it stands there: `plain`, `gzip: plain`, `name of the file`. */
  as: string;
}

const asUtf16 = (word: string): string => [...word].join('\0');

/** The characters of base64 that the word alone decides, whatever stands around it. */
const inBase64 = (bytes: Buffer): string[] =>
  [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // Characters that also hold bits of the neighbours, at both ends.
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(from, to);
  });

/** Forms by name: those compared without regard to case, and those compared as they are. */
const formsOf = (word: string) => {
  const low = word.toLowerCase();
  const spellings = [word, low, word.toUpperCase()];
  return {
    folded: {
      plain: low,
      'UTF-16': asUtf16(low),
      hex: Buffer.from(low).toString('hex'),
      'hex of the word as typed': Buffer.from(word).toString('hex'),
    },
    exact: spellings.flatMap((spelling) => [
      ...inBase64(Buffer.from(spelling)),
      ...inBase64(Buffer.from(spelling, 'utf16le')),
    ]),
  };
};

type Forms = ReturnType<typeof formsOf>;

const formIn = (bytes: Buffer, { folded, exact }: Forms): string | null => {
  const text = bytes.toString('latin1');
  const low = text.toLowerCase();
  const [form] = Object.entries(folded).find(([, needle]) => low.includes(needle)) ?? [];
  if (form !== undefined) return form;
  return exact.some((needle) => text.includes(needle)) ? 'base64' : null;
};

/** What an engine may make of some bytes before it gives up. */
const most = { maxOutputLength: 64 * 2 ** 20 };
const cutShort = { ...most, finishFlush: zlib.constants.Z_SYNC_FLUSH };

const packers: { name: string; mark: RegExp; open: (bytes: Buffer) => Buffer }[] = [
  { name: 'gzip', mark: /\x1f\x8b\x08/g, open: (bytes) => zlib.gunzipSync(bytes, cutShort) },
  {
    name: 'zlib',
    mark: /\x78[\x01\x5e\x9c\xda]/g,
    open: (bytes) => zlib.inflateSync(bytes, cutShort),
  },
  {
    name: 'Zstandard',
    mark: /\x28\xb5\x2f\xfd/g,
    open: (bytes) => zlib.zstdDecompressSync(bytes, most),
  },
];

const opened = (open: () => Buffer): Buffer | null => {
  try {
    return open();
  } catch {
    // Not what its first bytes looked like.
    return null;
  }
};

/** How the word stands in some bytes; null where it does not. */
export const wordIn = (bytes: Buffer, word: string): string | null => {
  const forms = formsOf(word);
  const plain = formIn(bytes, forms);
  if (plain !== null) return plain;
  const text = bytes.toString('latin1');
  for (const { name, mark, open } of packers)
    for (const { index } of text.matchAll(mark)) {
      const inner = opened(() => open(bytes.subarray(index)));
      const form = inner && formIn(inner, forms);
      if (form) return `${name}: ${form}`;
    }
  // Brotli has no mark: only a whole file can be tried.
  const inner = opened(() => zlib.brotliDecompressSync(bytes, most));
  const form = inner && formIn(inner, forms);
  return form ? `Brotli: ${form}` : null;
};

/** Regular files at or below a path; links are not followed, sockets and pipes hold nothing. */
const filesBelow = (path: string): string[] => {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts?.isFile()) return [path];
  if (!facts?.isDirectory()) return [];
  let names: string[];
  try {
    names = readdirSync(path);
  } catch (error) {
    // Removed meanwhile, by the program or by a story that runs beside.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names.flatMap((name) => filesBelow(join(path, name)));
};

/** Everything below the folders that holds the word, or bears it as its name; and how much was read. */
export const findWord = (
  folders: readonly string[],
  word: string,
): { found: Found[]; files: number; bytes: number } => {
  const found: Found[] = [];
  let files = 0;
  let bytes = 0;
  for (const path of folders.filter((folder) => existsSync(folder)).flatMap(filesBelow)) {
    let content: Buffer;
    try {
      content = readFileSync(path);
    } catch {
      // Removed meanwhile by the program that made it.
      continue;
    }
    files += 1;
    bytes += content.length;
    if (path.toLowerCase().includes(word.toLowerCase()))
      found.push({ path, as: 'name of the file' });
    const as = wordIn(content, word);
    if (as !== null) found.push({ path, as });
  }
  return { found, files, bytes };
};
