#ifndef CLUA_H
#define CLUA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Lua 5.1, opened at run time, behind functions that never let one of its errors out. Lua raises errors with longjmp,
// which must not pass frames of Swift: here every call of Lua is protected, and what Lua calls in Swift has returned
// before an error is raised on its behalf.

/// An interpreter with the restricted world of names that scripts see.
typedef struct clua clua;

/// Bytes that somebody else owns.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} clua_bytes;

/// How a call of the host went.
typedef enum {
  /// The result holds values.
  CLUA_VALUES,
  /// The result is the text of an error, which is raised with the place in the script before it.
  CLUA_ERROR,
  /// The result is the text of an error, which is raised as a table as redis.call raises it.
  CLUA_REDIS_ERROR,
  /// The result is the text of an error, which is returned as such a table.
  CLUA_ERROR_VALUE,
  /// The result is the number of an argument, one byte, and what is wrong with it.
  CLUA_ARGUMENT_ERROR,
} clua_outcome;

/// What scripts can reach. No function may call the interpreter; what they return is valid until the next call.
typedef struct {
  void *context;
  /// Runs a command and returns its reply, in RESP.
  clua_bytes (*command)(void *context, const clua_bytes *arguments, size_t count);
  /// Runs the function with this number; arguments and result are encoded as values.c says.
  clua_outcome (*function)(void *context, int number, clua_bytes arguments, clua_bytes *result);
  /// The text of the error with which the script shall end; no bytes to let it go on.
  clua_bytes (*interruption)(void *context);
} clua_host;

/// Opens the library called `name`, once for the process. Returns whether all that is needed is there.
bool clua_open(const char *name);

/// A new interpreter, or NULL without memory. `random` is the state of math.random and outlives the interpreter.
clua *clua_make(clua_host host, uint64_t *random);
void clua_free(clua *);
/// Bytes that the interpreter has in use.
size_t clua_memory(clua *);

// Building the world of names, before clua_seal. `table` is one of the modules (made when it is first named), or
// "load": what the name `redis` means while a library is loaded.

/// Puts a function of the host into a module. Tables among its arguments are passed on to `depth` levels; with
/// `keeps_functions`, functions among them are kept, and passed as references.
void clua_add_function(clua *, const char *table, const char *name, int number, int depth, bool keeps_functions);
void clua_add_number(clua *, const char *table, const char *name, double value);
void clua_add_string(clua *, const char *table, const char *name, const char *value);
/// Puts the value that stands for a JSON null into a module.
void clua_add_null(clua *, const char *table, const char *name);


/// Makes the handler of errors visible, as it is to scripts of a server, but not to functions.
void clua_add_error_handler(clua *);
/// Makes all names read-only. Returns whether there was memory for all of it.
bool clua_seal(clua *);

// Running. What is returned as bytes is valid until the next call.

/// Compiles `source`. Returns a reference, or -1 and the text of the error.
int clua_compile(clua *, clua_bytes source, const char *chunk_name, clua_bytes *error);
/// Forgets a reference.
void clua_release(clua *, int reference);

/// Keys and further arguments of a script.
typedef struct {
  const clua_bytes *keys;
  size_t key_count;
  const clua_bytes *arguments;
  size_t argument_count;
} clua_input;

/// Calls what `reference` stands for, called `name` in errors. With `sets_globals` the input is in the globals KEYS and
/// ARGV, else it is passed. Returns true and the reply in the version of the protocol that `version` asks for when it is
/// asked at the end, or false and the text of the error.
bool clua_call(clua *, int reference, const char *name, clua_input input, bool sets_globals, clua_bytes *result);
/// The versions of the protocol of the reply: the client's, and the one that the script has chosen.
void clua_set_versions(clua *, int client, int script);
/// Runs a library with the names that libraries may use while they are loaded. Returns whether that went well, or the
/// text of the error.
bool clua_load(clua *, int reference, clua_bytes *error);

// Numbers as C writes and reads them.

/// Writes what `%.<digits>g` makes of a number and returns its length.
size_t clua_format_number(double number, int digits, char *text, size_t room);
/// Reads the number with which the bytes begin. Returns how many bytes it takes, 0 if there is none.
size_t clua_parse_number(const uint8_t *bytes, size_t count, double *number);

#endif
