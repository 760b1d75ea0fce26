#include "CEditline.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { signal_count = 7 };
static const int signals[signal_count] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
static volatile sig_atomic_t arrived[signal_count];
static struct sigaction earlier[signal_count];
static bool taken[signal_count];
static int depth;
// How often Ctrl-C was pressed without anybody asking.
static volatile sig_atomic_t presses;

static void note(int signal) {
  for (int index = 0; index < signal_count; index++) {
    if (signals[index] == signal) arrived[index] = 1;
  }
}

static void take_over(int index) {
  struct sigaction action = {.sa_handler = note};
  sigemptyset(&action.sa_mask);
  sigaction(signals[index], &action, NULL);
}

static void end_by_default(int signal) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigemptyset(&standard.sa_mask);
  sigaction(signal, &standard, NULL);
  raise(signal);
}

static void hold(int signal) {
  int error = errno;
  arrived[0] = 1;
  presses++;
  if (presses == 2) {
    static const char text[] = "\nCtrl-C once more ends the program.\n";
    ssize_t count = write(STDERR_FILENO, text, sizeof text - 1);
    (void)count;
  }
  if (presses > 2) end_by_default(signal);
  errno = error;
}

void editline_interrupts_hold(void) {
  struct sigaction action = {.sa_handler = hold, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
}

bool editline_interrupts_take(void) {
  bool interrupted = arrived[0];
  arrived[0] = 0;
  presses = 0;
  return interrupted;
}

// The first signal that asked the program to end, and how many did.
static volatile sig_atomic_t ending;
static volatile sig_atomic_t endings;

static void note_ending(int signal) {
  if (ending == 0) ending = signal;
  // timeout(1) and a terminal that goes away send the same signal twice.
  if (++endings > 2) end_by_default(signal);
}

void editline_endings_hold(bool with_interrupt) {
  static const int held[] = {SIGTERM, SIGHUP, SIGINT};
  for (int index = 0; index < (with_interrupt ? 3 : 2); index++) {
    struct sigaction action = {.sa_handler = note_ending}, present;
    sigemptyset(&action.sa_mask);
    sigaction(held[index], NULL, &present);
    if (present.sa_handler != SIG_IGN) sigaction(held[index], &action, NULL);
  }
}

int editline_ending(void) { return ending; }

void editline_end_by(int signal) { end_by_default(signal); }

void editline_signals_begin(void) {
  if (depth++ > 0) return;
  presses = 0;
  for (int index = 0; index < signal_count; index++) {
    arrived[index] = 0;
    sigaction(signals[index], NULL, &earlier[index]);
    // Whoever starts a program in the background has it ignore SIGINT; that is not meant for a person at a prompt. The
    // signals that only redraw do no harm either. To ignore the others is a decision of the user's (nohup).
    int signal = signals[index];
    bool harmless = signal == SIGINT || signal == SIGWINCH || signal == SIGCONT;
    taken[index] = harmless || earlier[index].sa_handler != SIG_IGN;
    if (taken[index]) take_over(index);
  }
}

void editline_signals_end(void) {
  if (--depth > 0) return;
  for (int index = 0; index < signal_count; index++) {
    if (taken[index]) sigaction(signals[index], &earlier[index], NULL);
    taken[index] = false;
  }
}

int editline_signals_take(void) {
  for (int index = 0; index < signal_count; index++) {
    if (arrived[index]) {
      arrived[index] = 0;
      return signals[index];
    }
  }
  return 0;
}

void editline_signals_pass_on(int signal) {
  for (int index = 0; index < signal_count; index++) {
    if (signals[index] == signal && taken[index]) {
      sigaction(signal, &earlier[index], NULL);
      raise(signal);
      take_over(index);
    }
  }
}
