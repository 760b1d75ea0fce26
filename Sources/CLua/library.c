#include "machine.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Functions of the base module and of math that differ from Lua's own, and the module bit.

// MARK: Loading text. Lua 5.1 does not check compiled chunks, which could then read and write any memory.

/// Makes an error about a text that was loaded with another first byte name the one that it had.
static void name_first_byte(lua_State *L, int status) {
  if (status == 0 || lua.type(L, -1) != LUA_TSTRING) return;
  lua.L_gsub(L, lua_tostring(L, -1), "char(1)", "char(27)");
  lua.remove(L, -2);
}

int clua_load_text(lua_State *L, const char *text, size_t count, const char *name) {
  if (count == 0 || text[0] != '\033') return lua.L_loadbuffer(L, text, count, name);
  // Fails as a text that begins with this character does.
  lua.pushlstring(L, "\001", 1);
  lua.pushlstring(L, text + 1, count - 1);
  lua.concat(L, 2);
  size_t length;
  const char *other = lua.tolstring(L, -1, &length);
  int status = lua.L_loadbuffer(L, other, length, name);
  lua.remove(L, -2);
  name_first_byte(L, status);
  return status;
}

/// What a function that loads returns: the function, or nil and why not.
static int loaded(lua_State *L, int status) {
  if (status == 0) return 1;
  lua.pushnil(L);
  lua.insert(L, -2);
  return 2;
}

static int load_string(lua_State *L) {
  size_t count;
  const char *text = lua.L_checklstring(L, 1, &count);
  return loaded(L, clua_load_text(L, text, count, lua.L_optlstring(L, 2, text, NULL)));
}

/// What a reader of pieces has seen.
struct pieces {
  bool has_begun;
  bool is_compiled;
};

/// Calls the function at index 1 for the next piece, which stays at index 3 while it is read.
static const char *read_piece(lua_State *L, void *data, size_t *count) {
  struct pieces *pieces = data;
  lua.L_checkstack(L, 4, "too many nested functions");
  lua.pushvalue(L, 1);
  lua.call(L, 0, 1);
  *count = 0;
  if (lua.type(L, -1) == LUA_TNIL) {
    lua_pop(L, 1);
    return NULL;
  }
  if (!lua.isstring(L, -1)) lua.L_error(L, "reader function must return a string");
  lua.replace(L, 3);
  const char *text = lua.tolstring(L, 3, count);
  if (pieces->has_begun || *count == 0) return text;
  pieces->has_begun = true;
  if (text[0] != '\033') return text;
  pieces->is_compiled = true;
  *count = 1;
  return "\001";
}

/// load(reader [, name])
static int load_pieces(lua_State *L) {
  lua.L_checktype(L, 1, LUA_TFUNCTION);
  const char *name = lua.L_optlstring(L, 2, "=(load)", NULL);
  lua.settop(L, 3);
  struct pieces pieces = {false, false};
  int status = lua.load(L, read_piece, &pieces, name);
  if (pieces.is_compiled) name_first_byte(L, status);
  return loaded(L, status);
}

// MARK: Protected calls

/// pcall(f, …): an error that redis.call raised arrives as its text.
static int protected_call(lua_State *L) {
  int count = lua.gettop(L);
  if (count == 0) {
    lua.pushboolean(L, 0);
    lua.pushstring(L, "attempt to call a boolean value");
    return 2;
  }
  int status = lua.pcall(L, count - 1, LUA_MULTRET, 0);
  if (status != 0 && lua.type(L, -1) == LUA_TTABLE) {
    lua.pushstring(L, "err");
    lua.rawget(L, -2);
    if (lua.isstring(L, -1)) lua.replace(L, -2);
    else lua_pop(L, 1);
  }
  lua.L_checkstack(L, 1, "too many results");
  lua.pushboolean(L, status == 0);
  lua.insert(L, 1);
  return lua.gettop(L);
}

// MARK: Random numbers: the 48-bit generator of POSIX, which gives the same numbers everywhere.

static uint32_t next_random(lua_State *L) {
  uint64_t *state = clua_of(L)->random;
  *state = (*state * 0x5DEECE66D + 0xB) & 0xFFFFFFFFFFFF;
  return (uint32_t)(*state >> 17);
}

static int random_number(lua_State *L) {
  double number = (double)(next_random(L) % INT32_MAX) / INT32_MAX;
  switch (lua.gettop(L)) {
  case 0: lua.pushnumber(L, number); return 1;
  case 1: {
    int upper = (int)lua.L_checkinteger(L, 1);
    if (upper < 1) return lua.L_argerror(L, 1, "interval is empty");
    lua.pushnumber(L, __builtin_floor(number * upper) + 1);
    return 1;
  }
  case 2: {
    int lower = (int)lua.L_checkinteger(L, 1);
    int upper = (int)lua.L_checkinteger(L, 2);
    if (lower > upper) return lua.L_argerror(L, 2, "interval is empty");
    lua.pushnumber(L, __builtin_floor(number * ((double)upper - lower + 1)) + lower);
    return 1;
  }
  default: return lua.L_error(L, "wrong number of arguments");
  }
}

