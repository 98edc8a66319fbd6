/** The sentence for a file over which the program itself stumbled. */
export const ourFault =
  'The program could not read this file. The fault is the program’s; nothing of the file was written.';
