/** The words people read for a document's codes: the same in its list and in a history. */
import type { DocumentPurpose, Paper } from './document';

interface DocumentLabels {
  purpose: Record<DocumentPurpose, string>;
  paper: Record<Paper, string>;
}

export const documentLabels: Record<'en' | 'es', DocumentLabels> = {
  en: {
    purpose: { preview: 'Shown', print: 'Printed', save: 'Saved', import: 'Imported' },
    paper: { letter: 'Letter', a4: 'A4' },
  },
  es: {
    purpose: { preview: 'Mostrado', print: 'Impreso', save: 'Guardado', import: 'Importado' },
    paper: { letter: 'Carta', a4: 'A4' },
  },
};
