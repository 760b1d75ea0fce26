#include "machine.h"

#include <string.h>

// The world of names that scripts see. Lua 5.1 has no read-only tables, so each table that must not change is hidden
// behind an empty one whose metatable forwards reads and refuses writes. What would reach around a metatable (rawset,
// next, table.insert …) is replaced by functions that know these stand-ins. In the registry:
//
//   modules    the modules by name, as they are being built
//   hidden     the hidden table of each stand-in
//   metas      what getmetatable returns for a stand-in or a string
//   globals    the hidden table of globals; loading: the one that libraries see while they are loaded

static const char modules_key, hidden_key, metas_key, globals_key, loading_key;

static void push_registered(lua_State *L, const void *key) {
  lua.pushlightuserdata(L, (void *)key);
  lua.rawget(L, LUA_REGISTRYINDEX);
}

/// Registers the value on top of the stack, and pops it.
static void register_value(lua_State *L, const void *key) {
  lua.pushlightuserdata(L, (void *)key);
  lua.insert(L, -2);
  lua.rawset(L, LUA_REGISTRYINDEX);
}

static int missing_global(lua_State *L) {
  return lua.L_error(
    L, "Script attempted to access nonexistent global variable '%s'", lua.isstring(L, 2) ? lua_tostring(L, 2) : NULL);
}

static int refuse_write(lua_State *L) { return lua.L_error(L, "Attempt to modify a readonly table"); }

/// Replaces a stand-in at `index`, which counts from the bottom, by what it hides; true if it was one.
static bool reveal(lua_State *L, int index) {
  if (lua.type(L, index) != LUA_TTABLE) return false;
  push_registered(L, &hidden_key);
  lua.pushvalue(L, index);
  lua.rawget(L, -2);
  bool is_hidden = lua.type(L, -1) == LUA_TTABLE;
  if (is_hidden) lua.replace(L, index);
  else lua_pop(L, 1);
  lua_pop(L, 1);
  return is_hidden;
}

/// Replaces the table on top of the stack by a stand-in.
static void protect(lua_State *L) {
  lua_newtable(L);
  lua_newtable(L);
  lua.pushvalue(L, -3);
  lua.setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_write);
  lua.setfield(L, -2, "__newindex");
  lua.setmetatable(L, -2);
  push_registered(L, &hidden_key);
  lua.pushvalue(L, -2);
  lua.pushvalue(L, -4);
  lua.rawset(L, -3);
  lua_pop(L, 1);
  lua.remove(L, -2);
}

bool clua_is_protected(lua_State *L, int index) {
  lua.pushvalue(L, index);
  bool is_hidden = reveal(L, lua.gettop(L));
  lua_pop(L, 1);
  return is_hidden;
}

// MARK: Functions that reach around metatables

/// Calls the function that is the first upvalue, which must not need upvalues itself, in this one's place.
static int call_original(lua_State *L) { return lua.tocfunction(L, lua_upvalueindex(1))(L); }

static int see_through(lua_State *L) {
  reveal(L, 1);
  return call_original(L);
}

static int guard(lua_State *L) {
  if (lua.gettop(L) > 0 && clua_is_protected(L, 1)) {
    lua.pushstring(L, "Attempt to modify a readonly table");
    return lua.error(L);
  }
  return call_original(L);
}

static int pairs(lua_State *L) {
  lua.L_checktype(L, 1, LUA_TTABLE);
  lua.pushvalue(L, lua_upvalueindex(1));
  lua.pushvalue(L, 1);
  lua.pushnil(L);
  return 3;
}

static int get_metatable(lua_State *L) {
  lua.L_checkany(L, 1);
  int type = lua.type(L, 1);
  if (type == LUA_TSTRING || type == LUA_TTABLE) {
    push_registered(L, &metas_key);
    if (type == LUA_TSTRING) lua.pushstring(L, "");
    else lua.pushvalue(L, 1);
    lua.rawget(L, -2);
    if (lua.type(L, -1) == LUA_TTABLE) return 1;
    lua_pop(L, 2);
  }
  lua.pushvalue(L, 1);
  if (reveal(L, lua.gettop(L))) {
    lua.pushnil(L);
    return 1;
  }
  lua_pop(L, 1);
  return call_original(L);
}

/// Replaces the field `name` of the table on top of the stack by `wrapper` around what it was.
static void wrap(lua_State *L, const char *name, lua_CFunction wrapper) {
  lua.getfield(L, -1, name);
  lua.pushcclosure(L, wrapper, 1);
  lua.setfield(L, -2, name);
}

// MARK: Building

void clua_push_module(lua_State *L, const char *name) {
  push_registered(L, &modules_key);
  lua.getfield(L, -1, name);
  if (lua.type(L, -1) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua.pushvalue(L, -1);
    lua.setfield(L, -3, name);
  }
  lua.remove(L, -2);
}

static void open_module(lua_State *L, lua_CFunction open, const char *name) {
  lua_pushcfunction(L, open);
  lua.pushstring(L, name);
  lua.call(L, 1, 0);
}

