import 'pdfmake';

declare module 'pdfmake' {
  /** pdfmake's memory files; its published types leave them out (js/base.js of 0.3.11). */
  export const virtualfs: { writeFileSync: (name: string, content: Uint8Array) => void };
}
