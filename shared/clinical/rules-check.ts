/** Vectors of a rule in, results out: the thin adapter between the command's keys and our functions. */
import { z } from 'zod';
import { startsOfSet } from '../appointments/recurrence-set';
import { isZone } from '../time';
import { clockRules } from './clock-rules';
import type { ClockDefinitions } from './clocks/definition';
import { dayRules } from './day-rules';
import { instrumentRules } from './instrument-rules';
import type { Catalog } from './instruments/catalog';
import { threeMidnights } from './three-midnights';

const instant = z.iso.datetime({ offset: true });

/** A rule as strangers see it: an input schema and what it answers. Unknown keys are ignored. */
interface Rule {
  run: (input: unknown, zone: string) => object;
}

const rule = <Input>(
  schema: z.ZodType<Input>,
  run: (input: Input, zone: string) => object,
): Rule => ({
  run: (input, zone) => run(schema.parse(input), zone),
});

const rules: Record<string, Rule> = {
  three_midnights: rule(
    z.object({
      segments: z.array(z.object({ class: z.string(), from: instant, to: instant })),
      condition_code_44: z.boolean().nullish(),
    }),
    ({ segments, condition_code_44 }, zone) => {
      const { consecutiveInpatientMidnights, qualifies } = threeMidnights(
        segments,
        condition_code_44 === true,
        zone,
      );
      return {
        consecutive_inpatient_midnights: consecutiveInpatientMidnights,
        qualifies_snf_3_day: qualifies,
      };
    },
  ),
  rrule: rule(
    z.object({
      dtstart: z.string(),
      rule: z.string().nullish(),
      exdates: z.array(z.string()).nullish(),
      rdates: z.array(z.string()).nullish(),
      from: z.string().nullish(),
      to: z.string().nullish(),
    }),
    ({ dtstart, rule: text, exdates, rdates, from, to }, zone) => ({
      starts: startsOfSet(
        {
          start: dtstart,
          zone,
          rule: text ?? null,
          exdates: exdates ?? [],
          rdates: rdates ?? [],
        },
        { from: from ?? null, to: to ?? null },
      ),
    }),
  ),
};

const fileSchema = z.object({
  rule: z.string(),
  zone: z.string(),
  rows: z.array(z.object({ id: z.unknown(), zone: z.string().optional(), input: z.unknown() })),
});

const sentence = (error: unknown): string => {
  if (!(error instanceof z.ZodError))
    return error instanceof Error ? error.message : 'cannot be computed';
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'input'} is missing or not what the rule needs`;
};

/**
 * Runs a file of vectors, instruments and clocks by their definitions. Throws when the file itself
 * or its rule is not understood.
 */
export const checkRules = (
  file: unknown,
  { instruments, clocks }: { instruments?: Catalog; clocks?: ClockDefinitions } = {},
): object[] => {
  const { rule: name, zone, rows } = fileSchema.parse(file);
  const byDefinition: Record<string, (input: unknown, zone: string) => object> = {
    ...dayRules,
    ...(instruments ? instrumentRules(instruments) : {}),
    ...(clocks ? clockRules(clocks) : {}),
  };
  const known = Object.hasOwn(rules, name)
    ? rules[name]
    : Object.hasOwn(byDefinition, name)
      ? { run: byDefinition[name]! }
      : undefined;
  if (!known) throw new Error(`There is no rule named ${name}.`);
  return rows.map((row) => {
    const at = row.zone ?? zone;
    try {
      if (!isZone(at)) throw new Error(`${at} is no time zone`);
      return { id: row.id, result: known.run(row.input, at) };
    } catch (error) {
      return { id: row.id, error: sentence(error) };
    }
  });
};
