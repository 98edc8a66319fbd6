/**
 * Asks before a version is signed: the check list with a link to everything that is missing; then
 * patient and effect, and the passphrase where it was typed longer ago. Signs only what was read.
 */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { draftBlockers, type Blocker } from '../../../shared/careplans/activation';
import { draftNumber } from '../../../shared/careplans/plan';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Key } from '../../components/Key';
import { CheckLines } from './course/CheckLines';
import { useSignature } from './course/use-signature';
import { usePlanErrorText } from './error-text';
import { usePlan } from './plan-context';

const SignForm = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { t: tParts } = useTranslation('components');
  const errorText = usePlanErrorText();
  const format = useFormat();
  const { plan } = usePlan();
  const { run, isRunning } = useCommand('careplans.activate');
  const signature = useSignature();
  const [problem, setProblem] = useState<string>();
  const version = draftNumber(plan);
  const { name, birthDate, mrn } = plan.patient;
  const identifiers = [
    birthDate === null ? null : `${tParts('born')} ${format.numericDate(birthDate)}`,
    mrn === null ? null : `${tParts('mrn')} ${mrn}`,
  ]
    .filter(Boolean)
    .join(', ');
  const sign = async (): Promise<void> => {
    const { id, rowVersion, stamp } = plan;
    if (!(await signature.confirm())) return undefined;
    const outcome = await run({ id, rowVersion, stamp });
    if (outcome.ok) return onClose();
    signature.refused(outcome.error);
    return setProblem(
      outcome.error.code === 'conflict' ? t('signConflict') : errorText(outcome.error),
    );
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
    >
      <div className="s2">
        {t('signText', { name, identifiers, version })}{' '}
        {plan.newestVersion === 0
          ? t('signFirst')
          : t('signChanged', { count: plan.changes, before: plan.newestVersion })}
      </div>
      {signature.field}
      {problem === undefined ? null : (
        <div className="problem" role="alert">
          {problem}
        </div>
      )}
      <div className="row end">
        <Button onClick={onClose} autoFocus>
          {t('signNotYet')} <Key keys="Esc" />
        </Button>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={isRunning || signature.isChecking}
        >
          {t('signNow')}
        </Button>
      </div>
    </form>
  );
};

export const SignDialog = ({
  onClose,
  onMend,
}: {
  onClose: () => void;
  /** Leaves the question and goes to where the thing is mended. */
  onMend: (blocker: Blocker) => void;
}): ReactElement => {
  const { t } = useTranslation('careplans');
  const titleId = useId();
  const { plan } = usePlan();
  const { now, zone } = useMinute();
  const open = draftBlockers(plan, localDateOf(now, zone)).length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 520, p: 5 } } }}
    >
      <div className="stack">
        <h2 className="t-subject" id={titleId}>
          {t(open ? 'course.check.title' : 'signTitle', { version: draftNumber(plan) })}
        </h2>
        <CheckLines onMend={onMend} />
        {open ? (
          <div className="row end">
            <Button onClick={onClose}>
              {t('course.check.close')} <Key keys="Esc" />
            </Button>
          </div>
        ) : (
          <SignForm onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
};
