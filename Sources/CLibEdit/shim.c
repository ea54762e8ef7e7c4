#define _GNU_SOURCE
#include "CLibEdit.h"

int clibedit_set_number(EditLine *editor, int option, int value) {
  return el_wset(editor, option, value);
}

int clibedit_set_text(EditLine *editor, int option, const char *value) {
  return el_set(editor, option, value);
}

int clibedit_set_context(EditLine *editor, void *context) {
  return el_wset(editor, EL_CLIENTDATA, context);
}

void *clibedit_context(EditLine *editor) {
  void *context = NULL;
  return el_wget(editor, EL_CLIENTDATA, &context) == 0 ? context : NULL;
}

int clibedit_set_reader(EditLine *editor, el_rfunc_t reader) {
  return el_wset(editor, EL_GETCFN, reader);
}

int clibedit_use_history(EditLine *editor, HistoryW *history) {
  return el_wset(editor, EL_HIST, history_w, history);
}

int clibedit_add_function(EditLine *editor, const char *name, clibedit_function function) {
  return el_set(editor, EL_ADDFN, name, "", function);
}

int clibedit_bind(EditLine *editor, const char *key, const char *function) {
  return el_set(editor, EL_BIND, key, function, NULL);
}

int clibedit_bind_alternate(EditLine *editor, const char *key, const char *function) {
  return el_set(editor, EL_BIND, "-a", key, function, NULL);
}

int clibedit_history_limit(HistoryW *history, int count) {
  HistEventW event;
  return history_w(history, &event, H_SETSIZE, count);
}

int clibedit_history_enter(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, line);
}

int clibedit_columns(wchar_t character) { return wcwidth(character); }
