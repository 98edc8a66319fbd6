/**
 * The form: one page, by keyboard alone. Digits choose and move on, Enter confirms or goes on, arrows
 * walk, S passes over with a reason, Ctrl+Z takes the last answer back. Every answer is saved at once.
 */
import Button from '@mui/material/Button';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Informant, OpenedAssessment } from '../../../shared/assessments/assessment';
import {
  firstOpen,
  isChoice,
  languageOf,
  neighborOf,
  optionOfKey,
  chosen,
  sharedOptions,
  shownItems,
  withSkip,
} from '../../../shared/assessments/form';
import type { Item, Option } from '../../../shared/clinical/instruments/definition';
import { informants } from '../../../shared/clinical/instruments/response';
import type { Language } from '../../../shared/clinical/instruments/words';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { skipKeys } from './AnswerControls';
import type { Answering } from './answering';
import { FormItem } from './FormItem';
import { AlertBox } from './SafetyAlerts';
import { useLanguage } from './said';
import { ScorePanel } from './ScorePanel';
import { useAnswers } from './use-answers';

const typing = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** Has the item just these options, in the words of the head? */
const hasOptions = (item: Item, head: readonly Option[]): boolean =>
  JSON.stringify(item.options?.map(({ code, text }) => [code, text])) ===
  JSON.stringify(head.map(({ code, text }) => [code, text]));

