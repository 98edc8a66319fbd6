/** Where a wording that says two things falls into two. */

/** Joints of a sentence, the plainest first; English and Spanish. */
const joints = [/;\s+/, /\.\s+(?=\S)/, /,?\s+(?:and|y)\s+/i, /,\s+/];

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** `Walk 150 ft and climb 3 steps` → both halves; all in the first where there is no joint. */
export const halves = (text: string): [first: string, second: string] => {
  for (const joint of joints) {
    const found = joint.exec(text);
    if (found && found.index > 0) {
      const first = text.slice(0, found.index).trim();
      const second = text.slice(found.index + found[0].length).trim();
      if (first !== '' && second !== '') return [first, capital(second)];
    }
  }
  return [text, ''];
};
