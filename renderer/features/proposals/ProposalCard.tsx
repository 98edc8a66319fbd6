/** One suggestion: its reason, what it would add, what says the same already, and what to do with it. */
import Button from '@mui/material/Button';
import { useContext, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '../../../shared/proposals/view';
import type { CallError } from '../../../shared/errors';
import { SingleKeysContext } from '../../app/keys';
import { wasOpenAtLock } from '../../app/open-forms';
import { Icon } from '../../components/Icon';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { adaptDraft, AdaptForm } from './AdaptForm';
import { rejectDraft, RejectForm } from './RejectForm';
import { useTray } from './tray-context';
import { useDecide, type Decided, type How } from './use-decide';
import { useChoices, useProposalError, useProposalWords } from './use-words';

type Mode = 'adapt' | 'reject' | null;

/** Problems of a template that the card names; the edit form shows all. */
const named = 3;

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

/** What accepting would add, in a line or two. */
const What = ({ view }: { view: ProposalView }): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say, due } = useProposalWords();
  const choices = useChoices();
  const { kind, goal, interventions, problem, under, role, tasks, parts } = view;
  const owner = choices?.roles.find(({ id }) => id === role);
  const added = [
    ...(goal ? [t('withGoal', { goal: say(goal) })] : []),
    ...(interventions.length > 0 ? [t('withInterventions', { count: interventions.length })] : []),
  ];
  const where =
    kind === 'goal' || kind === 'intervention'
      ? problem
        ? t('under', { problem: problem.text })
        : under
          ? t('underNew', { problem: say(under) })
          : null
      : null;
  const who = kind === 'tasks' && tasks.length > 1 ? null : (tasks[0]?.role ?? role);
  const ownerRole = choices?.roles.find(({ id }) => id === who) ?? owner;
  const when = kind === 'tasks' ? (tasks.length === 1 ? due(tasks[0]!) : null) : due(view);
  const last = [
    ...(ownerRole && kind !== 'problem' ? [t('owner', { role: say(ownerRole) })] : []),
    ...(when === null || kind === 'template' ? [] : [when]),
  ];
  const line = capital([where, ...last].filter((part) => part !== null).join(', '));
  return (
    <>
      {added.length > 0 ? <p className="s2">{added.join(', ')}</p> : null}
      {line === '' ? null : <p className="s2">{line}</p>}
      {tasks.length > 1 ? (
        <ul className="pr-parts">
          {tasks.map((task) => (
            <li key={task.kind}>
              {[say(task.title), due(task)].filter((part) => part !== null).join(', ')}
            </li>
          ))}
        </ul>
      ) : null}
      {parts.length > 0 ? (
        <>
          <p className="s2">
            {[
              t('count.problems', { count: parts.length }),
              t('count.goals', { count: sum(parts.map(({ goals }) => goals)) }),
              t('withInterventions', { count: sum(parts.map((part) => part.interventions)) }),
            ].join(', ')}
          </p>
          <ul className="pr-parts" lang="en">
            {parts.slice(0, named).map(({ item, text }) => (
              <li key={item}>{text}</li>
            ))}
          </ul>
          {parts.length > named ? (
            <p className="t-cap">{t('more', { count: parts.length - named })}</p>
          ) : null}
        </>
      ) : null}
    </>
  );
};

