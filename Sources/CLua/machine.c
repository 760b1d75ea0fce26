#include "machine.h"

#include <stdlib.h>
#include <string.h>

// An interpreter, and protected calls of it.

static const char machine_key;

clua *clua_of(lua_State *L) {
  lua.pushlightuserdata(L, (void *)&machine_key);
  lua.rawget(L, LUA_REGISTRYINDEX);
  clua *machine = lua.touserdata(L, -1);
  lua_pop(L, 1);
  return machine;
}

/// Appends bytes; false without memory.
static bool append(struct buffer *buffer, const void *bytes, size_t count) {
  if (count > buffer->capacity - buffer->count) {
    size_t capacity = buffer->capacity * 2 > buffer->count + count ? buffer->capacity * 2 : buffer->count + count + 64;
    uint8_t *larger = realloc(buffer->bytes, capacity);
    if (larger == NULL) return false;
    buffer->bytes = larger;
    buffer->capacity = capacity;
  }
  if (count > 0) memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
  return true;
}

/// No reply and no arguments may become longer: tables that hold themselves twice would fill all memory.
static const size_t longest_output = (size_t)1 << 30;

void clua_append(lua_State *L, struct buffer *buffer, const void *bytes, size_t count) {
  if (buffer->count + count > longest_output || !append(buffer, bytes, count)) lua.L_error(L, "not enough memory");
}

// MARK: Protected calls

struct request {
  clua *machine;
  const char *table;
  const char *name;
  const char *text;
  lua_CFunction function;
  double number;
  int upvalues[3];
  clua_bytes source;
  clua_input input;
  int reference;
  bool sets_globals;
  int status;
};

/// The request of a protected function, which is its only argument. Clears the stack.
static struct request *take_request(lua_State *L) {
  struct request *request = lua.touserdata(L, 1);
  lua.settop(L, 0);
  return request;
}

/// Keeps the text on top of the stack as what the host gets, with a prefix.
static void keep_text(clua *machine, lua_State *L, const char *prefix) {
  machine->output.count = 0;
  size_t count = 0;
  const char *text = lua.type(L, -1) == LUA_TSTRING ? lua.tolstring(L, -1, &count) : "unknown error";
  if (count == 0) count = strlen(text);
  if (!append(&machine->output, prefix, strlen(prefix)) || !append(&machine->output, text, count)) {
    machine->output.count = 0;
  }
}

/// Runs `function` protected. Errors leave their text in the output.
static bool run(clua *machine, lua_CFunction function, struct request *request) {
  request->machine = machine;
  if (lua.cpcall(machine->state, function, request) == 0) return true;
  keep_text(machine, machine->state, "ERR ");
  lua.settop(machine->state, 0);
  return false;
}

static clua_bytes output_of(clua *machine) { return (clua_bytes){machine->output.bytes, machine->output.count}; }

// MARK: Making and building

static int set_up(lua_State *L) {
  struct request *request = take_request(L);
  lua.pushlightuserdata(L, (void *)&machine_key);
  lua.pushlightuserdata(L, request->machine);
  lua.rawset(L, LUA_REGISTRYINDEX);
  return clua_open_modules(L);
}

clua *clua_make(clua_host host, uint64_t *random) {
  clua *machine = calloc(1, sizeof(clua));
  if (machine == NULL) return NULL;
  machine->host = host;
  machine->random = random;
  machine->client_version = 2;
  machine->script_version = 2;
  machine->state = lua.L_newstate();
  struct request request = {0};
  if (machine->state == NULL || !run(machine, set_up, &request)) {
    clua_free(machine);
    return NULL;
  }
  return machine;
}

void clua_free(clua *machine) {
  if (machine->state != NULL) lua.close(machine->state);
  free(machine->output.bytes);
  free(machine->values.bytes);
  free(machine->interruption.bytes);
  free(machine->arguments);
  free(machine);
}

size_t clua_memory(clua *machine) {
  enum { count_kilobytes = 3, count_rest = 4 };
  return (size_t)lua.gc(machine->state, count_kilobytes, 0) * 1024 + (size_t)lua.gc(machine->state, count_rest, 0);
}

static int add_function(lua_State *L) {
  struct request *request = take_request(L);
  clua_push_module(L, request->table);
  for (int index = 0; index < 2; index++) lua.pushnumber(L, request->upvalues[index]);
  lua.pushboolean(L, request->upvalues[2]);
  lua.pushcclosure(L, clua_host_function, 3);
  lua.setfield(L, -2, request->name);
  return 0;
}

static int add_number(lua_State *L) {
  struct request *request = take_request(L);
  clua_push_module(L, request->table);
  lua.pushnumber(L, request->number);
  lua.setfield(L, -2, request->name);
  return 0;
}

