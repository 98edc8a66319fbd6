import { expect, test } from 'vitest';
import { searchTermsOf } from '../../shared/search/search';

test('a name is read as family or given name first, without accents or case', () => {
  expect(searchTermsOf('García')?.names).toEqual([{ starts: 'garcia', later: null }]);
  expect(searchTermsOf('Hazelmere, Ru')?.names).toEqual([{ starts: 'hazelmere', later: 'ru' }]);
  expect(searchTermsOf('ruth haz')?.names).toEqual([
    { starts: 'ruth haz', later: null },
    { starts: 'ruth', later: 'haz' },
    { starts: 'haz', later: 'ruth' },
  ]);
});

test('a date is a birth date, month first, and day first where that is one too', () => {
  expect(searchTermsOf('03/14/1941')?.birthDates).toEqual(['1941-03-14']);
  expect(searchTermsOf('3/4/1941')?.birthDates).toEqual(['1941-03-04', '1941-04-03']);
  expect(searchTermsOf('1941-03-14')).toMatchObject({ birthDates: ['1941-03-14'], number: null });
});

test('digits are a record number; leading zeros stay', () => {
  expect(searchTermsOf('0099')).toMatchObject({ number: '0099', names: [] });
});

test('one character looks for nothing', () => {
  expect(searchTermsOf(' h ')).toBeNull();
});
