/**
 * Makes the bytes of a document by pdfmake. It runs in the PDF worker; tests and bench call it
 * in-process. Fonts come from memory, and pdfmake may reach neither files nor the network.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pdfmake from 'pdfmake';
import { carePlanDefinition } from './care-plan';
import type { CarePlanPrint } from './care-plan-print';

/** The product's one face on paper: Inter (SIL OFL 1.1), its license beside the files. */
const faces = { normal: 'Inter-Regular.ttf', bold: 'Inter-SemiBold.ttf' };

let loadedFrom: string | null = null;

/** Reads the fonts once; `folder` is resources/fonts. */
export const loadFonts = async (folder: string): Promise<void> => {
  if (loadedFrom === folder) return;
  for (const file of Object.values(faces))
    pdfmake.virtualfs.writeFileSync(file, await readFile(join(folder, file)));
  pdfmake.setFonts({ Inter: faces });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  loadedFrom = folder;
};

/** A clinician's care plan as PDF; fonts must be loaded. */
export const renderCarePlan = async (
  print: CarePlanPrint,
): Promise<{ bytes: Buffer; pages: number }> => {
  let pages = 0;
  const definition = carePlanDefinition(print, (of) => (pages = of));
  const bytes = await pdfmake.createPdf(definition).getBuffer();
  return { bytes, pages };
};