export const ProposalCard = ({
  view,
  isCurrent,
  onFocus,
  onDecided,
}: {
  view: ProposalView;
  /** The one that keys reach first. */
  isCurrent: boolean;
  onFocus: () => void;
  /** With the problem that lines were added to, where there is one. */
  onDecided: (problemId: string | null) => void;
}): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say, reason, kind } = useProposalWords();
  const errorText = useProposalError();
  const { encounterId = '' } = useTray() ?? {};
  const single = useContext(SingleKeysContext);
  const decide = useDecide();
  const adapting = adaptDraft(encounterId, view.key);
  const rejecting = rejectDraft(encounterId, view.key);
  const [mode, setMode] = useState<Mode>(() =>
    wasOpenAtLock(adapting) ? 'adapt' : wasOpenAtLock(rejecting) ? 'reject' : null,
  );
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<CallError | null>(null);
  const mayAccept = decide.mayAccept(view);
  const title = say(view.title);

  const finish = (outcome: Decided): Decided => {
    setBusy(false);
    if (outcome.ok) onDecided(outcome.value.problemId);
    else setFailed(outcome.error);
    return outcome;
  };
  const accept = async (how: How = {}): Promise<Decided> => {
    setBusy(true);
    setFailed(null);
    return finish(await decide.accept(view, how));
  };
  const onKey = (event: KeyboardEvent): void => {
    // Only on the card itself: its fields and buttons keep their keys.
    if (event.target !== event.currentTarget || !single) return;
    if (event.ctrlKey || event.altKey || event.metaKey || busy) return;
    const key = event.key.toLowerCase();
    if (key === 'a' && mayAccept) void accept();
    else if (key === 'e' && mayAccept) setMode('adapt');
    else if (key === 'x' && decide.mayReject) setMode('reject');
    else return;
    event.preventDefault();
  };
  return (
    <li
      className={isCurrent ? 'pr-card current' : 'pr-card'}
      // The keys of a suggestion work on the card as a whole.
      tabIndex={isCurrent ? 0 : -1}
      aria-label={t('named', { kind: kind(view), title })}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      {view.reasons.map((each) => (
        <p className="t-cap" key={reason(each)}>
          {reason(each)}
        </p>
      ))}
      {view.before === null ? null : (
        <p className="pr-before">
          <Icon name="swap" size={14} />
          {t(`changed.${view.before.verdict}`, { before: say(view.before.words) })}
        </p>
      )}
      <h3>{t('named', { kind: kind(view), title })}</h3>
      {mode === 'adapt' ? null : <What view={view} />}
      {view.similar.slice(0, 2).map((line) => (
        <div className="pr-similar" key={line.id}>
          <span className="grow">{t('similar', { text: line.text })}</span>
          {mayAccept ? (
            <Button
              size="small"
              disabled={busy}
              aria-label={t('useOf', { text: line.text })}
              onClick={() => void accept({ use: line })}
            >
              {t('use')}
            </Button>
          ) : null}
        </div>
      ))}
      {failed ? (
        <p className="problem" role="alert">
          {errorText(failed)}
        </p>
      ) : null}
      {mode === null ? (
        <>
          <LeftUnsaved
            form={adapting}
            what={t('form.adapt', { title })}
            onGoOn={() => setMode('adapt')}
          />
          <LeftUnsaved
            form={rejecting}
            what={t('form.reject', { title })}
            onGoOn={() => setMode('reject')}
          />
          <div className="pr-do">
            {mayAccept ? (
              <>
                <Button
                  size="small"
                  variant={isCurrent && view.similar.length === 0 ? 'contained' : 'outlined'}
                  color="primary"
                  disabled={busy}
                  aria-label={t('acceptOf', { title })}
                  onClick={() => void accept()}
                >
                  <Icon name="check" /> {t('accept')}
                </Button>
                <Button
                  size="small"
                  variant="text"
                  aria-label={t('adaptOf', { title })}
                  onClick={() => setMode('adapt')}
                >
                  {t('adapt')}
                </Button>
              </>
            ) : null}
            {decide.mayReject ? (
              <Button
                size="small"
                variant="text"
                aria-label={t('rejectOf', { title })}
                onClick={() => setMode('reject')}
              >
                {t('reject')}
              </Button>
            ) : null}
            {view.need !== null && decide.mayReject ? (
              <Button
                size="small"
                variant="text"
                aria-label={t('removeOf', { title })}
                onClick={() => void decide.removeNeed(view)}
              >
                {t('remove')}
              </Button>
            ) : null}
          </div>
        </>
      ) : mode === 'adapt' ? (
        <AdaptForm view={view} busy={busy} onAccept={accept} onClose={() => setMode(null)} />
      ) : (
        <RejectForm
          view={view}
          onReject={async (reasonId, words) => finish(await decide.reject(view, reasonId, words))}
          onClose={() => setMode(null)}
        />
      )}
    </li>
  );
};
