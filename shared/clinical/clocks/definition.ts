/** Deadlines as data: the shape of `resources/clocks/`. The numbers are edited, the reckoning is code. */
import { z } from 'zod';
import { textSchema } from '../instruments/vocabulary';

const clockSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+$/),
  title: textSchema,
  /** Regulation or whose target it is. */
  source: z.string().min(1),
  /** A legal one is edited with a warning. */
  legal: z.boolean(),
  /** Hours, days or hours of the day, by what they mean. */
  numbers: z.record(z.string(), z.number().min(0)),
});

export const clocksSchema = z
  .strictObject({ version: z.int().positive(), clocks: z.array(clockSchema).min(1) })
  .refine(({ clocks }) => new Set(clocks.map(({ id }) => id)).size === clocks.length, {
    error: 'a clock is there twice',
  });

/** All clocks of one version. */
export type ClockDefinitions = z.infer<typeof clocksSchema>;

/** One number of a clock. Throws where the definitions have none: a rule without it cannot run. */
export const numberOfClock = ({ clocks }: ClockDefinitions, id: string, name: string): number => {
  const number = clocks.find((clock) => clock.id === id)?.numbers[name];
  if (number === undefined) throw new Error(`The clock ${id} has no ${name}.`);
  return number;
};
