#ifndef CLUA_API_H
#define CLUA_API_H

#include <stddef.h>

// The part of Lua 5.1's C interface that is used, as declared in its manual, chapter 3 and 4. The library is found at
// run time, so no header of it is needed.

typedef struct lua_State lua_State;
typedef int (*lua_CFunction)(lua_State *);

enum { LUA_REGISTRYINDEX = -10000, LUA_GLOBALSINDEX = -10002 };
enum { LUA_MULTRET = -1 };
enum { LUA_ERRRUN = 2 };
enum { LUA_GCCOLLECT = 2 };
enum { LUA_MASKLINE = 1 << 2, LUA_MASKCOUNT = 1 << 3 };
enum {
  LUA_TNONE = -1, LUA_TNIL, LUA_TBOOLEAN, LUA_TLIGHTUSERDATA, LUA_TNUMBER, LUA_TSTRING, LUA_TTABLE, LUA_TFUNCTION
};

typedef struct {
  int event;
  const char *name;
  const char *namewhat;
  const char *what;
  const char *source;
  int currentline;
  int nups;
  int linedefined;
  int lastlinedefined;
  char short_src[60];
  int i_ci;
} lua_Debug;

typedef const char *(*lua_Reader)(lua_State *, void *, size_t *);
typedef void (*lua_Hook)(lua_State *, lua_Debug *);

#define CLUA_API(X) \
  X(lua_State *, L_newstate, "luaL_newstate", (void)) \
  X(void, close, "lua_close", (lua_State *)) \
  X(int, cpcall, "lua_cpcall", (lua_State *, lua_CFunction, void *)) \
  X(int, pcall, "lua_pcall", (lua_State *, int, int, int)) \
  X(void, call, "lua_call", (lua_State *, int, int)) \
  X(int, gettop, "lua_gettop", (lua_State *)) \
  X(void, settop, "lua_settop", (lua_State *, int)) \
  X(void, pushvalue, "lua_pushvalue", (lua_State *, int)) \
  X(void, remove, "lua_remove", (lua_State *, int)) \
  X(void, insert, "lua_insert", (lua_State *, int)) \
  X(void, replace, "lua_replace", (lua_State *, int)) \
  X(int, checkstack, "lua_checkstack", (lua_State *, int)) \
  X(int, type, "lua_type", (lua_State *, int)) \
  X(double, tonumber, "lua_tonumber", (lua_State *, int)) \
  X(int, toboolean, "lua_toboolean", (lua_State *, int)) \
  X(const char *, tolstring, "lua_tolstring", (lua_State *, int, size_t *)) \
  X(int, isstring, "lua_isstring", (lua_State *, int)) \
  X(void *, touserdata, "lua_touserdata", (lua_State *, int)) \
  X(lua_CFunction, tocfunction, "lua_tocfunction", (lua_State *, int)) \
  X(void, pushnil, "lua_pushnil", (lua_State *)) \
  X(void, pushnumber, "lua_pushnumber", (lua_State *, double)) \
  X(void, pushlstring, "lua_pushlstring", (lua_State *, const char *, size_t)) \
  X(void, pushstring, "lua_pushstring", (lua_State *, const char *)) \
  X(const char *, pushfstring, "lua_pushfstring", (lua_State *, const char *, ...)) \
  X(void, pushcclosure, "lua_pushcclosure", (lua_State *, lua_CFunction, int)) \
  X(void, pushboolean, "lua_pushboolean", (lua_State *, int)) \
  X(void, pushlightuserdata, "lua_pushlightuserdata", (lua_State *, void *)) \
  X(void, getfield, "lua_getfield", (lua_State *, int, const char *)) \
  X(void, setfield, "lua_setfield", (lua_State *, int, const char *)) \
  X(void, rawget, "lua_rawget", (lua_State *, int)) \
  X(void, rawset, "lua_rawset", (lua_State *, int)) \
  X(void, rawgeti, "lua_rawgeti", (lua_State *, int, int)) \
  X(void, rawseti, "lua_rawseti", (lua_State *, int, int)) \
  X(void, createtable, "lua_createtable", (lua_State *, int, int)) \
  X(int, getmetatable, "lua_getmetatable", (lua_State *, int)) \
  X(int, setmetatable, "lua_setmetatable", (lua_State *, int)) \
  X(int, error, "lua_error", (lua_State *)) \
  X(int, next, "lua_next", (lua_State *, int)) \
  X(void, concat, "lua_concat", (lua_State *, int)) \
  X(int, gc, "lua_gc", (lua_State *, int, int)) \
  X(int, sethook, "lua_sethook", (lua_State *, lua_Hook, int, int)) \
  X(int, getstack, "lua_getstack", (lua_State *, int, lua_Debug *)) \
  X(int, getinfo, "lua_getinfo", (lua_State *, const char *, lua_Debug *)) \
  X(int, load, "lua_load", (lua_State *, lua_Reader, void *, const char *)) \
  X(int, L_loadbuffer, "luaL_loadbuffer", (lua_State *, const char *, size_t, const char *)) \
  X(double, L_checknumber, "luaL_checknumber", (lua_State *, int)) \
  X(ptrdiff_t, L_checkinteger, "luaL_checkinteger", (lua_State *, int)) \
  X(const char *, L_checklstring, "luaL_checklstring", (lua_State *, int, size_t *)) \
  X(const char *, L_optlstring, "luaL_optlstring", (lua_State *, int, const char *, size_t *)) \
  X(void, L_checktype, "luaL_checktype", (lua_State *, int, int)) \
  X(void, L_checkany, "luaL_checkany", (lua_State *, int)) \
  X(void, L_checkstack, "luaL_checkstack", (lua_State *, int, const char *)) \
  X(int, L_argerror, "luaL_argerror", (lua_State *, int, const char *)) \
  X(int, L_error, "luaL_error", (lua_State *, const char *, ...)) \
  X(void, L_where, "luaL_where", (lua_State *, int)) \
  X(int, L_ref, "luaL_ref", (lua_State *, int)) \
  X(void, L_unref, "luaL_unref", (lua_State *, int, int)) \
  X(const char *, L_gsub, "luaL_gsub", (lua_State *, const char *, const char *, const char *)) \
  X(int, open_base, "luaopen_base", (lua_State *)) \
  X(int, open_table, "luaopen_table", (lua_State *)) \
  X(int, open_string, "luaopen_string", (lua_State *)) \
  X(int, open_math, "luaopen_math", (lua_State *))

/// Lua's functions, by their names without `lua_`.
struct clua_api {
#define CLUA_MEMBER(result, name, symbol, arguments) result (*name) arguments;
  CLUA_API(CLUA_MEMBER)
#undef CLUA_MEMBER
};

extern struct clua_api lua __attribute__((visibility("hidden")));

#define lua_upvalueindex(i) (LUA_GLOBALSINDEX - (i))
#define lua_pop(L, n) lua.settop(L, -(n)-1)
#define lua_tostring(L, i) lua.tolstring(L, i, NULL)
#define lua_pushcfunction(L, f) lua.pushcclosure(L, f, 0)
#define lua_newtable(L) lua.createtable(L, 0, 0)

#endif
