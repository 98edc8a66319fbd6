/** Gives the selected stays to a person, or back; undone with one key. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useCommand } from '../../app/api';
import { useSession } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { useErrorText } from '../../components/PlaceState';

export const BatchBar = ({
  stays,
  onDone,
}: {
  stays: readonly { encounterId: string; rowVersion: number }[];
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('caseload');
  const { user } = useSession();
  const errorText = useErrorText();
  const offerUndo = useOfferUndo();
  const { data: people } = useCall('caseload.people', {});
  const { run, error, isRunning } = useCommand('caseload.assign');
  const [personId, setPersonId] = useState('');
  const give = async (caseManagerId: string | null): Promise<void> => {
    const outcome = await run({
      assignments: stays.map(({ encounterId, rowVersion }) => ({
        encounterId,
        rowVersion,
        caseManagerId,
      })),
    });
    if (!outcome.ok) return;
    const { undo } = outcome.value;
    offerUndo(t('assigned', { count: undo.length }), () => run({ assignments: undo }));
    onDone();
  };
  return (
    <div className="batch-bar" role="region" aria-label={t('selected', { count: stays.length })}>
      <b className="b">{t('selected', { count: stays.length })}</b>
      <Button variant="contained" disabled={isRunning} onClick={() => void give(user.id)}>
        {t('take')}
      </Button>
      <Button disabled={isRunning} onClick={() => void give(null)}>
        {t('giveBack')}
      </Button>
      {user.role === 'unitLead' ? (
        <span className="row">
          <label className="row">
            {t('assignTo')}
            <select
              className="input"
              value={personId}
              onChange={(event) => setPersonId(event.target.value)}
            >
              <option value="" />
              {(people ?? []).map((person) => (
                <option key={person.id} value={person.id}>
                  {person.givenName} {person.familyName} ({person.stays})
                </option>
              ))}
            </select>
          </label>
          <Button disabled={isRunning || personId === ''} onClick={() => void give(personId)}>
            {t('give')}
          </Button>
        </span>
      ) : null}
      {error ? (
        <span className="problem" role="alert">
          {errorText(error)}
        </span>
      ) : null}
    </div>
  );
};
