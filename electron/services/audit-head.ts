/**
 * `audit-head.json`: sequence and mac of the newest known audit entry, kept beside the store so
 * that a chain whose end was cut off shows (security.md, Audit).
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditHead } from '../../db/audit';
import { readIfThere, writeAtomically, type FileSteps } from '../vault/durable-files';

export const auditHeadFileName = 'audit-head.json';

const headSchema = z.object({ seq: z.int().min(1), mac: z.string().regex(/^[0-9a-f]{64}$/) });

/** The newest head kept outside the store; null where none is or the file cannot be read. */
export const readAuditHead = async (folder: string): Promise<AuditHead | null> => {
  const text = await readIfThere(join(folder, auditHeadFileName));
  if (text === null) return null;
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    // A damaged file proves nothing about the chain; the backups keep heads too.
    return null;
  }
};

/** Keeps a head. */
export const writeAuditHead = (
  folder: string,
  head: AuditHead,
  steps?: FileSteps,
): Promise<void> => writeAtomically(join(folder, auditHeadFileName), JSON.stringify(head), steps);
