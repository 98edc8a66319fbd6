/**
 * Server state: one RTK Query endpoint a declared call, made from the contract. Components use
 * `useCall` to ask and `useCommand` to change; nothing else speaks to main.
 */
import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react';
import { useCallback } from 'react';
import type { AllCalls } from '../../shared/contract';
import type { CallDeclaration, Feature } from '../../shared/contract/define';
import type { CallError } from '../../shared/errors';
import { callEffects } from './call-effects';

/** The two functions that the preload exposes. */
interface Bridge {
  call: (
    name: string,
    input: unknown,
  ) => Promise<{ ok: true; value: unknown } | { ok: false; error: CallError }>;
  on: (listener: (event: never) => void) => () => void;
}

declare global {
  interface Window {
    readonly liaison: Bridge;
  }
}

type InputOf<D> = D extends CallDeclaration<infer Input, unknown> ? Input : never;
type OutputOf<D> = D extends { output: infer Output } ? Exclude<Output, undefined> : never;

/** Names of the calls that change nothing, and of those that do. */
export type ReadName = {
  [K in keyof AllCalls]: AllCalls[K] extends { writes: false } ? K : never;
}[keyof AllCalls];
export type WriteName = {
  [K in keyof AllCalls]: AllCalls[K] extends { writes: true } ? K : never;
}[keyof AllCalls];

export type CallInput<K extends keyof AllCalls> = InputOf<AllCalls[K]>;
export type CallOutput<K extends keyof AllCalls> = OutputOf<AllCalls[K]>;

interface Request {
  name: string;
  input: unknown;
}

const ask: BaseQueryFn<Request, unknown, CallError> = async ({ name, input }) => {
  const answer = await window.liaison.call(name, input);
  return answer.ok ? { data: answer.value } : { error: answer.error };
};

/** Does a call change the record? Opening a file does not, nor does the look of the window. */
export const changesRecord = (name: string): boolean =>
  !name.startsWith('session.') && (callEffects[name]?.changes ?? []).length > 0;

const features = [
  ...new Set(Object.values(callEffects).flatMap(({ reads, changes }) => [...reads, ...changes])),
];

export const api = createApi({
  reducerPath: 'api',
  baseQuery: ask,
  tagTypes: features,
  keepUnusedDataFor: 30,
  endpoints: (build) =>
    Object.fromEntries(
      Object.entries(callEffects).map(([name, effects]) => [
        name,
        effects.writes
          ? build.mutation<unknown, unknown>({
              query: (input) => ({ name, input }),
              invalidatesTags: (_result, error) => (error ? [] : [...effects.changes]),
            })
          : build.query<unknown, unknown>({
              query: (input) => ({ name, input }),
              providesTags: () => [...effects.reads],
            }),
      ]),
    ),
});

/** What `useCall` tells. `data` stays while a newer answer is on its way. */
export interface CallState<T> {
  data: T | undefined;
  error: CallError | undefined;
  /** The first answer is still on its way. */
  isLoading: boolean;
  /** An answer is on its way; older data may be shown meanwhile. */
  isFetching: boolean;
  refetch: () => void;
}

type QueryHook = (
  input: unknown,
  options: { skip: boolean },
) => CallState<unknown> & { currentData: unknown };
type MutationHook = () => [
  (input: unknown) => { unwrap: () => Promise<unknown> },
  { isLoading: boolean; error?: CallError; reset: () => void },
];

const endpoints = api.endpoints as unknown as Record<
  string,
  { useQuery: QueryHook; useMutation: MutationHook }
>;

/** Asks main and keeps the answer fresh; `null` input asks nothing yet. */
export const useCall = <K extends ReadName>(
  name: K,
  input: CallInput<K> | null,
): CallState<CallOutput<K>> => {
  const state = endpoints[name]!.useQuery(input ?? {}, { skip: input === null });
  // `currentData` is undefined while another input's answer is awaited: never show one patient's facts under another's name.
  return { ...state, data: state.currentData } as CallState<CallOutput<K>>;
};

/** As `useCall`, but keeps showing the former input's answer until the new one is here (lists, calendars). */
export const useCallKeeping = <K extends ReadName>(
  name: K,
  input: CallInput<K> | null,
): CallState<CallOutput<K>> =>
  endpoints[name]!.useQuery(input ?? {}, { skip: input === null }) as CallState<CallOutput<K>>;

/** The outcome of a command: its value, or the error to show in its place. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: CallError };

/** A write: `run` never throws, it answers with value or error. */
export const useCommand = <K extends WriteName>(
  name: K,
): {
  run: (input: CallInput<K>) => Promise<Outcome<CallOutput<K>>>;
  isRunning: boolean;
  error: CallError | undefined;
  reset: () => void;
} => {
  const [trigger, { isLoading, error, reset }] = endpoints[name]!.useMutation();
  const run = useCallback(
    async (input: CallInput<K>): Promise<Outcome<CallOutput<K>>> => {
      try {
        return { ok: true, value: (await trigger(input).unwrap()) as CallOutput<K> };
      } catch (failure) {
        return { ok: false, error: failure as CallError };
      }
    },
    [trigger],
  );
  return { run, isRunning: isLoading, error, reset };
};

/** Asks main once, outside of a component; throws the CallError. */
export const callOnce = async <K extends keyof AllCalls>(
  name: K,
  input: CallInput<K>,
): Promise<CallOutput<K>> => {
  const answer = await window.liaison.call(name, input);
  if (!answer.ok) throw answer.error;
  return answer.value as CallOutput<K>;
};

/** Makes every answer built of these features be asked again. */
export const forgetAnswersOf = (
  changed: readonly Feature[],
): ReturnType<typeof api.util.invalidateTags> => api.util.invalidateTags([...changed]);