/** Who answers and with whose help, where the instrument does not ask it itself. */
const Who = ({ answering }: { answering: Answering }): ReactElement => {
  const { t } = useTranslation('assessments');
  const { informant, interpreter } = answering.opened.assessment;
  return (
    <div className="as-who row wrap">
      <label>
        {t('informant')}{' '}
        <select
          className="input"
          value={informant ?? ''}
          onChange={({ target }) =>
            answering.who({
              informant:
                informants.find((one) => one === target.value) ?? (null as Informant | null),
            })
          }
        >
          <option value="">{t('notSaid')}</option>
          {informants.map((one) => (
            <option key={one} value={one}>
              {t(`informants.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('interpreter')}{' '}
        <select
          className="input"
          value={interpreter === null ? '' : interpreter ? 'yes' : 'no'}
          onChange={({ target }) =>
            answering.who({ interpreter: target.value === '' ? null : target.value === 'yes' })
          }
        >
          <option value="">{t('notSaid')}</option>
          <option value="yes">{t('yes')}</option>
          <option value="no">{t('no')}</option>
        </select>
      </label>
    </div>
  );
};

export const AssessmentForm = ({
  server,
  patientLanguage,
  onStop,
  onCompleted,
}: {
  server: OpenedAssessment;
  /** As the record says it; null where it does not. */
  patientLanguage: string | null;
  onStop: () => void;
  onCompleted: () => void;
}): ReactElement => {
  const { t } = useTranslation('assessments');
  const errorText = useFeatureErrorText('assessments');
  const format = useFormat();
  const own = useLanguage();
  const { zone } = useMinute();
  const answering = useAnswers(server);
  const { opened, answers, outcome } = answering;
  const { instrument, assessment, previous } = opened;
  const [language, setLanguage] = useState<Language>(() => languageOf(patientLanguage) ?? own);
  const items = shownItems(instrument, outcome);
  const [current, setCurrent] = useState<string | null>(() => firstOpen(items, outcome));
  const [skipping, setSkipping] = useState<string | null>(null);
  const { run: complete, error, isRunning } = useCommand('assessments.complete');
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<string | null>(current);
  const columns = sharedOptions(instrument);

  const walkTo = (id: string | null): void => {
    setSkipping(null);
    if (id === null) return;
    wanted.current = id;
    setCurrent(id);
  };
  // After the answer is drawn, since it may have shown a question between the two.
  useEffect(() => {
    const id = wanted.current;
    if (id === null) return;
    wanted.current = null;
    const row = list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
    const control = row?.querySelector<HTMLElement>('[data-confirm], [data-focus]');
    (control ?? row)?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  });
  const next = (from: string): void => {
    walkTo(neighborOf(shownItems(instrument, answering.outcome), from, 1) ?? from);
  };
  const finish = async (): Promise<void> => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const newest = await answering.settled();
    const result = await complete({
      id: newest.assessment.id,
      rowVersion: newest.assessment.rowVersion,
    });
    if (result.ok) onCompleted();
    else walkTo(outcome.open[0] ?? null);
  };
  useKey('ctrl+enter', () => void finish());
  const undo = (): void => walkTo(answering.undo());

  const onKey = (event: KeyboardEvent): void => {
    const item = items.find(({ id }) => id === current);
    if (!item || event.altKey || event.metaKey) return;
    const { key, target } = event;
    if (event.ctrlKey) {
      if (key.toLowerCase() !== 'z' || typing(target)) return;
      event.preventDefault();
      undo();
      return;
    }
    if (key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (skipping === null) onStop();
      else setSkipping(null);
      return;
    }
    const done = (): void => event.preventDefault();
    const entry = answers[item.id];
    if (key === 'Enter' && !(target instanceof HTMLTextAreaElement && event.shiftKey)) {
      if (target instanceof HTMLElement && target.closest('.as-skip, .as-clash, .as-person'))
        return;
      done();
      if (entry && !entry.confirmed) answering.put(item.id, { ...entry, confirmed: true });
      if (typing(target)) (target as HTMLElement).blur();
      next(item.id);
      return;
    }
    if (typing(target)) return;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      done();
      walkTo(neighborOf(items, item.id, step));
      return;
    }
    const reason = skipping === item.id ? skipKeys[key as keyof typeof skipKeys] : undefined;
    if (reason) {
      done();
      answering.put(item.id, withSkip(entry, reason));
      next(item.id);
      return;
    }
    if (key.toLowerCase() === 's') {
      done();
      setSkipping(item.id);
      return;
    }
    const option = isChoice(item) ? optionOfKey(item, key) : undefined;
    if (!option) return;
    done();
    answering.put(item.id, chosen(item, entry, option));
    if (item.kind !== 'many') next(item.id);
  };

  const openAlerts = opened.alerts.filter(({ open }) => open);
  return (
    <div className="as-form">
      <div className="as-bar">
        <h2 className="t-section">{instrument.title[own]}</h2>
        <span className="t-cap" aria-live="polite">
          {outcome.of === 0 ? null : t('doneOf', { done: outcome.done, of: outcome.of })}
        </span>
        {answering.failed === null ? (
          <span className="t-cap good">
            <Icon name="check" size={14} />{' '}
            {t('kept', { time: format.time(assessment.updatedAt, zone) })}
          </span>
        ) : (
          <span className="problem" role="alert">
            <Icon name="alert" size={14} /> {answering.failed}
          </span>
        )}
        <span className="grow" />
        {instrument.items.some(({ answeredBy }) => answeredBy === 'patient') ? (
          <label className="row">
            <span className="t-cap">{t('askIn')}</span>{' '}
            <select
              className="input"
              value={language}
              onChange={({ target }) => setLanguage(target.value === 'es' ? 'es' : 'en')}
            >
              <option value="en">English</option>
              <option value="es">Español</option>
            </select>
          </label>
        ) : null}
        <Button size="small" onClick={onStop}>
          {t('stop')} <Key keys="Esc" />
        </Button>
        <Button size="small" variant="contained" disabled={isRunning} onClick={() => void finish()}>
          {t('complete')} <Key keys="Ctrl Enter" on />
        </Button>
      </div>
      {error ? (
        <p className="problem" role="alert">
          <Icon name="alert" size={14} /> {errorText(error)}
        </p>
      ) : null}
      {answering.meanwhile ? (
        <p className="as-meanwhile" role="status">
          {t('meanwhile', {
            name: answering.meanwhile.name ?? t('somebody'),
            count: answering.meanwhile.count,
          })}{' '}
          <button type="button" className="cp-link" onClick={answering.forgetMeanwhile}>
            {t('understood')}
          </button>
        </p>
      ) : null}
      <div className="as-columns">
        <div className="as-sheet" onKeyDown={onKey}>
          {instrument.opening ? (
            <p className="as-opening" lang={language}>
              {instrument.opening[language]}
            </p>
          ) : null}
          {instrument.items.some(({ id }) => id === 'in.informant') ? null : (
            <Who answering={answering} />
          )}
          {columns === null && previous === null ? null : (
            <div className="as-head" aria-hidden="true">
              {columns?.map((option) => (
                <span key={option.code} lang={language}>
                  {option.text[language]}
                </span>
              ))}
              {previous?.completedAt ? (
                <span className="as-before">
                  {format.numericDate(localDateOf(previous.completedAt, zone))}
                </span>
              ) : null}
            </div>
          )}
          <ol className="as-list" ref={list}>
            {items.map((item) => (
              <FormItem
                key={item.id}
                {...{ answering, item, language }}
                current={item.id === current}
                columns={columns !== null && hasOptions(item, columns)}
                skipping={item.id === skipping}
                previous={previous?.answers ?? null}
                onCurrent={() => setCurrent(item.id)}
                onSkip={() => {
                  setCurrent(item.id);
                  setSkipping(item.id);
                }}
                onNext={() => next(item.id)}
              />
            ))}
          </ol>
          <p className="t-cap as-keys">{t('keys')}</p>
        </div>
        <aside className="as-beside" aria-label={t('score')}>
          {openAlerts.map((alert) => (
            <AlertBox key={alert.id} alert={alert} />
          ))}
          <ScorePanel
            opened={{ ...opened, assessment: { ...assessment, answers } }}
            outcome={outcome}
          />
        </aside>
      </div>
    </div>
  );
};
