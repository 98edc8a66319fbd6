export { NoteList } from './NoteList';
export { NoteBox } from './NoteBox';
