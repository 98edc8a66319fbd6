/** Adds from a template: choose one, see line by line what it would do, then add it to the draft. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { draftNumber } from '../../../shared/careplans/plan';
import { additionsOf, countsOf, itemsOf } from '../../../shared/careplans/templates/merge';
import type { TemplatePreview } from '../../../shared/careplans/templates/summary';
import { useCall, useCommand } from '../../app/api';
import { useKey } from '../../app/keys';
import { useOfferUndo } from '../../app/undo';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';
import { TemplateList } from './TemplateList';
import { TemplateTable } from './TemplateTable';
import './templates.css';

const counted = ['problems', 'goals', 'interventions', 'barriers', 'dates'] as const;

/** `6 problems, 14 goals, 20 interventions`; empty where nothing would change. */
const useCountWords = (): ((counts: ReturnType<typeof countsOf>) => string) => {
  const { t } = useTranslation('careplans');
  return (counts) =>
    counted
      .filter((what) => counts[what] > 0)
      .map((what) => t(`template.count.${what}`, { count: counts[what] }))
      .join(', ');
};

/** Who reviewed the texts in the chosen language. */
const Review = ({ preview }: { preview: TemplatePreview }): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const review = preview.template.reviewedBy[i18n.language.startsWith('es') ? 'es' : 'en'];
  return review === null ? (
    <span className="pill soon">
      <Icon name="alert" size={14} />
      {t('template.unreviewed')}
    </span>
  ) : (
    <span className="s2">
      {t('template.reviewed', { name: review.name, credentials: review.credentials })}
    </span>
  );
};

const Chosen = ({
  preview,
  onClose,
  onAdded,
}: {
  preview: TemplatePreview;
  onClose: () => void;
  onAdded: (problemId: string) => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const { plan } = usePlan();
  const countWords = useCountWords();
  const errorText = usePlanErrorText();
  const offerUndo = useOfferUndo();
  const { run: apply, isRunning, error } = useCommand('careplans.applyTemplate');
  const { run: takeBack } = useCommand('careplans.takeBackTemplate');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        itemsOf(preview)
          .filter(({ ticked }) => ticked)
          .map(({ item }) => item),
      ),
  );
  const { template } = preview;
  const title = template.title[i18n.language.startsWith('es') ? 'es' : 'en'];
  const additions = additionsOf(preview, chosen);
  const what = countWords(countsOf(additions));
  const allThere = itemsOf({ ...preview, barriers: [] }).every(({ state }) => state === 'there');
  const add = async (): Promise<void> => {
    const outcome = await apply({ id: plan.id, templateId: template.id, items: [...chosen] });
    if (!outcome.ok) return;
    const { applied } = outcome.value;
    offerUndo(t('template.added', { title, what }), () => takeBack({ id: plan.id, applied }));
    const first = applied.added.find(({ record }) => record === 'problem');
    if (first) onAdded(first.id);
    onClose();
  };
  const ready = what !== '' && !isRunning;
  useKey('ctrl+enter', () => void add(), ready);
  return (
    <div className="cp-template">
      <div className="cp-template-head">
        <div className="grow">
          <h3 className="t-subject">
            {title}, {t('template.version', { version: template.version })}
          </h3>
          <p className="s2" lang="en">
            {template.situation}
          </p>
        </div>
        <Review preview={preview} />
      </div>
      {/* Scrolled by keyboard too. */}
      <div className="cp-template-scroll" role="region" aria-label={title} tabIndex={0}>
        <TemplateTable
          preview={preview}
          choosing={{
            chosen,
            turn: (items, on) => {
              const next = new Set(chosen);
              for (const item of items)
                if (on) next.add(item);
                else next.delete(item);
              setChosen(next);
            },
          }}
        />
      </div>
      <div className="cp-template-foot">
        <p className="grow" role="status">
          <b>
            {what === ''
              ? t(allThere ? 'template.allThere' : 'template.addsNothing')
              : t('template.adds', { what })}
          </b>{' '}
          {t('template.nothingTaken')}
        </p>
        {error ? (
          <span className="problem" role="alert">
            {errorText(error)}
          </span>
        ) : null}
        <Button onClick={onClose}>{t('template.cancel')}</Button>
        <Button
          variant="contained"
          color="primary"
          disabled={!ready}
          onClick={() => void add()}
          aria-keyshortcuts="Control+Enter"
        >
          {t('template.add')} <Key keys="Ctrl Enter" on />
        </Button>
      </div>
    </div>
  );
};

const ChosenTemplate = ({
  templateId,
  ...rest
}: {
  templateId: string;
  onClose: () => void;
  onAdded: (problemId: string) => void;
}): ReactElement => {
  const { plan } = usePlan();
  const { data, error, refetch } = useCall('careplans.previewTemplate', {
    id: plan.id,
    templateId,
  });
  if (data) return <Chosen preview={data} {...rest} />;
  return error ? <ErrorPlace error={error} onRetry={refetch} /> : <Skeleton />;
};

export const TemplateDialog = ({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  /** The first problem that came. */
  onAdded: (problemId: string) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan } = usePlan();
  const titleId = useId();
  const { data: templates, error, refetch } = useCall('careplans.templates', { id: plan.id });
  const [picked, setPicked] = useState<string | null>(null);
  // What fits the patient best is shown at once; nothing is chosen where nothing fits.
  const first = templates?.find(({ fits, applied }) => fits !== null && !applied)?.id ?? null;
  const chosen = picked ?? first;
  return (
    <Dialog
      fullScreen
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { borderRadius: 0 } } }}
    >
      <div className="cp-template-bar">
        <h2 className="t-section" id={titleId}>
          {t('template.title')}
        </h2>
        <span className="s2 grow">
          {plan.patient.name}, {t('template.into', { version: draftNumber(plan) })}.{' '}
          <b>{t('template.kept')}</b>
        </span>
        <Button onClick={onClose}>
          {t('template.cancel')} <Key keys="Esc" />
        </Button>
      </div>
      {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
      {templates ? (
        <div className="cp-template-columns">
          <TemplateList templates={templates} chosen={chosen} onChoose={setPicked} />
          {chosen === null ? (
            <EmptyState icon="note" title={t('template.choose')}>
              {t('template.chooseText')}
            </EmptyState>
          ) : (
            <ChosenTemplate key={chosen} templateId={chosen} onClose={onClose} onAdded={onAdded} />
          )}
        </div>
      ) : error ? null : (
        <Skeleton />
      )}
    </Dialog>
  );
};
