/** Beside a line of the plan: the answer, condition or need that it stands on, and the way there. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerDialog } from './AnswerDialog';
import { useGrounds } from './tray-context';
import { useProposalWords } from './use-words';
import './proposals.css';

export const LineGround = ({
  id,
  short = false,
}: {
  /** The line's record. */
  id: string;
  /** The line says its source itself: only the way to the answer. */
  short?: boolean;
}): ReactElement | null => {
  const { t } = useTranslation('proposals');
  const words = useProposalWords();
  const grounds = useGrounds(id);
  const [shown, setShown] = useState<string | null>(null);
  if (grounds.length === 0) return null;
  return (
    <span className="pr-grounds">
      {grounds.map((ground) => {
        const reason = words.reason(ground);
        const { assessmentId } = ground;
        const text = short ? t('answer') : t('ground', { reason });
        if (assessmentId === null)
          return short ? null : (
            <span key={reason} className="cp-from">
              {text}
            </span>
          );
        return (
          <button
            key={reason}
            type="button"
            className="pr-ground"
            title={reason}
            onClick={() => setShown(assessmentId)}
          >
            {text}
            <span className="sr">{short ? ` ${reason}` : ` ${t('answer')}`}</span>
          </button>
        );
      })}
      {shown === null ? null : <AnswerDialog assessmentId={shown} onClose={() => setShown(null)} />}
    </span>
  );
};
