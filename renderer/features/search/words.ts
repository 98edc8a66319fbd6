/** Words of the search. */
export const words = {
  en: {
    patients: 'Patients',
    outside:
      '{{count}} outside your units. Type the exact record number to open one with a reason.',
    outsideMore: '{{count}} or more outside your units.',
    withReason: '1 record opens with a reason',
  },
  es: {
    patients: 'Pacientes',
    outside:
      '{{count}} fuera de sus unidades. Escriba el número exacto para abrir uno con un motivo.',
    outsideMore: '{{count}} o más fuera de sus unidades.',
    withReason: '1 expediente se abre con un motivo',
  },
};
