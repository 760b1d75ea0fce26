#define _XOPEN_SOURCE 700

#include "CEditline.h"

#include <string.h>

int editline_set_client_data(EditLine *editor, void *data) { return el_wset(editor, EL_CLIENTDATA, data); }

void *editline_client_data(EditLine *editor) {
  void *data = NULL;
  return el_wget(editor, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

int editline_set_read_function(EditLine *editor, editline_read_function function) {
  return el_wset(editor, EL_GETCFN, function);
}

int editline_set_prompt(EditLine *editor, editline_prompt_function function, wchar_t marker) {
  return el_wset(editor, EL_PROMPT_ESC, function, marker);
}

int editline_set_editor(EditLine *editor, const char *name) { return el_set(editor, EL_EDITOR, name); }

bool editline_is_vi(EditLine *editor) {
  const wchar_t *name = NULL;
  return el_wget(editor, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}

int editline_ignore_signals(EditLine *editor) { return el_wset(editor, EL_SIGNAL, 0); }

void editline_add_commands(EditLine *editor, editline_command complete, editline_command paste, editline_command older,
                           editline_command newer, editline_command ignore, editline_command newline) {
  // libedit keeps the pointers, so the names are literals here.
  el_wset(editor, EL_ADDFN, L"aofsh-complete", L"Complete the word", complete);
  el_wset(editor, EL_ADDFN, L"aofsh-paste", L"Insert pasted text", paste);
  el_wset(editor, EL_ADDFN, L"aofsh-older", L"Older line that begins alike", older);
  el_wset(editor, EL_ADDFN, L"aofsh-newer", L"Newer line that begins alike", newer);
  el_wset(editor, EL_ADDFN, L"aofsh-ignore", L"Do nothing", ignore);
  el_wset(editor, EL_ADDFN, L"aofsh-newline", L"Insert a line break", newline);
}

int editline_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, NULL);
}

int editline_redraw(EditLine *editor) { return el_wset(editor, EL_REFRESH); }

int editline_prepare_terminal(EditLine *editor, bool raw) { return el_wset(editor, EL_PREP_TERM, (int)raw); }

int editline_set_history(EditLine *editor, HistoryW *history) {
  return el_wset(editor, EL_HIST, history_w, history);
}

int editline_history_set_size(HistoryW *history, int size) {
  HistEventW event;
  return history_w(history, &event, H_SETSIZE, size);
}

int editline_history_enter(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, line);
}

int editline_character_width(wchar_t character) { return wcwidth(character); }
