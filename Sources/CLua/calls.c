#include "machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What scripts call, and the host answers.

void clua_push_error(lua_State *L, const char *text, size_t count) {
  lua_newtable(L);
  if (count > 0 && text[0] == '-') {
    // With a code of its own, if there is a blank behind it.
    while (count > 0 && (text[count - 1] == '\r' || text[count - 1] == '\n')) count--;
    const char *code = text + 1;
    if (memchr(code, ' ', count - 1) == NULL) lua.pushlstring(L, "ERR ", 4);
    else lua.pushlstring(L, "", 0);
    lua.pushlstring(L, code, count - 1);
  } else {
    lua.pushlstring(L, "ERR ", 4);
    lua.pushlstring(L, text, count);
  }
  lua.concat(L, 2);
  lua.setfield(L, -2, "err");
}

/// Raises a refusal, or returns it as a value.
static int refuse(lua_State *L, const char *text, bool raises) {
  clua_push_error(L, text, strlen(text));
  return raises ? lua.error(L) : 1;
}

/// Makes room for so many arguments of a command.
static void reserve_arguments(lua_State *L, clua *machine, size_t count) {
  if (count <= machine->argument_capacity) return;
  clua_bytes *larger = realloc(machine->arguments, count * sizeof(clua_bytes));
  if (larger == NULL) lua.L_error(L, "not enough memory");
  machine->arguments = larger;
  machine->argument_capacity = count;
}

/// Whether the value at `index` can be an argument; a number becomes a string, with all its digits.
static bool make_argument(lua_State *L, int index) {
  int type = lua.type(L, index);
  if (type == LUA_TSTRING) return true;
  if (type != LUA_TNUMBER) return false;
  char text[64];
  int count = snprintf(text, sizeof(text), "%.17g", lua.tonumber(L, index));
  lua.pushlstring(L, text, count);
  lua.replace(L, index);
  return true;
}

static int call(lua_State *L, bool raises) {
  clua *machine = clua_of(L);
  int count = lua.gettop(L);
  if (count == 0) return refuse(L, "Please specify at least one argument for this redis lib call", raises);
  // There is always room for a few values more; asking for it would refuse as many arguments as there may be.
  reserve_arguments(L, machine, count);
  for (int index = 1; index <= count; index++) {
    if (!make_argument(L, index)) {
      return refuse(L, "Lua redis lib command arguments must be strings or integers", raises);
    }
    clua_bytes *argument = &machine->arguments[index - 1];
    argument->bytes = (const uint8_t *)lua.tolstring(L, index, &argument->count);
  }
  clua_bytes reply = machine->host.command(machine->host.context, machine->arguments, count);
  lua.settop(L, 0);
  clua_push_reply(L, reply);
  if (raises && lua.type(L, -1) == LUA_TTABLE) {
    lua.pushstring(L, "err");
    lua.rawget(L, -2);
    bool is_error = lua.type(L, -1) == LUA_TSTRING;
    lua_pop(L, 1);
    if (is_error) return lua.error(L);
  }
  return 1;
}

int clua_redis_call(lua_State *L) { return call(L, true); }

int clua_redis_pcall(lua_State *L) { return call(L, false); }

int clua_host_function(lua_State *L) {
  clua *machine = clua_of(L);
  int number = (int)lua.tonumber(L, lua_upvalueindex(1));
  int depth = (int)lua.tonumber(L, lua_upvalueindex(2));
  bool keeps_functions = lua.toboolean(L, lua_upvalueindex(3));
  int count = lua.gettop(L);
  machine->values.count = 0;
  for (int index = 1; index <= count; index++) {
    clua_write_value(L, &machine->values, index, depth, keeps_functions);
  }
  clua_bytes arguments = {machine->values.bytes, machine->values.count};
  clua_bytes result = {NULL, 0};
  clua_outcome outcome = machine->host.function(machine->host.context, number, arguments, &result);
  const char *text = (const char *)result.bytes;
  switch (outcome) {
  case CLUA_VALUES: return clua_push_values(L, result);
  case CLUA_REDIS_ERROR: clua_push_error(L, text, result.count); return lua.error(L);
  case CLUA_ERROR_VALUE: clua_push_error(L, text, result.count); return 1;
  case CLUA_ARGUMENT_ERROR:
    lua.pushlstring(L, text + 1, result.count - 1);
    return lua.L_argerror(L, text[0], lua_tostring(L, -1));
  case CLUA_ERROR: break;
  }
  lua.L_where(L, 1);
  lua.pushlstring(L, text, result.count);
  lua.concat(L, 2);
  return lua.error(L);
}
