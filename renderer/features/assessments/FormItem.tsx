/** One question: its words, its answer, where an offer comes from, and why it was passed over. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { chosen, codesOf, withSkip, withValue } from '../../../shared/assessments/form';
import type { Answers, Entry } from '../../../shared/clinical/instruments/answers';
import type { Item, Option } from '../../../shared/clinical/instruments/definition';
import type { Language } from '../../../shared/clinical/instruments/words';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { DateAnswer, OptionGroup, PersonAnswer, SkipChoice, TypedAnswer } from './AnswerControls';
import type { Answering } from './answering';
import { useSaid, useSourceText } from './said';

interface ItemProps {
  answering: Answering;
  item: Item;
  /** In which the patient is asked. */
  language: Language;
  current: boolean;
  columns: boolean;
  skipping: boolean;
  /** The newest completed answers before this one. */
  previous: Answers | null;
  onCurrent: () => void;
  onSkip: () => void;
  /** Something was answered that moves on to the next question. */
  onNext: () => void;
}

const Control = ({
  answering,
  item,
  language,
  columns,
  labelledBy,
  onNext,
}: Pick<ItemProps, 'answering' | 'item' | 'language' | 'columns' | 'onNext'> & {
  labelledBy: string;
}): ReactElement | null => {
  const { opened, answers, put, putLinked } = answering;
  const entry = answers[item.id];
  const typed = {
    form: `assessments.answer:${opened.assessment.id}:${item.id}`,
    patientId: opened.assessment.patientId,
    rowVersion: opened.assessment.rowVersion,
    ...{ item, entry, labelledBy, language },
    onPut: (value: Parameters<typeof withValue>[1], base: Entry | null) =>
      put(item.id, withValue(answers[item.id], value), base),
  };
  if (item.kind === 'link') {
    const linked = opened.linked.find(({ id }) => id === item.link?.instrument);
    const asked = linked?.items[0];
    return asked ? (
      <>
        <span className="t-cap" lang={language}>
          {asked.text[language]}
        </span>
        <OptionGroup
          item={asked}
          entry={undefined}
          options={asked.options ?? []}
          {...{ language, columns: false, labelledBy }}
          onChoose={({ code }) => void putLinked(item.id, code).then(onNext)}
        />
      </>
    ) : null;
  }
  switch (item.kind) {
    case 'one':
    case 'yesNo':
    case 'many':
      return (
        <OptionGroup
          {...{ item, entry, language, columns, labelledBy }}
          options={item.options ?? []}
          onChoose={(option: Option) => {
            put(item.id, chosen(item, entry, option));
            if (item.kind !== 'many') onNext();
          }}
        />
      );
    case 'date':
      return (
        <DateAnswer
          {...{ entry, labelledBy }}
          onPut={(value) => put(item.id, withValue(entry, value))}
        />
      );
    case 'person':
      return <PersonAnswer {...typed} people={[]} />;
    case 'fact':
      return null;
    default:
      return <TypedAnswer {...typed} />;
  }
};

/** An offer of the record: where it comes from, and one key to take it. */
const Offer = ({ entry, onConfirm }: { entry: Entry; onConfirm: () => void }): ReactElement => {
  const { t } = useTranslation('assessments');
  const sourceText = useSourceText();
  return (
    <span className="as-offer">
      <Icon name="history" size={14} />
      {t('offered', { source: sourceText(entry) ?? t('record') })}
      <button type="button" className="chip" data-confirm="" onClick={onConfirm}>
        {t('confirm')} <Key keys="Enter" />
      </button>
    </span>
  );
};

