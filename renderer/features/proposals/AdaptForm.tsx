/** A suggestion edited before it is accepted: its words, dates, owners, place, or what of it is added. */
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalView } from '../../../shared/proposals/view';
import { localDateOf } from '../../../shared/time';
import { useFormDraft, type FormDraft, type FormValues } from '../../app/form-draft';
import { useThrowAway } from '../../app/leave-form';
import { useMinute } from '../../app/now';
import { DateInput } from '../../components/DateInput';
import { Field } from '../../components/Field';
import { adaptedOf, savedValues } from './adapt-values';
import { useTray } from './tray-context';
import type { Decided, How } from './use-decide';
import { useChoices, useProposalWords } from './use-words';

export const adaptDraft = (encounterId: string, key: string): string =>
  `proposals:adapt:${encounterId}:${key}`.slice(0, 200);

interface Part {
  draft: FormDraft;
  problems: ReadonlySet<string>;
}

const Line = ({
  label,
  name,
  draft,
  problems,
  autoFocus = false,
}: Part & { label: string; name: string; autoFocus?: boolean }): ReactElement => {
  const { t } = useTranslation('proposals');
  return (
    <Field label={label} problem={problems.has(name) ? t('form.missing') : undefined}>
      {(control) => (
        // Two lines high, so that a goal can be read as it is edited; it stays one line of text.
        <textarea
          {...control}
          autoFocus={autoFocus}
          rows={2}
          maxLength={300}
          value={draft.values[name] ?? ''}
          onChange={(event) => draft.set(name, event.target.value.replaceAll(/\s*\n\s*/g, ' '))}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      )}
    </Field>
  );
};

const Day = ({ label, name, draft }: Part & { label: string; name: string }): ReactElement => (
  <Field label={label}>
    {(control) => (
      <DateInput
        {...control}
        value={draft.values[name] ?? ''}
        onChange={(value) => draft.set(name, value)}
      />
    )}
  </Field>
);

const Owner = ({ label, name, draft }: Part & { label: string; name: string }): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say } = useProposalWords();
  const choices = useChoices();
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={draft.values[name] ?? ''}
          onChange={(event) => draft.set(name, event.target.value)}
        >
          <option value="">{t('form.nobody')}</option>
          {choices?.roles.map((role) => (
            <option key={role.id} value={role.id}>
              {say(role)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};

const Switch = ({ draft, name, label }: Part & { name: string; label: string }): ReactElement => (
  <Checkbox
    size="small"
    checked={draft.values[name] === '1'}
    onChange={(event) => draft.set(name, event.target.checked ? '1' : '')}
    slotProps={{ input: { 'aria-label': label } }}
  />
);

const PlanLines = ({ view, ...part }: Part & { view: ProposalView }): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say } = useProposalWords();
  const { tray } = useTray() ?? {};
  const { kind, interventions, goal } = view;
  const { draft } = part;
  const isNew = (draft.values['under'] ?? '') === '';
  return (
    <>
      {kind === 'problem' ? (
        <Line {...part} name="problem" label={t('form.problem')} autoFocus />
      ) : null}
      {kind === 'goal' || goal ? (
        <Line {...part} name="goal" label={t('form.goal')} autoFocus={kind === 'goal'} />
      ) : null}
      {kind === 'intervention' ? (
        <Line {...part} name="i0" label={t('form.intervention')} autoFocus />
      ) : (
        interventions.map((each, n) => (
          <div className="pr-with" key={each.en}>
            <Switch {...part} name={`i${n}on`} label={t('form.with', { what: say(each) })} />
            <Line {...part} name={`i${n}`} label={t('form.interventionN', { n: n + 1 })} />
          </div>
        ))
      )}
      <Day {...part} name="due" label={t('form.due')} />
      {kind === 'goal' ? null : <Owner {...part} name="owner" label={t('form.owner')} />}
      {kind === 'problem' ? null : (
        <>
          <Field label={t('form.under')}>
            {(control) => (
              <select
                {...control}
                value={draft.values['under'] ?? ''}
                onChange={(event) => draft.set('under', event.target.value)}
              >
                <option value="">{t('form.newProblem')}</option>
                {tray?.problems.map(({ id, text }) => (
                  <option key={id} value={id}>
                    {text}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {isNew ? <Line {...part} name="problem" label={t('form.newProblem')} /> : null}
        </>
      )}
    </>
  );
};

const Tasks = ({ view, ...part }: Part & { view: ProposalView }): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say } = useProposalWords();
  const several = view.tasks.length > 1;
  return (
    <>
      {view.tasks.map((task, n) => (
        <fieldset className="pr-task" key={task.kind}>
          <legend className="sr">{say(task.title)}</legend>
          <div className="pr-with">
            {several ? (
              <Switch
                {...part}
                name={`t${n}on`}
                label={t('form.with', { what: say(task.title) })}
              />
            ) : null}
            <Line
              {...part}
              name={`t${n}`}
              label={t('form.task', { n: n + 1 })}
              autoFocus={n === 0}
            />
          </div>
          <div className="pr-pair">
            <Day {...part} name={`t${n}due`} label={t('form.dueOf', { n: n + 1 })} />
            <Owner {...part} name={`t${n}role`} label={t('form.ownerOf', { n: n + 1 })} />
          </div>
        </fieldset>
      ))}
    </>
  );
};

const TemplateParts = ({ view, ...part }: Part & { view: ProposalView }): ReactElement => {
  const { t } = useTranslation('proposals');
  return (
    <>
      {view.parts.map(({ item, text, goals, interventions }) => (
        <label className="pr-with" key={item}>
          <Switch {...part} name={`p-${item}`} label={t('form.with', { what: text })} />
          <span>
            <span lang="en">{text}</span>{' '}
            <span className="t-cap">{t('form.partCount', { goals, interventions })}</span>
          </span>
        </label>
      ))}
    </>
  );
};

export const AdaptForm = ({
  view,
  busy,
  onAccept,
  onClose,
}: {
  view: ProposalView;
  busy: boolean;
  onAccept: (how: How) => Promise<Decided>;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('proposals');
  const { say } = useProposalWords();
  const { zone } = useMinute();
  const { patientId = null, encounterId = '' } = useTray() ?? {};
  const form = adaptDraft(encounterId, view.key);
  const saved: FormValues = savedValues(view, say, (instant) => localDateOf(instant, zone));
  const draft = useFormDraft(form, saved, { patientId });
  const throwAway = useThrowAway();
  const [problems, setProblems] = useState<ReadonlySet<string>>(new Set());
  const title = t('form.adapt', { title: say(view.title) });
  const submit = async (): Promise<void> => {
    const adapted = adaptedOf(view, draft.values);
    setProblems(new Set(adapted.missing));
    if (adapted.missing.length > 0) return;
    const outcome = await onAccept(adapted.how);
    if (outcome.ok) draft.clear();
  };
  const part: Part = { draft, problems };
  return (
    <form
      className="pr-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      {view.kind === 'tasks' ? (
        <Tasks view={view} {...part} />
      ) : view.kind === 'template' ? (
        <TemplateParts view={view} {...part} />
      ) : (
        <PlanLines view={view} {...part} />
      )}
      {problems.has('nothing') ? (
        <p className="problem" role="alert">
          {t('form.nothing')}
        </p>
      ) : null}
      <div className="pr-do">
        <Button type="submit" size="small" variant="contained" color="primary" disabled={busy}>
          {t('form.submit')}
        </Button>
        <Button
          size="small"
          variant="text"
          onClick={() => {
            throwAway(form, title);
            onClose();
          }}
        >
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
};