/// Moves a global of Lua's own to the table on top of the stack.
static void keep(lua_State *L, const char *name) {
  lua.getfield(L, LUA_GLOBALSINDEX, name);
  lua.setfield(L, -2, name);
}

/// Moves the table that is a global of Lua's own to the modules.
static void keep_module(lua_State *L, const char *name) {
  push_registered(L, &modules_key);
  keep(L, name);
  lua_pop(L, 1);
}

static const char *const kept[] = {
  "_VERSION", "assert", "collectgarbage", "error",    "gcinfo",       "getmetatable", "ipairs", "next",   "rawequal",
  "rawget",   "rawset", "select",         "setmetatable", "tonumber", "tostring",     "type",   "unpack", "xpcall",
};

int clua_open_modules(lua_State *L) {
  static const void *const keys[] = {&modules_key, &hidden_key, &metas_key, &globals_key, &loading_key};
  for (size_t index = 0; index < sizeof(keys) / sizeof(*keys); index++) {
    lua_newtable(L);
    register_value(L, keys[index]);
  }
  open_module(L, lua.open_base, "");
  open_module(L, lua.open_table, "table");
  open_module(L, lua.open_string, "string");
  open_module(L, lua.open_math, "math");
  static const char *const modules[] = {"table", "string", "math", "coroutine"};
  for (size_t index = 0; index < sizeof(modules) / sizeof(*modules); index++) keep_module(L, modules[index]);
  push_registered(L, &globals_key);
  for (size_t index = 0; index < sizeof(kept) / sizeof(*kept); index++) keep(L, kept[index]);
  wrap(L, "rawget", see_through);
  wrap(L, "next", see_through);
  wrap(L, "rawset", guard);
  wrap(L, "setmetatable", guard);
  wrap(L, "getmetatable", get_metatable);
  lua.getfield(L, -1, "next");
  lua.pushcclosure(L, pairs, 1);
  lua.setfield(L, -2, "pairs");
  lua_pop(L, 1);
  clua_push_module(L, "table");
  wrap(L, "insert", guard);
  wrap(L, "foreach", see_through);
  lua_pop(L, 1);
  for (const struct clua_replacement *entry = clua_replacements; entry->function != NULL; entry++) {
    if (entry->module == NULL) push_registered(L, &globals_key);
    else clua_push_module(L, entry->module);
    lua_pushcfunction(L, entry->function);
    lua.setfield(L, -2, entry->name);
    lua_pop(L, 1);
  }
  clua_register_bit(L);
  return 0;
}

void clua_push_globals(lua_State *L) { push_registered(L, &globals_key); }

// MARK: Sealing

/// Gives the table on top of the stack a metatable that refuses to look up what is missing.
static void refuse_missing(lua_State *L) {
  lua_newtable(L);
  lua_pushcfunction(L, missing_global);
  lua.setfield(L, -2, "__index");
  lua.setmetatable(L, -2);
}

/// Makes the stand-in on top of the stack, or the string there, answer getmetatable with a read-only table whose field
/// `__index` is the value below it. Pops both.
static void add_meta(lua_State *L) {
  push_registered(L, &metas_key);
  lua.insert(L, -2);
  lua_newtable(L);
  lua.pushvalue(L, -4);
  lua.setfield(L, -2, "__index");
  protect(L);
  lua.rawset(L, -3);
  lua_pop(L, 2);
}

int clua_protect_all(lua_State *L) {
  push_registered(L, &globals_key);
  int globals = lua.gettop(L);
  push_registered(L, &loading_key);
  int loading = lua.gettop(L);
  push_registered(L, &modules_key);
  int modules = lua.gettop(L);
  lua.pushnil(L);
  while (lua.next(L, modules)) {
    // The name stays for `next`; "load" is what a library that is loaded knows as `redis`.
    bool is_loading = strcmp(lua_tostring(L, -2), "load") == 0;
    if (is_loading) refuse_missing(L);
    protect(L);
    lua.setfield(L, is_loading ? loading : globals, is_loading ? "redis" : lua_tostring(L, -2));
  }
  lua.pushvalue(L, globals);
  refuse_missing(L);
  protect(L);
  int standin = lua.gettop(L);
  lua.pushvalue(L, standin);
  lua.setfield(L, globals, "_G");
  lua.pushvalue(L, loading);
  refuse_missing(L);
  lua_pop(L, 1);
  lua_pushcfunction(L, missing_global);
  lua.pushvalue(L, standin);
  add_meta(L);
  lua.getfield(L, globals, "string");
  lua.pushstring(L, "");
  add_meta(L);
  lua.pushvalue(L, standin);
  lua.replace(L, LUA_GLOBALSINDEX);
  return 0;
}

void clua_set_loading(lua_State *L, bool is_loading) {
  lua.pushvalue(L, LUA_GLOBALSINDEX);
  lua.getmetatable(L, -1);
  push_registered(L, is_loading ? &loading_key : &globals_key);
  lua.setfield(L, -2, "__index");
  lua_pop(L, 2);
}
