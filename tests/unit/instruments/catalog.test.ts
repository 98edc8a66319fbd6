import { expect, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';

test('every shipped file is an instrument that can be used', () => {
  expect(instruments.newest.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "ahc",
      "ampac",
      "auditc",
      "barthel",
      "bims",
      "braden",
      "cfs",
      "criteria",
      "gad7",
      "hospital",
      "katz",
      "lace",
      "lawton",
      "mcsi",
      "minicog",
      "moca",
      "morse",
      "phq2",
      "phq9",
      "sils",
    ]
  `);
});
