#include "machine.h"

#include <string.h>

// Values on their way between Lua and the host, one after the other:
//
//   n          nil
//   t, f       true, false
//   d          a number, 8 bytes as in memory
//   s          a string: its length, 8 bytes as in memory, and its bytes
//   T … E      a table: keys and values in turn, in the order of `next`
//   A … E      an array (to Lua only): its elements
//   X          a table that lies too deep
//   F          a function that is kept: its reference, 8 bytes as in memory
//   L          the value that stands for null
//   ?          anything else: its type, 1 byte

static void write_tag(lua_State *L, struct buffer *buffer, char tag) { clua_append(L, buffer, &tag, 1); }

static void write_table(lua_State *L, struct buffer *buffer, int index, int depth, bool keeps_functions) {
  if (depth <= 0) {
    write_tag(L, buffer, 'X');
    return;
  }
  lua.L_checkstack(L, 8, "table is nested too deep");
  write_tag(L, buffer, 'T');
  lua.pushnil(L);
  while (lua.next(L, index)) {
    int top = lua.gettop(L);
    clua_write_value(L, buffer, top - 1, depth - 1, keeps_functions);
    clua_write_value(L, buffer, top, depth - 1, keeps_functions);
    lua_pop(L, 1);
  }
  write_tag(L, buffer, 'E');
}

void clua_write_value(lua_State *L, struct buffer *buffer, int index, int depth, bool keeps_functions) {
  switch (lua.type(L, index)) {
  case LUA_TNONE:
  case LUA_TNIL: write_tag(L, buffer, 'n'); break;
  case LUA_TBOOLEAN: write_tag(L, buffer, lua.toboolean(L, index) ? 't' : 'f'); break;
  case LUA_TNUMBER: {
    double number = lua.tonumber(L, index);
    write_tag(L, buffer, 'd');
    clua_append(L, buffer, &number, sizeof(number));
    break;
  }
  case LUA_TSTRING: {
    size_t count;
    const char *text = lua.tolstring(L, index, &count);
    uint64_t length = count;
    write_tag(L, buffer, 's');
    clua_append(L, buffer, &length, sizeof(length));
    clua_append(L, buffer, text, count);
    break;
  }
  case LUA_TTABLE: write_table(L, buffer, index, depth, keeps_functions); break;
  case LUA_TLIGHTUSERDATA:
    if (lua.touserdata(L, index) == NULL) {
      write_tag(L, buffer, 'L');
      break;
    }
    __attribute__((fallthrough));
  case LUA_TFUNCTION:
    if (keeps_functions) {
      lua.pushvalue(L, index);
      uint64_t reference = lua.L_ref(L, LUA_REGISTRYINDEX);
      write_tag(L, buffer, 'F');
      clua_append(L, buffer, &reference, sizeof(reference));
      break;
    }
    __attribute__((fallthrough));
  default: {
    char tag[2] = {'?', (char)lua.type(L, index)};
    clua_append(L, buffer, tag, sizeof(tag));
  }
  }
}

static size_t push_value(lua_State *L, clua_bytes bytes, size_t position);

static size_t push_array(lua_State *L, clua_bytes bytes, size_t position) {
  lua_newtable(L);
  for (int index = 1; bytes.bytes[position] != 'E'; index++) {
    position = push_value(L, bytes, position);
    lua.rawseti(L, -2, index);
  }
  return position + 1;
}

static size_t push_table(lua_State *L, clua_bytes bytes, size_t position) {
  lua_newtable(L);
  while (bytes.bytes[position] != 'E') {
    position = push_value(L, bytes, position);
    position = push_value(L, bytes, position);
    lua.rawset(L, -3);
  }
  return position + 1;
}

static size_t push_value(lua_State *L, clua_bytes bytes, size_t position) {
  lua.L_checkstack(L, 4, "value is nested too deep");
  const uint8_t *next = bytes.bytes + position + 1;
  switch (bytes.bytes[position]) {
  case 't': lua.pushboolean(L, 1); return position + 1;
  case 'f': lua.pushboolean(L, 0); return position + 1;
  case 'L': lua.pushlightuserdata(L, NULL); return position + 1;
  case 'd': {
    double number;
    memcpy(&number, next, sizeof(number));
    lua.pushnumber(L, number);
    return position + 1 + sizeof(number);
  }
  case 's': {
    uint64_t count;
    memcpy(&count, next, sizeof(count));
    lua.pushlstring(L, (const char *)next + sizeof(count), count);
    return position + 1 + sizeof(count) + count;
  }
  case 'A': return push_array(L, bytes, position + 1);
  case 'T': return push_table(L, bytes, position + 1);
  default: lua.pushnil(L); return position + 1;
  }
}

int clua_push_values(lua_State *L, clua_bytes bytes) {
  int count = 0;
  for (size_t position = 0; position < bytes.count; count++) position = push_value(L, bytes, position);
  return count;
}
