// Pages that take files do not know the upload tray; the app hands its function in here.
import { createContext, useContext } from 'react';

export interface FilePlace {
  caseId: string;
  actId: string;
}
export type AddFiles = (files: File[], place: FilePlace) => void;

const AddFilesContext = createContext<AddFiles>(() => undefined);

export const AddFilesProvider = AddFilesContext.Provider;

export function useAddFiles(): AddFiles {
  return useContext(AddFilesContext);
}