/** Two people answered it: both stand here until one is picked. */
const Clash = ({ answering, item }: { answering: Answering; item: Item }): ReactElement | null => {
  const { t } = useTranslation('assessments');
  const said = useSaid();
  const clash = answering.conflicts[item.id];
  if (!clash) return null;
  const words = (entry: Entry | null): string =>
    said(answering.opened.instrument, item, entry) ?? t('nothing');
  return (
    <div className="as-clash" role="alert">
      <span>{t('clash', { name: clash.by.changedByName ?? t('somebody') })}</span>
      <button type="button" className="chip" onClick={() => answering.resolve(item.id, 'mine')}>
        {t('mine', { answer: words(clash.mine) })}
      </button>
      <button type="button" className="chip" onClick={() => answering.resolve(item.id, 'theirs')}>
        {t('theirs', { answer: words(clash.theirs) })}
      </button>
    </div>
  );
};

export const FormItem = (props: ItemProps): ReactElement => {
  const { answering, item, language, current, columns, skipping, previous, onCurrent } = props;
  const { t } = useTranslation('assessments');
  const said = useSaid();
  const sourceText = useSourceText();
  const [helping, setHelping] = useState(false);
  const { opened, answers, outcome, put } = answering;
  const entry = answers[item.id];
  const state = outcome.states[item.id];
  const labelledBy = `as-${item.id}`;
  const alerting = outcome.flags.some(
    ({ kind, state: raised, id }) =>
      kind === 'alert' &&
      raised === 'raised' &&
      JSON.stringify(opened.instrument.flags.find((flag) => flag.id === id)?.raisedWhen).includes(
        `"${item.id}"`,
      ),
  );
  const before = previous === null ? null : said(opened.instrument, item, previous[item.id]);
  return (
    <li
      className={[
        'as-item',
        current ? 'current' : '',
        columns ? 'columns' : '',
        alerting ? 'alerting' : '',
        item.number === undefined || /[a-z]$/.test(item.number) ? 'follow' : '',
      ].join(' ')}
      data-item={item.id}
      data-state={state}
      tabIndex={-1}
      onFocus={onCurrent}
    >
      <span className="as-number">{item.number ?? ''}</span>
      <div className="as-question">
        <span id={labelledBy} lang={language}>
          {item.text[language]}
        </span>
        {item.required ? null : <span className="t-cap"> {t('optional')}</span>}
        {item.help === undefined ? null : (
          <button
            type="button"
            className="cp-link"
            aria-expanded={helping}
            onClick={() => setHelping(!helping)}
          >
            {t('explain')}
          </button>
        )}
        {helping && item.help ? <p className="t-cap">{item.help[language]}</p> : null}
        {item.kind === 'fact' && entry ? (
          <p className="s2">{said(opened.instrument, item, entry)}</p>
        ) : null}
        {entry?.source && entry.confirmed ? (
          <span className="t-cap">{t('from', { source: sourceText(entry) })}</span>
        ) : null}
      </div>
      <div className="as-answer">
        <Control {...{ answering, item, language, columns, labelledBy }} onNext={props.onNext} />
        {item.kind === 'link' && entry?.value && 'number' in entry.value ? (
          <span className="t-cap">
            {t('linkedScore', { score: said(opened.instrument, item, entry) })}
          </span>
        ) : null}
        {entry && !entry.confirmed ? (
          <Offer
            entry={entry}
            onConfirm={() => {
              put(item.id, { ...entry, confirmed: true });
              props.onNext();
            }}
          />
        ) : null}
        {entry?.skipped ? (
          <span className="as-skipped">{t('passedOver', { why: t(`skip.${entry.skipped}`) })}</span>
        ) : null}
        {item.kind === 'fact' || codesOf(entry).length > 0 || (!current && !skipping) ? null : (
          <button type="button" className="cp-link as-skip-open" onClick={props.onSkip}>
            {t('noAnswer')} <Key keys="S" />
          </button>
        )}
        {skipping ? (
          <SkipChoice
            entry={entry}
            onSkip={(reason) => {
              put(item.id, withSkip(entry, reason));
              props.onNext();
            }}
          />
        ) : null}
        <Clash answering={answering} item={item} />
      </div>
      {before === null ? null : (
        <span className="as-before t-cap">
          <span className="sr">{t('beforeWas')} </span>
          {before}
        </span>
      )}
    </li>
  );
};
