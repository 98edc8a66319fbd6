/** Restricted patients; one is found by the exact record number and restricted with a reason. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RestrictedPatient } from '../../../shared/privacy/privacy';
import { useCall, useCommand } from '../../app/api';
import { useAsking } from '../../app/asking';
import { useDraft } from '../../app/drafts';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { wasAnyOpenAtLock } from '../../app/open-forms';
import { useSession } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { ReasonDialog } from '../../components/ConfirmDialog';
import { Field } from '../../components/Field';
import { EmptyState, ErrorPlace, Skeleton } from '../../components/PlaceState';
import { WhoSaw } from './WhoSaw';

const restrictForms = 'privacy.restrict:';

const useWho = (): ((patient: RestrictedPatient) => string) => {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  return ({ familyName, givenName, mrn, birthDate }) =>
    [
      familyName === null ? null : `${familyName}, ${givenName}`,
      `${t('mrn')} ${mrn}`,
      birthDate === null ? null : `${t('born')} ${format.numericDate(birthDate)}`,
    ]
      .filter(Boolean)
      .join(', ');
};

export const Restrictions = (): ReactElement => {
  const { t } = useTranslation('privacy');
  const { user } = useSession();
  const { data, error, refetch } = useCall('privacy.restricted', {});
  return (
    <section aria-label={t('restricted')}>
      <div className="section-head">
        <h2>{t('restricted')}</h2>
        <span className="n">{data ? t('count', { count: data.length }) : ''}</span>
      </div>
      <FindPatient />
      {error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : !data ? (
        <Skeleton rows={3} />
      ) : data.length === 0 ? (
        <EmptyState icon="shield" title={t('noneRestricted')}>
          {t(user.role === 'auditor' ? 'noneRestrictedText' : 'noneRestrictedLead')}
        </EmptyState>
      ) : (
        <ul>
          {data.map((patient) => (
            <PatientLine key={patient.patientId} patient={patient} />
          ))}
        </ul>
      )}
    </section>
  );
};

const FindPatient = (): ReactElement => {
  const { t } = useTranslation('privacy');
  const typed = useDraft('privacy.find');
  // Whom somebody was about to restrict when Liaison locked is found again.
  const [asked, setAsked] = useState(() =>
    wasAnyOpenAtLock(restrictForms) ? typed.text.trim() || null : null,
  );
  const { data, error } = useCall(
    'privacy.patientByNumber',
    asked === null ? null : { mrn: asked },
  );
  const errorText = useFeatureErrorText('privacy');
  return (
    <>
      <form
        className="row wrap privacy-find"
        role="search"
        aria-label={t('find')}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(typed.text.trim() || null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          typed.clear();
          setAsked(null);
        }}
      >
        <Field
          label={t('number')}
          help={t('numberHelp')}
          problem={
            error ? errorText(error) : asked !== null && data === null ? t('notFound') : undefined
          }
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              spellCheck={false}
              maxLength={40}
              value={typed.text}
              onChange={(event) => {
                typed.set(event.target.value);
                setAsked(null);
              }}
            />
          )}
        </Field>
        <Button type="submit">{t('find')}</Button>
      </form>
      {asked !== null && data ? (
        <ul className="privacy-found" aria-label={t('find')}>
          <PatientLine patient={data} />
        </ul>
      ) : null}
    </>
  );
};

const PatientLine = ({ patient }: { patient: RestrictedPatient }): ReactElement => {
  const { t } = useTranslation('privacy');
  const who = useWho()(patient);
  const errorText = useFeatureErrorText('privacy');
  const offerUndo = useOfferUndo();
  const { run, error, reset } = useCommand('patients.restrict');
  const form = `${restrictForms}${patient.patientId}`;
  const { asking, ask, end } = useAsking(form);
  const { restricted, mrn, patientId, rowVersion } = patient;
  const act = t(restricted ? 'lift' : 'restrict');
  const save = async (reason: string): Promise<boolean> => {
    const outcome = await run({ patientId, rowVersion, restricted: !restricted, reason });
    if (outcome.ok) offerUndo(t(restricted ? 'nowOpen' : 'nowRestricted', { mrn }), null);
    return outcome.ok;
  };
  return (
    <li className="row wrap">
      <span className="grow">
        <span className="m">{who}</span>
        <span className="sub">{restricted ? patient.restrictedReason : t('isOpen')}</span>
      </span>
      <WhoSaw mrn={mrn} />
      <Button size="small" aria-label={`${act}: ${who}`} onClick={ask}>
        {act}
      </Button>
      {asking ? (
        <ReasonDialog
          form={form}
          title={t(restricted ? 'liftTitle' : 'restrictTitle')}
          confirm={act}
          reasonLabel={t('reason')}
          dangerous={false}
          problem={error && errorText(error)}
          onClose={() => {
            end();
            reset();
          }}
          onConfirm={save}
        >
          {who}. {t(restricted ? 'liftText' : 'restrictText')}
        </ReasonDialog>
      ) : null}
    </li>
  );
};