static int random_seed(lua_State *L) {
  *clua_of(L)->random = (uint64_t)(uint32_t)(int)lua.L_checkinteger(L, 1) << 16 | 0x330E;
  return 0;
}

const struct clua_replacement clua_replacements[] = {
  {NULL, "load", load_pieces},          {NULL, "loadstring", load_string}, {NULL, "pcall", protected_call},
  {"math", "random", random_number},    {"math", "randomseed", random_seed}, {"redis", "call", clua_redis_call},
  {"redis", "pcall", clua_redis_pcall}, {NULL, NULL, NULL},
};

// MARK: bit: operations on 32-bit integers. Arguments are taken modulo 2^32, results are signed.

static uint32_t to_bits(lua_State *L, int index) {
  double number = lua.L_checknumber(L, index);
  // Adding 2^52 + 2^51 leaves the integer, rounded, in the low bits.
  union {
    double number;
    uint64_t bits;
  } value = {number + 6755399441055744.0};
  return (uint32_t)value.bits;
}

static int push_bits(lua_State *L, uint32_t bits) {
  lua.pushnumber(L, (int32_t)bits);
  return 1;
}

static int bit_tobit(lua_State *L) { return push_bits(L, to_bits(L, 1)); }
static int bit_bnot(lua_State *L) { return push_bits(L, ~to_bits(L, 1)); }
static int bit_bswap(lua_State *L) { return push_bits(L, __builtin_bswap32(to_bits(L, 1))); }

static int bit_band(lua_State *L) {
  uint32_t bits = to_bits(L, 1);
  for (int index = lua.gettop(L); index > 1; index--) bits &= to_bits(L, index);
  return push_bits(L, bits);
}

static int bit_bor(lua_State *L) {
  uint32_t bits = to_bits(L, 1);
  for (int index = lua.gettop(L); index > 1; index--) bits |= to_bits(L, index);
  return push_bits(L, bits);
}

static int bit_bxor(lua_State *L) {
  uint32_t bits = to_bits(L, 1);
  for (int index = lua.gettop(L); index > 1; index--) bits ^= to_bits(L, index);
  return push_bits(L, bits);
}

static int bit_lshift(lua_State *L) { return push_bits(L, to_bits(L, 1) << (to_bits(L, 2) & 31)); }
static int bit_rshift(lua_State *L) { return push_bits(L, to_bits(L, 1) >> (to_bits(L, 2) & 31)); }

static int bit_arshift(lua_State *L) {
  return push_bits(L, (uint32_t)((int32_t)to_bits(L, 1) >> (to_bits(L, 2) & 31)));
}

static uint32_t rotate(uint32_t bits, uint32_t count) {
  count &= 31;
  return count == 0 ? bits : bits << count | bits >> (32 - count);
}

static int bit_rol(lua_State *L) { return push_bits(L, rotate(to_bits(L, 1), to_bits(L, 2))); }
static int bit_ror(lua_State *L) { return push_bits(L, rotate(to_bits(L, 1), 32 - (to_bits(L, 2) & 31))); }

static int bit_tohex(lua_State *L) {
  uint32_t bits = to_bits(L, 1);
  int32_t count = lua.type(L, 2) == LUA_TNONE ? 8 : (int32_t)to_bits(L, 2);
  const char *digits = "0123456789abcdef";
  if (count < 0) {
    // The smallest integer has no opposite.
    count = count == INT32_MIN ? INT32_MAX : -count;
    digits = "0123456789ABCDEF";
  }
  if (count > 8) count = 8;
  char text[8];
  for (int index = count - 1; index >= 0; index--, bits >>= 4) text[index] = digits[bits & 15];
  lua.pushlstring(L, text, count);
  return 1;
}

void clua_register_bit(lua_State *L) {
  static const struct {
    const char *name;
    lua_CFunction function;
  } functions[] = {
    {"tobit", bit_tobit},     {"bnot", bit_bnot},   {"band", bit_band},     {"bor", bit_bor},
    {"bxor", bit_bxor},       {"lshift", bit_lshift}, {"rshift", bit_rshift}, {"arshift", bit_arshift},
    {"rol", bit_rol},         {"ror", bit_ror},     {"bswap", bit_bswap},   {"tohex", bit_tohex},
  };
  clua_push_module(L, "bit");
  for (size_t index = 0; index < sizeof(functions) / sizeof(*functions); index++) {
    lua_pushcfunction(L, functions[index].function);
    lua.setfield(L, -2, functions[index].name);
  }
  lua_pop(L, 1);
}
