#ifndef CLIBEDIT_H
#define CLIBEDIT_H

#include <histedit.h>
#include <signal.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <wchar.h>

typedef unsigned char (*clibedit_function)(EditLine *editor, wint_t character);

/// el_set and el_get by the type of their last argument.
int clibedit_set_number(EditLine *editor, int option, int value);
int clibedit_set_text(EditLine *editor, int option, const char *value);
int clibedit_set_context(EditLine *editor, void *context);
void *clibedit_context(EditLine *editor);
int clibedit_set_reader(EditLine *editor, el_rfunc_t reader);
int clibedit_use_history(EditLine *editor, HistoryW *history);

/// EL_ADDFN and EL_BIND; libedit takes copies of the texts.
int clibedit_add_function(EditLine *editor, const char *name, clibedit_function function);
int clibedit_bind(EditLine *editor, const char *key, const char *function);
int clibedit_bind_alternate(EditLine *editor, const char *key, const char *function);

/// history_w by the type of its last argument.
int clibedit_history_limit(HistoryW *history, int count);
int clibedit_history_enter(HistoryW *history, const wchar_t *line);

/// wcwidth, which the C library shows to its own extensions only.
int clibedit_columns(wchar_t character);

#endif
