/** What was decided about suggestions, folded: each with its reason, the rejected ones to offer again. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionView } from '../../../shared/proposals/view';
import type { CallError } from '../../../shared/errors';
import { localDateOf } from '../../../shared/time';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { useDecide } from './use-decide';
import { useChoices, useProposalError, useProposalWords } from './use-words';

const DecidedLine = ({ decision }: { decision: DecisionView }): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say, day } = useProposalWords();
  const { zone } = useMinute();
  const errorText = useProposalError();
  const choices = useChoices();
  const { again, mayReject } = useDecide();
  const [failed, setFailed] = useState<CallError | null>(null);
  const { verdict, title, reasonId, reasonText, byName, at } = decision;
  const listed = choices?.reasons.find(({ id }) => id === reasonId);
  const why = [
    ...(listed && !(listed.words && reasonText) ? [say(listed)] : []),
    ...(reasonText === null ? [] : [`“${reasonText}”`]),
  ];
  const offer = async (): Promise<void> => {
    const outcome = await again(decision);
    if (!outcome.ok) setFailed(outcome.error);
  };
  return (
    <li>
      <Icon name={verdict === 'rejected' ? 'close' : 'check'} size={14} />
      <div className="grow">
        <div>
          {t(`decidedLine.${verdict}`, { title })}
          {why.length > 0 ? `. ${why.join(': ')}` : ''}
        </div>
        <div className="t-cap">
          {t('decidedBy', { who: byName ?? '–', when: day(localDateOf(at, zone)) })}
          {decision.stillProposed ? null : ` ${t('noLonger')}`}
        </div>
        {failed ? (
          <p className="problem" role="alert">
            {errorText(failed)}
          </p>
        ) : null}
        {verdict === 'rejected' && decision.stillProposed && mayReject ? (
          <Button
            size="small"
            variant="text"
            aria-label={t('againOf', { title })}
            onClick={() => void offer()}
          >
            {t('again')}
          </Button>
        ) : null}
      </div>
    </li>
  );
};

export const DecidedList = ({
  decided,
}: {
  decided: readonly DecisionView[];
}): ReactElement | null => {
  const { t } = useTranslation('proposals');
  const [shown, setShown] = useState(false);
  if (decided.length === 0) return null;
  return (
    <div className="pr-decided">
      <button
        type="button"
        className="pr-fold"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        <Icon name={shown ? 'down' : 'right'} size={14} />
        {t('decided')} <span className="n">{decided.length}</span>
      </button>
      {shown ? (
        <ul>
          {decided.map((decision) => (
            <DecidedLine key={decision.key} decision={decision} />
          ))}
        </ul>
      ) : null}
    </div>
  );
};
