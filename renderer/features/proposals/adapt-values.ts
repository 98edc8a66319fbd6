/** The fields of the edit form, from a suggestion and back to what is accepted. */
import type { Text } from '../../../shared/clinical/instruments/vocabulary';
import type { ProposalView } from '../../../shared/proposals/view';
import type { FormValues } from '../../app/form-draft';
import type { How } from './use-decide';

/** What the form holds before anything is changed; all of it chosen. */
export const savedValues = (
  view: ProposalView,
  say: (text: Text) => string,
  dayOf: (instant: string) => string,
): FormValues => {
  const { kind, title, goal, interventions, under, problem, role, dueOn, tasks, parts } = view;
  if (kind === 'tasks')
    return Object.fromEntries(
      tasks.flatMap((task, n) => [
        [`t${n}on`, '1'],
        [`t${n}`, say(task.title)],
        [`t${n}due`, task.dueOn ?? (task.dueAt === null ? '' : dayOf(task.dueAt))],
        [`t${n}role`, task.role ?? ''],
      ]),
    );
  if (kind === 'template') return Object.fromEntries(parts.map(({ item }) => [`p-${item}`, '1']));
  const lines = kind === 'intervention' ? [title] : interventions;
  return {
    problem: kind === 'problem' ? say(title) : under ? say(under) : '',
    goal: kind === 'goal' ? say(title) : goal ? say(goal) : '',
    ...{ due: dueOn ?? '', owner: role ?? '', under: problem?.id ?? '' },
    ...Object.fromEntries(
      lines.flatMap((line, n) => [
        [`i${n}`, say(line)],
        [`i${n}on`, '1'],
      ]),
    ),
  };
};

/** What is accepted; `missing` names the fields that must not be empty, `nothing` that none is chosen. */
export const adaptedOf = (
  view: ProposalView,
  values: FormValues,
): { how: How; missing: string[] } => {
  const text = (name: string): string => (values[name] ?? '').trim();
  const day = (name: string): string | null => text(name) || null;
  const missing: string[] = [];
  const need = (name: string): string => {
    if (text(name) === '') missing.push(name);
    return text(name);
  };
  if (view.kind === 'template') {
    const items = view.parts
      .filter(({ item }) => values[`p-${item}`] === '1')
      .flatMap((part) => part.items);
    return { how: { items }, missing: items.length === 0 ? ['nothing'] : [] };
  }
  if (view.kind === 'tasks') {
    const tasks = view.tasks.flatMap((_task, at) =>
      values[`t${at}on`] === '1'
        ? [
            {
              ...{ at, title: need(`t${at}`), dueOn: day(`t${at}due`) },
              role: text(`t${at}role`) || null,
            },
          ]
        : [],
    );
    return { how: { tasks }, missing: tasks.length === 0 ? ['nothing'] : missing };
  }
  const dueOn = day('due');
  const role = text('owner') || null;
  const under = view.kind === 'problem' ? '' : text('under');
  const line = (name: string) => ({ text: need(name), dueOn, role });
  const hasGoal = view.kind === 'goal' || view.goal !== null;
  // A problem without a goal is one still; a goal itself needs its words.
  const goal = hasGoal && (view.kind === 'goal' || text('goal') !== '') ? line('goal') : null;
  const count = view.kind === 'intervention' ? 1 : view.interventions.length;
  const interventions = Array.from({ length: count }, (_, n) => n)
    .filter((n) => view.kind === 'intervention' || values[`i${n}on`] === '1')
    .map((n) => line(`i${n}`));
  const problem = under === '' ? need('problem') : text('problem') || '–';
  const lines = { problemId: under || null, problem, goal, interventions };
  return { how: { lines }, missing };
};
