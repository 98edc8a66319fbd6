/**
 * `audit-head.json`: sequence and mac of the newest known audit entry, kept beside the store so
 * that a chain whose end was cut off shows (security.md, Audit). Kept by the store's file name: in
 * a re-key or a restore two stores lie side by side until the vault names the new one.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditHead } from '../../db/audit';
import { readIfThere, writeAtomically, type FileSteps } from '../vault/durable-files';

export const auditHeadFileName = 'audit-head.json';

const headsSchema = z.record(
  z.string(),
  z.object({ seq: z.int().min(1), mac: z.string().regex(/^[0-9a-f]{64}$/) }),
);

/** Heads by store file name. */
export type AuditHeads = z.infer<typeof headsSchema>;

/** All heads kept in a folder; none where there is no file or it cannot be read. */
export const readAuditHeads = async (folder: string): Promise<AuditHeads> => {
  const text = await readIfThere(join(folder, auditHeadFileName));
  if (text === null) return {};
  try {
    return headsSchema.parse(JSON.parse(text));
  } catch {
    // A damaged file proves nothing about the chain; the backups keep heads too.
    return {};
  }
};

/** Keeps these heads and no others. */
export const writeAuditHeads = (
  folder: string,
  heads: AuditHeads,
  steps?: FileSteps,
): Promise<void> => writeAtomically(join(folder, auditHeadFileName), JSON.stringify(heads), steps);

/** The newest head kept of a store; null where none is. */
export const readAuditHead = async (folder: string, storeName: string): Promise<AuditHead | null> =>
  (await readAuditHeads(folder))[storeName] ?? null;

/** Keeps the head of the folder's one store. */
export const writeAuditHead = (folder: string, storeName: string, head: AuditHead): Promise<void> =>
  writeAuditHeads(folder, { [storeName]: head });