static int add_string(lua_State *L) {
  struct request *request = take_request(L);
  clua_push_module(L, request->table);
  lua.pushstring(L, request->text);
  lua.setfield(L, -2, request->name);
  return 0;
}

static int add_null(lua_State *L) {
  struct request *request = take_request(L);
  clua_push_module(L, request->table);
  lua.pushlightuserdata(L, NULL);
  lua.setfield(L, -2, request->name);
  return 0;
}

/// A step of building; when one fails, sealing does.
static void build(clua *machine, lua_CFunction function, struct request request) {
  if (!run(machine, function, &request)) machine->has_failed = true;
}

void clua_add_function(clua *machine, const char *table, const char *name, int number, int depth, bool keeps_functions) {
  build(
    machine, add_function,
    (struct request){.table = table, .name = name, .upvalues = {number, depth, keeps_functions}});
}

void clua_add_number(clua *machine, const char *table, const char *name, double value) {
  build(machine, add_number, (struct request){.table = table, .name = name, .number = value});
}

void clua_add_string(clua *machine, const char *table, const char *name, const char *value) {
  build(machine, add_string, (struct request){.table = table, .name = name, .text = value});
}

void clua_add_null(clua *machine, const char *table, const char *name) {
  build(machine, add_null, (struct request){.table = table, .name = name});
}

static int seal(lua_State *L) {
  take_request(L);
  return clua_protect_all(L);
}

static int on_error(lua_State *L);

static int add_error_handler(lua_State *L) {
  take_request(L);
  clua_push_globals(L);
  lua_pushcfunction(L, on_error);
  lua.setfield(L, -2, "__redis__err__handler");
  return 0;
}

void clua_add_error_handler(clua *machine) { build(machine, add_error_handler, (struct request){0}); }

bool clua_seal(clua *machine) {
  build(machine, seal, (struct request){0});
  return !machine->has_failed;
}

// MARK: Compiling

static int compile(lua_State *L) {
  struct request *request = take_request(L);
  request->status = clua_load_text(L, (const char *)request->source.bytes, request->source.count, request->name);
  if (request->status == 0) request->reference = lua.L_ref(L, LUA_REGISTRYINDEX);
  else keep_text(request->machine, L, "");
  return 0;
}

int clua_compile(clua *machine, clua_bytes source, const char *chunk_name, clua_bytes *error) {
  struct request request = {.source = source, .name = chunk_name};
  if (run(machine, compile, &request) && request.status == 0) return request.reference;
  *error = output_of(machine);
  return -1;
}

static int forget(lua_State *L) {
  struct request *request = take_request(L);
  lua.L_unref(L, LUA_REGISTRYINDEX, request->reference);
  return 0;
}

void clua_release(clua *machine, int reference) {
  struct request request = {.reference = reference};
  run(machine, forget, &request);
}

// MARK: Running

enum { instructions_between_questions = 100000 };

/// Ends a script that shall end: once told so, at every instruction, so that neither pcall nor a coroutine saves it.
static void on_count(lua_State *L, lua_Debug *info) {
  (void)info;
  clua *machine = clua_of(L);
  if (!machine->is_interrupted) {
    clua_bytes text = machine->host.interruption(machine->host.context);
    if (text.count == 0) return;
    machine->interruption.count = 0;
    clua_append(L, &machine->interruption, text.bytes, text.count);
    machine->is_interrupted = true;
  }
  lua.sethook(L, on_count, LUA_MASKCOUNT, 1);
  lua.sethook(machine->state, on_count, LUA_MASKCOUNT, 1);
  clua_push_error(L, (const char *)machine->interruption.bytes, machine->interruption.count);
  lua.error(L);
}

/// Sets a field of the table at index 1 to the value on top of the stack.
static void set_error_field(lua_State *L, const char *name) {
  lua.pushstring(L, name);
  lua.insert(L, -2);
  lua.rawset(L, 1);
}

/// The handler of errors: returns a table with the text, and from where it was raised.
static int on_error(lua_State *L) {
  lua.settop(L, 1);
  if (lua.type(L, 1) != LUA_TTABLE || clua_is_protected(L, 1)) {
    clua_push_globals(L);
    lua.getfield(L, 2, "tostring");
    lua.pushvalue(L, 1);
    lua.call(L, 1, 1);
    lua.pushfstring(L, "ERR %s", lua.isstring(L, -1) ? lua_tostring(L, -1) : "unknown error");
    lua_newtable(L);
    lua.replace(L, 1);
    set_error_field(L, "err");
  }
  lua_Debug info;
  bool has_place = lua.getstack(L, 1, &info) && lua.getinfo(L, "Sl", &info);
  if (has_place && strcmp(info.what, "C") == 0) has_place = lua.getstack(L, 2, &info) && lua.getinfo(L, "Sl", &info);
  if (has_place) {
    lua.pushstring(L, info.source);
    set_error_field(L, "source");
    lua.pushnumber(L, info.currentline);
    set_error_field(L, "line");
  }
  lua.settop(L, 1);
  return 1;
}

