/** Where the built files lie, whichever chunk asks: a chunk's own folder is not that of main. */
import { join } from 'node:path';
import { app } from 'electron';

/** The path of a file under `out/`, also inside a packed application. */
export const builtFile = (...path: string[]): string => join(app.getAppPath(), 'out', ...path);
