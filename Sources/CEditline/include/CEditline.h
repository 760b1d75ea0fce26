#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <histedit.h>
#include <stdbool.h>

// libedit is configured through variadic functions, which Swift cannot call. Each function here is one such call with
// its types fixed. The wide-character variants are used throughout, so that no text passes libedit's own conversion,
// which drops what is not UTF-8.

/// Returns the next character, as `el_wset(EL_GETCFN)` wants it: 1 and the character, 0 at the end, -1 on error.
typedef int (*editline_read_function)(EditLine *, wchar_t *);
/// A command that a key can be bound to; it returns one of the `CC_` codes.
typedef unsigned char (*editline_command)(EditLine *, int);
/// Returns the prompt.
typedef wchar_t *(*editline_prompt_function)(EditLine *);

int editline_set_client_data(EditLine *, void *);
void *editline_client_data(EditLine *);
int editline_set_read_function(EditLine *, editline_read_function);
/// Sets the prompt; text between two `marker` characters is taken to have no width.
int editline_set_prompt(EditLine *, editline_prompt_function, wchar_t marker);
/// Selects the key bindings, "emacs" or "vi".
int editline_set_editor(EditLine *, const char *);
bool editline_is_vi(EditLine *);
/// Leaves the handling of signals to the program.
int editline_ignore_signals(EditLine *);
/// Makes the program's commands known by names that keys can be bound to: `aofsh-complete` and so on.
void editline_add_commands(EditLine *, editline_command complete, editline_command paste, editline_command older,
                           editline_command newer, editline_command ignore, editline_command newline);
/// Binds a key sequence, in the notation of editrc(5), to a command.
int editline_bind(EditLine *, const char *key, const char *command);
/// Draws prompt and line again, from the cursor's place on the screen, which must be a row's first column.
int editline_redraw(EditLine *);
/// Switches the terminal to the editor's mode or back to the mode it had.
int editline_prepare_terminal(EditLine *, bool raw);

int editline_set_history(EditLine *, HistoryW *);
int editline_history_set_size(HistoryW *, int size);
int editline_history_enter(HistoryW *, const wchar_t *);

/// wcwidth(3), which the headers show only to programs that ask for X/Open's functions.
int editline_character_width(wchar_t);

// Signals. A handler may only set a flag, and the flag has to be a C global; it is a fact about the process anyway.

/// Takes over SIGINT, SIGWINCH and SIGCONT, and of SIGTSTP, SIGTERM, SIGHUP and SIGQUIT those that are not ignored;
/// system calls that wait return with EINTR when one comes.
void editline_signals_begin(void);
/// Gives the signals back to the handlers they had, with the last of calls that were nested.
void editline_signals_end(void);
/// One signal that came since, taken off the list; 0 when there is none.
int editline_signals_take(void);
/// Lets the earlier handler (or the default action) have `signal` now. Returns when the process survives that.
void editline_signals_pass_on(int signal);

/// Keeps SIGINT from ending the program, while the signals are not taken over as above: it is only noted. When it comes
/// for the third time and nobody has asked for it, the program does end; the second time says so.
void editline_interrupts_hold(void);
/// Whether a SIGINT came since this was last asked or the signals were last taken over.
bool editline_interrupts_take(void);

/// Keeps SIGTERM and SIGHUP, and SIGINT `with_interrupt`, from ending the program, so that it can clear away first: the
/// first that comes is noted. The third does end the program. Those that are ignored stay so.
void editline_endings_hold(bool with_interrupt);
/// The first of these signals that came; 0 when none did.
int editline_ending(void);
/// Ends the program as `signal` does by default.
void editline_end_by(int signal);

#endif
