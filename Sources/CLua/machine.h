#ifndef CLUA_MACHINE_H
#define CLUA_MACHINE_H

#include "CLua.h"
#include "api.h"

/// Bytes that grow.
struct buffer {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
};

struct clua {
  lua_State *state;
  clua_host host;
  uint64_t *random;
  /// What the last call leaves for the host.
  struct buffer output;
  /// Arguments on their way to a function of the host.
  struct buffer values;
  /// Arguments on their way to a command.
  clua_bytes *arguments;
  size_t argument_capacity;
  /// What runs, as errors name it; NULL while a library is loaded.
  const char *name;
  int client_version;
  int script_version;
  /// The text with which the script was told to end.
  struct buffer interruption;
  /// Whether the script was told to end.
  bool is_interrupted;
  /// Whether a step of building the world of names failed.
  bool has_failed;
};

/// The interpreter that `L` belongs to.
clua *clua_of(lua_State *L);

/// Appends bytes; raises Lua's error for missing memory.
void clua_append(lua_State *L, struct buffer *buffer, const void *bytes, size_t count);

/// Pushes an error as redis.call raises it, from a text such as `-CODE message` or `message`.
void clua_push_error(lua_State *L, const char *text, size_t count);

// values.c
/// Appends the value at `index`.
void clua_write_value(lua_State *L, struct buffer *buffer, int index, int depth, bool keeps_functions);
/// Pushes all values and returns their number.
int clua_push_values(lua_State *L, clua_bytes bytes);

// replies.c
/// Appends the reply that a script's result is, the value on top of the stack, and pops it.
void clua_write_reply(lua_State *L, clua *machine);
/// Pushes what a command's reply is for a script.
void clua_push_reply(lua_State *L, clua_bytes reply);

// calls.c
int clua_redis_call(lua_State *L);
int clua_redis_pcall(lua_State *L);
int clua_host_function(lua_State *L);

// sandbox.c
/// Opens the standard modules that scripts may use.
int clua_open_modules(lua_State *L);
/// Pushes a module that is being built.
void clua_push_module(lua_State *L, const char *name);
/// Makes all names read-only.
int clua_protect_all(lua_State *L);
/// Pushes the table in which names are looked up.
void clua_push_globals(lua_State *L);
/// Whether the table at `index`, which counts from the bottom, must not change.
bool clua_is_protected(lua_State *L, int index);
/// Switches between the names of a library that is loaded and those of a running script.
void clua_set_loading(lua_State *L, bool is_loading);

// library.c
/// Pushes the function of math or the base module that scripts see instead of Lua's own; false if that is not replaced.
extern const struct clua_replacement {
  const char *module;
  const char *name;
  lua_CFunction function;
} clua_replacements[];
/// Loads a text, never a compiled chunk.
int clua_load_text(lua_State *L, const char *text, size_t count, const char *name);
void clua_register_bit(lua_State *L);

#endif