/// Pushes a field of the table at `index` as a text, cut at the first zero byte; NULL if it has none.
static const char *push_error_field(lua_State *L, int index, const char *name) {
  lua.pushstring(L, name);
  lua.rawget(L, index);
  return lua.isstring(L, -1) ? lua_tostring(L, -1) : NULL;
}

/// Replaces what the handler of errors has returned, on top of the stack, by the text of the reply.
static void describe_error(lua_State *L, const char *name) {
  int index = lua.gettop(L);
  if (lua.type(L, index) != LUA_TTABLE) return;
  const char *text = push_error_field(L, index, "err");
  if (text == NULL) text = "ERR unknown error";
  const char *source = push_error_field(L, index, "source");
  const char *line = push_error_field(L, index, "line");
  if (name != NULL && source != NULL && line != NULL) {
    lua.pushfstring(L, "%s script: %s, on %s:%s.", text, name, source, line);
  } else {
    lua.pushstring(L, text);
  }
}

/// Pushes a table of strings.
static void push_list(lua_State *L, const clua_bytes *list, size_t count) {
  lua.createtable(L, (int)count, 0);
  for (size_t index = 0; index < count; index++) {
    lua.pushlstring(L, (const char *)list[index].bytes, list[index].count);
    lua.rawseti(L, -2, (int)index + 1);
  }
}

static void push_input(lua_State *L, struct request *request) {
  clua_input *input = &request->input;
  if (request->sets_globals) clua_push_globals(L);
  push_list(L, input->keys, input->key_count);
  if (request->sets_globals) lua.setfield(L, -2, "KEYS");
  push_list(L, input->arguments, input->argument_count);
  if (request->sets_globals) {
    lua.setfield(L, -2, "ARGV");
    lua_pop(L, 1);
  }
}

/// Calls the function on the stack with `count` arguments; leaves its result, or the text of the error and false.
static bool call(lua_State *L, clua *machine, int count) {
  machine->is_interrupted = false;
  lua.sethook(L, on_count, LUA_MASKCOUNT, instructions_between_questions);
  int status = lua.pcall(L, count, 1, 1);
  lua.sethook(L, NULL, 0, 0);
  if (status == 0) return true;
  describe_error(L, machine->name);
  keep_text(machine, L, status == LUA_ERRRUN ? "" : "ERR ");
  return false;
}

static int call_script(lua_State *L) {
  struct request *request = take_request(L);
  clua *machine = request->machine;
  lua_pushcfunction(L, on_error);
  lua.rawgeti(L, LUA_REGISTRYINDEX, request->reference);
  push_input(L, request);
  request->status = call(L, machine, request->sets_globals ? 0 : 2);
  if (!request->status) return 0;
  machine->output.count = 0;
  clua_write_reply(L, machine);
  return 0;
}

bool clua_call(clua *machine, int reference, const char *name, clua_input input, bool sets_globals, clua_bytes *result) {
  struct request request = {.reference = reference, .input = input, .sets_globals = sets_globals};
  machine->name = name;
  bool succeeded = run(machine, call_script, &request) && request.status;
  machine->name = NULL;
  *result = output_of(machine);
  return succeeded;
}

void clua_set_versions(clua *machine, int client, int script) {
  machine->client_version = client;
  machine->script_version = script;
}

static int load_library(lua_State *L) {
  struct request *request = take_request(L);
  lua_pushcfunction(L, on_error);
  lua.rawgeti(L, LUA_REGISTRYINDEX, request->reference);
  request->status = call(L, request->machine, 0);
  return 0;
}

static int enter_loading(lua_State *L) {
  clua_set_loading(L, true);
  return 0;
}

static int leave_loading(lua_State *L) {
  clua_set_loading(L, false);
  return 0;
}

bool clua_load(clua *machine, int reference, clua_bytes *error) {
  struct request request = {.reference = reference};
  machine->name = NULL;
  bool succeeded = run(machine, enter_loading, &request) && run(machine, load_library, &request) && request.status;
  struct buffer text = machine->output;
  bool left = run(machine, leave_loading, &request);
  if (left) machine->output = text;
  *error = output_of(machine);
  return succeeded && left;
}
