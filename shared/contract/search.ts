/** Finding a patient. */
import { z } from 'zod';
import type { SearchAnswer } from '../search/search';
import { answer, read, textSchema } from './define';

export const searchCalls = {
  /** By name, record number or birth date; own units by name, others only as a count. */
  'search.find': read({
    input: z.strictObject({ text: textSchema(100) }),
    output: answer<SearchAnswer>(),
    access: 'patients.read',
    audit: 'list',
    reads: ['patients', 'encounters', 'caseload', 'imports'],
  }),
};
