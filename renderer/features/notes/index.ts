export { NoteList } from './NoteList';
export { QuickNote } from './QuickNote';
