/** What can be done with a suggestion, each with its undo. */
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '../../../shared/proposals/view';
import type { StandingLine } from '../../../shared/proposals/similar';
import { useCommand, type CallInput, type CallOutput, type Outcome } from '../../app/api';
import { useMay } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { useTray } from './tray-context';
import { useProposalWords } from './use-words';

export type AdaptedLines = NonNullable<CallInput<'proposals.accept'>['adapted']>;
export type AdaptedTasks = NonNullable<CallInput<'proposals.acceptTasks'>['adapted']>;

/** How it is accepted: as it is, edited, with chosen items, or by a line that stands there. */
export interface How {
  lines?: AdaptedLines;
  items?: string[];
  tasks?: AdaptedTasks;
  use?: StandingLine;
}

export type Decided = Outcome<CallOutput<'proposals.accept'>>;

export interface Decide {
  /** What hinders accepting lines of the plan: no plan yet, or not one's work; null = nothing. */
  mayAccept: (view: ProposalView) => boolean;
  mayReject: boolean;
  accept: (view: ProposalView, how?: How) => Promise<Decided>;
  reject: (view: ProposalView, reasonId: string, words: string | null) => Promise<Decided>;
  again: (decision: { key: string; rowVersion: number; title: string }) => Promise<Decided>;
  removeNeed: (view: ProposalView) => Promise<Outcome<unknown>>;
}

export const useDecide = (): Decide => {
  const { t } = useTranslation('proposals');
  const { language, say } = useProposalWords();
  const { encounterId = '', carePlanId = null, tray } = useTray() ?? {};
  const offerUndo = useOfferUndo();
  const mayPlan = useMay('careplans.write');
  const mayTasks = useMay('care.write');
  const { run: accept } = useCommand('proposals.accept');
  const { run: acceptTasks } = useCommand('proposals.acceptTasks');
  const { run: reject } = useCommand('proposals.reject');
  const { run: takeBack } = useCommand('proposals.takeBack');
  const { run: takeBackTasks } = useCommand('proposals.takeBackTasks');
  const { run: withdraw } = useCommand('proposals.withdrawNeed');
  const { run: addNeed } = useCommand('proposals.addNeed');
  // Lines go into the stay's open plan, and only while that one is on the screen.
  const planOpen = carePlanId !== null && tray?.carePlanId === carePlanId;

  const decided = (outcome: Decided, text: string, tasks: boolean): Decided => {
    if (!outcome.ok) return outcome;
    const { key, rowVersion } = outcome.value;
    const back = tasks ? takeBackTasks : takeBack;
    offerUndo(text, () => back({ encounterId, key, rowVersion }));
    return outcome;
  };
  return {
    mayAccept: ({ kind }) => (kind === 'tasks' ? mayTasks : mayPlan && planOpen),
    mayReject: mayPlan,
    accept: async (view, { lines, items, tasks, use } = {}) => {
      const seen = { encounterId, key: view.key, ground: view.ground, language };
      const title = say(view.title);
      const text = use ? t('wasUsed', { title: use.text }) : t('wasAccepted', { title });
      if (view.kind === 'tasks')
        return decided(
          await acceptTasks({
            ...seen,
            adapted: tasks ?? null,
            use: use?.record === 'task' ? { record: 'task', id: use.id } : null,
          }),
          text,
          true,
        );
      return decided(
        await accept({
          ...seen,
          carePlanId: carePlanId ?? '',
          adapted: lines ?? null,
          items: items ?? null,
          use: use && use.record !== 'task' ? { record: use.record, id: use.id } : null,
        }),
        text,
        false,
      );
    },
    reject: async (view, reasonId, words) =>
      decided(
        await reject({
          ...{ encounterId, key: view.key, ground: view.ground, language, reasonId, words },
        }),
        t('wasRejected', { title: say(view.title) }),
        false,
      ),
    again: async ({ key, rowVersion, title }) => {
      const outcome = await takeBack({ encounterId, key, rowVersion });
      if (outcome.ok) offerUndo(t('wasReopened', { title }), null);
      return outcome;
    },
    removeNeed: async ({ need }) => {
      if (need === null) return { ok: true, value: null };
      const { id, rowVersion, words, item } = need;
      const outcome = await withdraw({ encounterId, id, rowVersion });
      if (outcome.ok)
        offerUndo(t('wasRemoved', { title: words }), () => addNeed({ encounterId, words, item }));
      return outcome;
    },
  };
};
