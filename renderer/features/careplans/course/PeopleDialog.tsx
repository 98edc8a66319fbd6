/** Who takes part in the plan, who answers for it, and who was told of which version. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Candidate, InformedPlan } from '../../../../shared/careplans/participants';
import { useCall, useCommand } from '../../../app/api';
import { useOfferUndo } from '../../../app/undo';
import { Icon } from '../../../components/Icon';
import { Key } from '../../../components/Key';
import { EmptyState, ErrorPlace, Skeleton } from '../../../components/PlaceState';
import { usePlanErrorText } from '../error-text';
import { usePlan } from '../plan-context';
import { SavedSelect } from '../SavedSelect';
import { PersonRow } from './PersonRow';
import { TellForm } from './TellForm';
import { usePersonFacts } from './use-person-facts';

const keyOf = (one: Candidate): string => one.memberId ?? one.relatedPersonId ?? one.userId ?? '';

const whoOf = ({ memberId, relatedPersonId, userId }: Candidate) =>
  memberId !== null
    ? { memberId }
    : relatedPersonId !== null
      ? { relatedPersonId }
      : { userId: userId ?? '' };

/** Those who are not in the plan yet; the whole team goes in with one key. */
const Candidates = (): ReactElement | null => {
  const { t } = useTranslation('careplans');
  const errorText = usePlanErrorText();
  const { plan } = usePlan();
  const { data } = useCall('careplans.participantCandidates', { id: plan.id });
  const factsOf = usePersonFacts();
  const { run, isRunning, error } = useCommand('careplans.addParticipants');
  if (!data) return null;
  const team = data.filter(({ memberId }) => memberId !== null);
  const add = (people: readonly Candidate[]): void =>
    void run({ id: plan.id, people: people.map(whoOf) });
  return (
    <section aria-label={t('course.people.candidates')}>
      <div className="section-head">
        <h3>{t('course.people.candidates')}</h3>
        <span className="n grow">{data.length}</span>
        {team.length === 0 ? null : (
          <Button
            size="small"
            variant="text"
            autoFocus={plan.participants.length === 0}
            disabled={isRunning}
            onClick={() => add(team)}
          >
            <Icon name="plus" /> {t('course.people.addAll', { count: team.length })}
          </Button>
        )}
      </div>
      {data.length === 0 ? <p className="s2">{t('course.people.noCandidates')}</p> : null}
      <ul className="cp-people">
        {data.map((one) => (
          <li key={keyOf(one)} className="row">
            <span className="grow">
              <span className="m">{one.name}</span>
              <span className="t-cap">{factsOf(one)}</span>
            </span>
            <Button
              size="small"
              disabled={isRunning}
              aria-label={`${t('course.people.add')}: ${one.name}`}
              onClick={() => add([one])}
            >
              {t('course.people.add')}
            </Button>
          </li>
        ))}
      </ul>
      {error ? (
        <div className="problem" role="alert">
          {errorText(error)}
        </div>
      ) : null}
    </section>
  );
};

/** Who answers for the plan. */
const Custodian = (): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, owners, mayWrite } = usePlan();
  const { run } = useCommand('careplans.setCustodian');
  const people = owners.flatMap(({ userId, name }): (readonly [string, string])[] =>
    userId === null ? [] : [[userId, name]],
  );
  const known = people.some(([id]) => id === plan.custodianId);
  const named: (readonly [string, string])[] =
    plan.custodianId === null || known || plan.custodianName === null
      ? people
      : [...people, [plan.custodianId, plan.custodianName]];
  return (
    <SavedSelect
      label={t('course.people.custodian')}
      value={plan.custodianId}
      empty={t('course.people.nobody')}
      options={named}
      readOnly={!mayWrite}
      save={(custodianId) => run({ id: plan.id, rowVersion: plan.rowVersion, custodianId })}
    />
  );
};

const People = ({ data }: { data: InformedPlan }): ReactElement => {
  const { t } = useTranslation('careplans');
  const { plan, mayWrite, mayTell } = usePlan();
  const offerUndo = useOfferUndo();
  const { run: setRemoved } = useCommand('careplans.setParticipantRemoved');
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const toTell = data.people.filter(({ participant }) => ticked.includes(participant.id));
  const remove = async (id: string, rowVersion: number, name: string): Promise<void> => {
    const own = { id: plan.id, participantId: id };
    const outcome = await setRemoved({ ...own, rowVersion, removed: true });
    if (outcome.ok)
      offerUndo(t('course.people.removed', { name }), () =>
        setRemoved({ ...own, rowVersion: rowVersion + 1, removed: false }),
      );
  };
  return (
    <>
      {data.people.length === 0 ? (
        <EmptyState icon="people" title={t('course.people.none')}>
          {t('course.people.noneText')}
        </EmptyState>
      ) : (
        <ul className="cp-people" aria-label={t('course.people.title')}>
          {data.people.map((informed) => (
            <PersonRow
              key={informed.participant.id}
              informed={informed}
              ticked={ticked.includes(informed.participant.id)}
              onTick={
                mayTell && data.newestVersion > 0
                  ? (on) =>
                      setTicked(
                        on
                          ? [...ticked, informed.participant.id]
                          : ticked.filter((id) => id !== informed.participant.id),
                      )
                  : null
              }
              onRemove={
                mayWrite
                  ? () => {
                      const { id, rowVersion, name } = informed.participant;
                      void remove(id, rowVersion, name);
                    }
                  : null
              }
            />
          ))}
        </ul>
      )}
      {mayTell && data.people.length > 0 ? (
        <TellForm
          planId={plan.id}
          version={data.newestVersion}
          people={toTell.map(({ participant }) => participant.id)}
          onDone={() => setTicked([])}
        />
      ) : null}
    </>
  );
};

export const PeopleDialog = ({ onClose }: { onClose: () => void }): ReactElement => {
  const { t } = useTranslation('careplans');
  const titleId = useId();
  const { plan, mayWrite } = usePlan();
  const { data, error, refetch } = useCall('careplans.participants', { id: plan.id });
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 680, maxWidth: '100%', p: 5 } } }}
    >
      <div className="stack">
        <h2 className="t-subject" id={titleId}>
          {t('course.people.title')}
        </h2>
        <Custodian />
        {data ? (
          <People data={data} />
        ) : error ? (
          <ErrorPlace error={error} onRetry={refetch} />
        ) : (
          <Skeleton rows={3} />
        )}
        {mayWrite ? <Candidates /> : null}
        <div className="row end">
          <Button onClick={onClose}>
            {t('course.people.close')} <Key keys="Esc" />
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
