/** The document as it will be printed, in the window; from here it is printed or saved, on record. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useEffect, useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  papers,
  type Paper,
  type PreparedDocument,
  type RenderedDocument,
} from '../../../shared/documents/document';
import type { CallError } from '../../../shared/errors';
import { callOnce, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { ErrorPlace, useErrorText } from '../../components/PlaceState';
import './documents.css';
import { PdfPages } from './PdfPages';

const languages = ['en', 'es'] as const;
type Language = (typeof languages)[number];

interface Shown {
  prepared: PreparedDocument;
  rendered: RenderedDocument;
}

/** Prepares and renders; a change of paper or language makes the document anew. */
const useDocument = (
  carePlanId: string,
  version: number | null,
  paper: Paper,
  language: Language,
) => {
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    const made = (async () => {
      const prepared = await callOnce('documents.prepareCarePlan', {
        carePlanId,
        version,
        paper,
        language,
      });
      const rendered = await callOnce('documents.pdf', { jobId: prepared.jobId });
      return { prepared, rendered };
    })();
    setShown(null);
    setError(null);
    made.then(
      (document) => !gone && setShown(document),
      (failure: CallError) => !gone && setError(failure),
    );
    return () => {
      gone = true;
      void made
        .then(({ prepared: { jobId } }) => callOnce('documents.close', { jobId }))
        .catch(() => undefined);
    };
  }, [carePlanId, version, paper, language, attempt]);
  return { shown, error, retry: () => setAttempt(attempt + 1) };
};

/** A refusal in the documents' words first, then in those of any call. */
const useDocumentErrorText = (): ((error: CallError) => string) => {
  const { t, i18n } = useTranslation('documents');
  const general = useErrorText();
  return (error) => {
    const key = `errors.${error.key ?? ''}`;
    return i18n.exists(`documents:${key}`) ? String(t(key as never)) : general(error);
  };
};

/** Print and save with what came of it. */
const useOutlets = (shown: Shown | null) => {
  const { t } = useTranslation('documents');
  const errorText = useDocumentErrorText();
  const save = useCommand('documents.save');
  const saveFhir = useCommand('documents.saveFhir');
  const print = useCommand('documents.print');
  const [said, setSaid] = useState<{ good: boolean; text: string } | null>(null);
  // The buttons stay as they are meanwhile: one that is switched off would drop the focus, and Esc with it.
  const busy = save.isRunning || saveFhir.isRunning || print.isRunning;
  const saveIt = async (as: 'pdf' | 'fhir'): Promise<void> => {
    if (!shown || busy) return;
    setSaid(null);
    const outcome = await (as === 'pdf' ? save : saveFhir).run({ jobId: shown.prepared.jobId });
    if (!outcome.ok) setSaid({ good: false, text: errorText(outcome.error) });
    else if (outcome.value.saved) setSaid({ good: true, text: t('saved') });
  };
  const printIt = async (): Promise<void> => {
    if (!shown || busy) return;
    setSaid(null);
    const outcome = await print.run({ jobId: shown.prepared.jobId });
    if (!outcome.ok) return setSaid({ good: false, text: errorText(outcome.error) });
    const { printed, problem } = outcome.value;
    if (printed) return setSaid({ good: true, text: t('printed') });
    // Closed without printing: nothing to say.
    if (problem === null) return undefined;
    const known = problem === 'noPrinter' || problem === 'notDrawn';
    return setSaid({ good: false, text: known ? t(problem) : t('printFailed', { why: problem }) });
  };
  return {
    said,
    saveIt,
    printIt,
    busy,
    printing: print.isRunning,
  };
};

const Choice = <T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: T;
  options: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}): ReactElement => {
  const id = useId();
  return (
    <div className="row">
      <label htmlFor={id} className="t-label">
        {label}
      </label>
      <select
        id={id}
        className="input doc-choice"
        value={value}
        onChange={(event) => {
          const next = options.find(([code]) => code === event.target.value);
          if (next) onChoose(next[0]);
        }}
      >
        {options.map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
};

export const PrintPreview = ({
  carePlanId,
  version,
  patient,
  onClose,
}: {
  carePlanId: string;
  /** A signed version; null = the plan as it stands. */
  version: number | null;
  patient: { name: string; birthDate: string | null; mrn: string | null };
  onClose: () => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('documents');
  const { t: tParts } = useTranslation('components');
  const format = useFormat();
  const titleId = useId();
  const [paper, setPaper] = useState<Paper>('letter');
  const [language, setLanguage] = useState<Language>(i18n.language.startsWith('es') ? 'es' : 'en');
  const { shown, error, retry } = useDocument(carePlanId, version, paper, language);
  const [drawn, setDrawn] = useState<string | null>(null);
  const { said, saveIt, printIt, busy, printing } = useOutlets(shown);
  useKey('ctrl+p', () => void printIt(), shown !== null && !busy);
  const isDrawn = shown !== null && drawn === shown.prepared.jobId;
  return (
    <Dialog
      fullScreen
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { borderRadius: 0 } } }}
    >
      <div className="doc-head">
        <div className="grow">
          <h2 className="t-section" id={titleId}>
            {t('preview', { title: t('carePlan') })}
          </h2>
          <div className="s2">
            <span className="m">{patient.name}</span>
            {patient.birthDate === null
              ? null
              : ` ${tParts('born')} ${format.numericDate(patient.birthDate)}`}
            {patient.mrn === null ? null : ` ${tParts('mrn')} ${patient.mrn}`}
          </div>
        </div>
        <Choice
          label={t('paper')}
          value={paper}
          options={papers.map((code) => [code, t(`paperName.${code}`)])}
          onChoose={setPaper}
        />
        <Choice
          label={t('language')}
          value={language}
          options={languages.map((code) => [code, t(`languageName.${code}`)])}
          onChoose={setLanguage}
        />
        <Button onClick={onClose} autoFocus>
          {t('close')} <Key keys="Esc" />
        </Button>
        <Button onClick={() => void saveIt('fhir')} disabled={!shown}>
          {t('saveFhir')}
        </Button>
        <Button onClick={() => void saveIt('pdf')} disabled={!shown}>
          <Icon name="download" /> {t('save')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          onClick={() => void printIt()}
          disabled={!shown}
        >
          <Icon name="printer" /> {printing ? t('printing') : t('print')} <Key keys="Ctrl P" on />
        </Button>
      </div>
      <div className="doc-note row wrap" aria-live="polite">
        {said === null ? null : (
          <span className={said.good ? 'good' : 'problem'} role={said.good ? 'status' : 'alert'}>
            <Icon name={said.good ? 'check' : 'alert'} size={14} />
            {said.text}
          </span>
        )}
        {shown === null ? null : (
          <span className="t-cap">{t('pages', { count: shown.rendered.pages })}</span>
        )}
        {shown?.prepared.draft ? <span className="sev today">{t('draftNote')}</span> : null}
        <span className="t-cap end">{t('outside')}</span>
      </div>
      <div
        className="doc-body"
        role="region"
        aria-label={t('pagesRegion')}
        tabIndex={0}
        data-drawn={isDrawn}
      >
        {error ? <ErrorPlace error={error} onRetry={retry} /> : null}
        {!shown && !error ? (
          <div className="place-state" role="status">
            {t('making')}
          </div>
        ) : null}
        {shown ? (
          <PdfPages bytes={shown.rendered.bytes} onDrawn={() => setDrawn(shown.prepared.jobId)} />
        ) : null}
      </div>
    </Dialog>
  );
};
