/** `manifest.json` of a backup: what it is, and by what it is known to be whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';

export const manifestFileName = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const backupReasons = [
  'asked',
  'beforeMigration',
  'beforeRestore',
  'beforeRekey',
  'beforeImport',
] as const;
export type BackupReason = (typeof backupReasons)[number];

export const manifestSchema = z.object({
  format: z.literal(1),
  /** Instant at which the copy was made. */
  at: z.iso.datetime({ precision: 3 }),
  installation: z.uuid(),
  workstation: z.string(),
  /** Version of the program that made it. */
  version: z.string(),
  reason: z.enum(backupReasons),
  /** Newest migration of the copy. */
  schema: z.string().nullable(),
  store: z.object({ file: z.string(), bytes: z.int(), sha256 }),
  vault: z.object({ sha256 }),
  rows: z.record(z.string(), z.int()),
  auditHead: z.object({ seq: z.int(), mac: z.string() }).nullable(),
  /** Opened and read in full before it was written; nothing else counts as a backup. */
  verified: z.literal(true),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** SHA-256 of a file, as hex. */
export const hashOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** SHA-256 of a text, as hex. */
export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');
