/** The import at hand: chosen files, preview, what the person decided, what was written. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/errors';
import type { CsvMapping } from '../../../shared/imports/facts';
import type { AppliedFile, Selection, SelectionPreview } from '../../../shared/imports/import';
import type { Decisions } from '../../../shared/imports/report';
import { callOnce, useCommand, type Outcome } from '../../app/api';
import { onDropped, sendDropped, takeDropped } from './drop';

export type Step = 'start' | 'reading' | 'preview' | 'writing' | 'written';

export interface ImportAtHand {
  step: Step;
  selection: Selection | null;
  preview: SelectionPreview | null;
  duplicates: Decisions['duplicates'];
  takeFile: ReadonlySet<string>;
  results: AppliedFile[];
  error: CallError | null;
  choose: (what: 'files' | 'folder' | 'kept') => Promise<void>;
  map: (fileId: string, mapping: CsvMapping) => Promise<void>;
  decide: (key: string, decision: 'same' | 'different' | 'later') => Promise<void>;
  take: (key: string, file: boolean) => void;
  write: () => Promise<void>;
  stop: () => void;
  leave: () => void;
}

/** Files of the preview that can be written. */
export const writable = (preview: SelectionPreview): string[] =>
  preview.files
    .filter((file) => file.preview.outcome !== 'refused' && file.preview.importedBefore === null)
    .map(({ fileId }) => fileId);

export const useImport = (): ImportAtHand => {
  const [step, setStep] = useState<Step>('start');
  const [selection, setSelection] = useState<Selection | null>(null);
  const [preview, setPreview] = useState<SelectionPreview | null>(null);
  const [duplicates, setDuplicates] = useState<Decisions['duplicates']>({});
  const [takeFile, setTakeFile] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<AppliedFile[]>([]);
  const [error, setError] = useState<CallError | null>(null);
  const { run: ask } = useCommand('imports.choose');
  const { run: look } = useCommand('imports.preview');
  const { run: apply } = useCommand('imports.apply');
  const { run: stopNow } = useCommand('imports.stop');
  const { run: forget } = useCommand('imports.forget');
  const held = useRef<string | null>(null);

  const reset = useCallback((): void => {
    if (held.current !== null) void forget({ selectionId: held.current });
    held.current = null;
    setStep('start');
    setSelection(null);
    setPreview(null);
    setDuplicates({});
    setTakeFile(new Set());
    setResults([]);
    setError(null);
  }, [forget]);
  // Leaving the page lets main forget the files, but for those that it is writing: that goes on.
  const stepNow = useRef(step);
  useEffect(() => {
    stepNow.current = step;
  }, [step]);
  useEffect(
    () => () => {
      if (held.current === null || stepNow.current === 'writing') return;
      if (stepNow.current === 'reading') void stopNow({});
      void forget({ selectionId: held.current });
    },
    [forget, stopNow],
  );

  const show = useCallback(
    (outcome: Outcome<SelectionPreview>): void => {
      if (outcome.ok) {
        setPreview(outcome.value);
        setStep('preview');
        return;
      }
      if (outcome.error.code === 'cancelled') reset();
      else {
        setError(outcome.error);
        setStep('start');
      }
    },
    [reset],
  );

  const begin = useCallback(
    async (chosen: Selection): Promise<void> => {
      reset();
      held.current = chosen.selectionId;
      setSelection(chosen);
      setStep('reading');
      show(await look({ selectionId: chosen.selectionId, mapping: null, duplicates: {} }));
    },
    [look, reset, show],
  );

  useEffect(() => {
    const begun = async (): Promise<void> => {
      const files = takeDropped();
      if (files.length === 0) return;
      setStep('reading');
      try {
        const chosen = await sendDropped(files);
        if (chosen) await begin(chosen);
      } catch (failure) {
        setError(failure as CallError);
        setStep('start');
      }
    };
    void begun();
    return onDropped(() => void begun());
  }, [begin]);

  const again = async (
    mapping: { fileId: string; mapping: CsvMapping } | null,
    decided: Decisions['duplicates'],
  ): Promise<void> => {
    if (!selection) return;
    show(await look({ selectionId: selection.selectionId, mapping, duplicates: decided }));
  };

  return {
    step,
    selection,
    preview,
    duplicates,
    takeFile,
    results,
    error,
    choose: async (what) => {
      const outcome = await ask({ what });
      if (!outcome.ok) setError(outcome.error);
      else if (outcome.value) await begin(outcome.value);
    },
    map: (fileId, mapping) => again({ fileId, mapping }, duplicates),
    decide: async (key, decision) => {
      const decided = { ...duplicates, [key]: decision };
      setDuplicates(decided);
      await again(null, decided);
    },
    take: (key, file) =>
      setTakeFile((before) => {
        const next = new Set(before);
        if (file) next.add(key);
        else next.delete(key);
        return next;
      }),
    write: async () => {
      if (!selection || !preview) return;
      setError(null);
      setStep('writing');
      const outcome = await apply({
        selectionId: selection.selectionId,
        fileIds: writable(preview),
        decisions: { duplicates, takeFile: [...takeFile] },
      });
      if (outcome.ok) {
        setResults(outcome.value);
        setStep('written');
        return;
      }
      setError(outcome.error);
      // What was written before the stop stays; the preview is asked anew.
      show(await look({ selectionId: selection.selectionId, mapping: null, duplicates }));
    },
    stop: () => void stopNow({}),
    leave: reset,
  };
};

/** The name of a typed value's decision. */
export const typedKey = (change: { table: string; rowId: string; field: string }): string =>
  `${change.table}/${change.rowId}/${change.field}`;

/** Saves a table of the preview where the person says. */
export const saveTable = (
  what: 'imports.saveRefused' | 'imports.saveReport',
  selectionId: string,
): Promise<{ saved: boolean }> => callOnce(what, { selectionId });
