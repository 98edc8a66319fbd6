/** The templates at the left of the dialog: what fits the patient first; a line finds one. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateSummary } from '../../../shared/careplans/templates/summary';
import { fold } from '../../../shared/folding';
import { Icon } from '../../components/Icon';

const Group = ({
  title,
  templates,
  chosen,
  onChoose,
}: {
  title: string;
  templates: readonly TemplateSummary[];
  chosen: string | null;
  onChoose: (id: string) => void;
}): ReactElement | null => {
  const { t, i18n } = useTranslation('careplans');
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  if (templates.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="t-label">{title}</h3>
      <ul>
        {templates.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className="cp-outline-item"
              aria-current={each.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(each.id)}
            >
              <Icon name="note" size={16} />
              <span className="grow">
                <span className="m">{each.title[language]}</span>
                <span className="t-cap">
                  {[
                    t('template.problems', { count: each.problems }),
                    ...(each.fits === null
                      ? []
                      : [t('template.because', { condition: each.fits })]),
                    ...(each.applied ? [t('template.applied')] : []),
                  ].join(', ')}
                </span>
              </span>
              {each.applied ? <Icon name="check" size={14} /> : null}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const TemplateList = ({
  templates,
  chosen,
  onChoose,
}: {
  templates: readonly TemplateSummary[];
  chosen: string | null;
  onChoose: (id: string) => void;
}): ReactElement => {
  const { t, i18n } = useTranslation('careplans');
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const [text, setText] = useState('');
  const found = templates.filter(({ title }) => fold(title[language]).includes(fold(text)));
  const group = { chosen, onChoose };
  return (
    <nav className="cp-templates" aria-label={t('template.list')}>
      <input
        className="input"
        type="search"
        autoFocus
        aria-label={t('template.find')}
        placeholder={t('template.find')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && found[0]) onChoose(found[0].id);
          if (event.key !== 'Escape' || text === '') return;
          // The first Escape empties the line, the next closes the dialog.
          event.stopPropagation();
          setText('');
        }}
      />
      <Group
        title={t('template.fits')}
        templates={found.filter(({ fits }) => fits !== null)}
        {...group}
      />
      <Group
        title={t('template.others')}
        templates={found.filter(({ fits }) => fits === null)}
        {...group}
      />
      {found.length === 0 ? (
        <p className="s2" role="status">
          {t('template.noMatch', { text })}
        </p>
      ) : null}
    </nav>
  );
};
