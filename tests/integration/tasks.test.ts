import { expect, test } from 'vitest';
import { clinic } from '../support/clinic';

const task = {
  title: 'Call the daughter',
  detail: null,
  kind: 'tk-other',
  dueAt: null,
  dueOn: null,
};

test('a task goes to somebody who works with patients here; whoever left keeps what they had', async () => {
  const c = await clinic();
  const { robin, dana, jules } = c.people;
  const { encounterId } = await c.stay();
  const strangers = [encounterId, jules.id, '0195a000-0000-7000-8000-00000000dead'];
  for (const ownerId of strangers)
    expect(await c.refusal(robin, 'tasks.add', { ...task, encounterId, ownerId })).toMatchObject({
      code: 'invalid',
      fields: { ownerId: 'This person does not work with patients in Liaison.' },
    });
  const made = await c.call(robin, 'tasks.add', { ...task, encounterId, ownerId: dana.id });
  await c.store.knex('user').where({ id: dana.id }).update({ active: 0 });
  const { kind: _kind, ...fields } = task;
  const change = { id: made.id, rowVersion: 1, ...fields, title: 'Call the son' };
  expect(await c.refusal(robin, 'tasks.change', { ...change, ownerId: jules.id })).toMatchObject({
    code: 'invalid',
  });
  expect(await c.call(robin, 'tasks.change', { ...change, ownerId: dana.id })).toMatchObject({
    title: 'Call the son',
    ownerId: dana.id,
  });
});
