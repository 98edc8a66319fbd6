/**
 * Every place of every declared call that takes whatever a person types: what the canary must have
 * typed into. Read from the contract, so that a new field is asked for the day it is declared.
 */
import type { z } from 'zod';
import { calls, ownCalls } from '../../shared/contract';
import type { CallDeclaration } from '../../shared/contract/define';

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  valueType?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
}

/** Short enough for a credential's kind; ids, dates, times and codes do not take it. */
const sample = 'Zqabcdefghi 12';

const definitionOf = (schema: z.ZodType): Definition =>
  (schema as unknown as { _zod: { def: Definition } })._zod.def;

const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Calls `found` with each place of free text in a schema, and with what stands there in a value. */
const visit = (
  schema: z.ZodType,
  path: string,
  value: unknown,
  found: (path: string, value: unknown) => void,
): void => {
  const def = definitionOf(schema);
  const fields = (value ?? {}) as Record<string, unknown>;
  switch (def.type) {
    case 'object':
      for (const [key, inner] of Object.entries(def.shape!))
        visit(inner, below(path, key), fields[key], found);
      return;
    case 'array': {
      const items = Array.isArray(value) && value.length > 0 ? (value as unknown[]) : [undefined];
      for (const item of items) visit(def.element!, path, item, found);
      return;
    }
    case 'record': {
      const items = Object.values(fields);
      for (const item of items.length > 0 ? items : [undefined])
        visit(def.valueType!, below(path, '*'), item, found);
      return;
    }
    case 'nullable':
    case 'optional':
    case 'default':
      return visit(def.innerType!, path, value, found);
    case 'union':
      for (const option of def.options!) visit(option, path, value, found);
      return;
    case 'string':
      if (schema.safeParse(sample).success) found(path, value);
  }
};

const declarations = { ...calls, ...ownCalls } as unknown as Record<
  string,
  CallDeclaration<unknown, unknown>
>;

/** `call: path` of each free text; of an array or record the path of its items. */
export const freeTexts = (): string[] => {
  const places = new Set<string>();
  for (const [name, { input }] of Object.entries(declarations))
    visit(input, '', undefined, (path) => places.add(`${name}: ${path}`));
  return [...places].sort();
};

/** The free texts of a call that hold the word in this input. */
export const textsWith = (word: string, name: string, input: unknown): string[] => {
  const places = new Set<string>();
  const declaration = declarations[name];
  if (declaration)
    visit(declaration.input, '', input, (path, value) => {
      if (typeof value === 'string' && value.toLowerCase().includes(word.toLowerCase()))
        places.add(`${name}: ${path}`);
    });
  return [...places];
};
