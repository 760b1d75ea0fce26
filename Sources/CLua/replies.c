#include "machine.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Replies in both directions: what a script returns becomes one, and what a command replies becomes a value.

static void write_text(lua_State *L, clua *machine, const char *text) {
  clua_append(L, &machine->output, text, strlen(text));
}

static void write_header(lua_State *L, clua *machine, char marker, long long count) {
  char header[32];
  int length = snprintf(header, sizeof(header), "%c%lld\r\n", marker, count);
  clua_append(L, &machine->output, header, length);
}

static void write_bulk(lua_State *L, clua *machine, const char *text, size_t count) {
  write_header(L, machine, '$', count);
  clua_append(L, &machine->output, text, count);
  write_text(L, machine, "\r\n");
}

/// Writes a line whose text must not hold line ends; they become blanks.
static void write_line(lua_State *L, clua *machine, char marker, const char *text, size_t count) {
  clua_append(L, &machine->output, &marker, 1);
  size_t start = machine->output.count;
  clua_append(L, &machine->output, text, count);
  for (size_t index = start; index < machine->output.count; index++) {
    uint8_t *byte = &machine->output.bytes[index];
    if (*byte == '\r' || *byte == '\n') *byte = ' ';
  }
  write_text(L, machine, "\r\n");
}

/// Writes an error; line ends at its ends are dropped.
static void write_error(lua_State *L, clua *machine, const char *text) {
  size_t count = strlen(text);
  while (count > 0 && (text[count - 1] == '\r' || text[count - 1] == '\n')) count--;
  while (count > 0 && (*text == '\r' || *text == '\n')) text++, count--;
  write_line(L, machine, '-', text, count);
}

static void write_null(lua_State *L, clua *machine) {
  write_text(L, machine, machine->client_version == 3 ? "_\r\n" : "$-1\r\n");
}

static void write_boolean(lua_State *L, clua *machine, bool value) {
  if (machine->script_version == 3) {
    if (machine->client_version == 3) {
      write_text(L, machine, value ? "#t\r\n" : "#f\r\n");
    } else {
      write_text(L, machine, value ? ":1\r\n" : ":0\r\n");
    }
  } else if (value) {
    write_text(L, machine, ":1\r\n");
  } else {
    write_null(L, machine);
  }
}

static void write_integer(lua_State *L, clua *machine, double number) {
  long long integer = INT64_MIN;
  if (number > -9223372036854775808.0 && number < 9223372036854775808.0) integer = (long long)number;
  write_header(L, machine, ':', integer);
}

static void write_double(lua_State *L, clua *machine, double number) {
  char text[64];
  int count = snprintf(text, sizeof(text), "%.17g", number);
  if (machine->client_version == 3) {
    write_line(L, machine, ',', text, count);
  } else {
    write_bulk(L, machine, text, count);
  }
}

static void write_verbatim(lua_State *L, clua *machine, const char *format, const char *text, size_t count) {
  if (machine->client_version != 3) {
    write_bulk(L, machine, text, count);
    return;
  }
  char letters[4] = "   ";
  size_t length = strlen(format);
  memcpy(letters, format, length < 3 ? length : 3);
  write_header(L, machine, '=', count + 4);
  write_text(L, machine, letters);
  write_text(L, machine, ":");
  clua_append(L, &machine->output, text, count);
  write_text(L, machine, "\r\n");
}

/// Pushes a field of the table on top of the stack; true if it has the type.
static bool push_field(lua_State *L, const char *name, int type) {
  lua.pushstring(L, name);
  lua.rawget(L, -2);
  if (lua.type(L, -1) == type) return true;
  lua_pop(L, 1);
  return false;
}

/// Writes the pairs of the table on top of the stack, or only its keys.
static void write_entries(lua_State *L, clua *machine, bool is_map) {
  long long count = 0;
  lua.pushnil(L);
  while (lua.next(L, -2)) {
    count++;
    lua_pop(L, 1);
  }
  if (machine->client_version == 3) {
    write_header(L, machine, is_map ? '%' : '~', count);
  } else {
    write_header(L, machine, '*', is_map ? 2 * count : count);
  }
  lua.pushnil(L);
  while (lua.next(L, -2)) {
    if (!is_map) lua_pop(L, 1);
    lua.pushvalue(L, is_map ? -2 : -1);
    clua_write_reply(L, machine);
    if (is_map) clua_write_reply(L, machine);
  }
}

static void write_array(lua_State *L, clua *machine) {
  int count = 0;
  while (true) {
    lua.rawgeti(L, -1, count + 1);
    bool is_end = lua.type(L, -1) == LUA_TNIL;
    lua_pop(L, 1);
    if (is_end) break;
    count++;
  }
  write_header(L, machine, '*', count);
  for (int index = 1; index <= count; index++) {
    lua.rawgeti(L, -1, index);
    clua_write_reply(L, machine);
  }
}

/// Writes a verbatim string if the table on top of the stack, the value of the field of that name, is one.
static bool write_verbatim_field(lua_State *L, clua *machine) {
  bool is_verbatim = false;
  if (push_field(L, "format", LUA_TSTRING)) {
    const char *format = lua_tostring(L, -1);
    lua_pop(L, 1);
    if (push_field(L, "string", LUA_TSTRING)) {
      size_t count;
      const char *text = lua.tolstring(L, -1, &count);
      write_verbatim(L, machine, format, text, count);
      lua_pop(L, 1);
      is_verbatim = true;
    }
  }
  return is_verbatim;
}

/// Writes the table on top of the stack, which stays there, with at most one field more above it.
static void write_table(lua_State *L, clua *machine) {
  if (push_field(L, "err", LUA_TSTRING)) {
    write_error(L, machine, lua_tostring(L, -1));
  } else if (push_field(L, "ok", LUA_TSTRING)) {
    const char *text = lua_tostring(L, -1);
    write_line(L, machine, '+', text, strlen(text));
  } else if (push_field(L, "double", LUA_TNUMBER)) {
    write_double(L, machine, lua.tonumber(L, -1));
  } else if (push_field(L, "map", LUA_TTABLE)) {
    write_entries(L, machine, true);
  } else if (push_field(L, "set", LUA_TTABLE)) {
    write_entries(L, machine, false);
  } else if (push_field(L, "big_number", LUA_TSTRING)) {
    size_t count;
    const char *text = lua.tolstring(L, -1, &count);
    if (machine->client_version == 3) {
      write_line(L, machine, '(', text, count);
    } else {
      write_header(L, machine, '$', count);
      size_t start = machine->output.count;
      write_line(L, machine, '(', text, count);
      // The line without its marker.
      memmove(machine->output.bytes + start, machine->output.bytes + start + 1, count + 2);
      machine->output.count--;
    }
  } else {
    if (push_field(L, "verbatim_string", LUA_TTABLE)) {
      bool is_verbatim = write_verbatim_field(L, machine);
      lua_pop(L, 1);
      if (is_verbatim) return;
    }
    write_array(L, machine);
  }
}

void clua_write_reply(lua_State *L, clua *machine) {
  if (!lua.checkstack(L, 4)) {
    write_error(L, machine, "ERR reached lua stack limit");
    lua_pop(L, 1);
    return;
  }
  int top = lua.gettop(L);
  switch (lua.type(L, -1)) {
  case LUA_TSTRING: {
    size_t count;
    const char *text = lua.tolstring(L, -1, &count);
    write_bulk(L, machine, text, count);
    break;
  }
  case LUA_TBOOLEAN: write_boolean(L, machine, lua.toboolean(L, -1)); break;
  case LUA_TNUMBER: write_integer(L, machine, lua.tonumber(L, -1)); break;
  case LUA_TTABLE: write_table(L, machine); break;
  default: write_null(L, machine);
  }
  lua.settop(L, top - 1);
}

// From a reply to a value.

struct cursor {
  const char *next;
  const char *end;
};

/// The rest of the line, without its end.
static clua_bytes take_line(struct cursor *cursor) {
  const char *start = cursor->next;
  const char *end = memchr(start, '\r', cursor->end - start);
  if (end == NULL) end = cursor->end;
  cursor->next = end + 2 <= cursor->end ? end + 2 : cursor->end;
  return (clua_bytes){(const uint8_t *)start, end - start};
}

static long long take_number(struct cursor *cursor) {
  clua_bytes line = take_line(cursor);
  size_t index = line.count > 0 && line.bytes[0] == '-';
  bool is_negative = index == 1;
  unsigned long long number = 0;
  for (; index < line.count; index++) number = number * 10 + (line.bytes[index] - '0');
  return is_negative ? (long long)(0 - number) : (long long)number;
}

static clua_bytes take_bulk(struct cursor *cursor, long long count) {
  clua_bytes bulk = {(const uint8_t *)cursor->next, count};
  cursor->next += count + 2;
  return bulk;
}

static void push_bytes(lua_State *L, clua_bytes bytes) { lua.pushlstring(L, (const char *)bytes.bytes, bytes.count); }

/// Wraps the value on top of the stack into a table with one field.
static void wrap(lua_State *L, const char *name) {
  lua_newtable(L);
  lua.insert(L, -2);
  lua.setfield(L, -2, name);
}

static void push_next(lua_State *L, struct cursor *cursor);

static void push_elements(lua_State *L, struct cursor *cursor, long long count) {
  lua_newtable(L);
  for (long long index = 1; index <= count; index++) {
    lua.pushnumber(L, index);
    push_next(L, cursor);
    lua.rawset(L, -3);
  }
}

static void push_pairs(lua_State *L, struct cursor *cursor, long long count, bool is_map) {
  lua_newtable(L);
  for (long long index = 0; index < count; index++) {
    push_next(L, cursor);
    if (is_map) push_next(L, cursor);
    else lua.pushboolean(L, 1);
    lua.rawset(L, -3);
  }
  wrap(L, is_map ? "map" : "set");
}

static void push_verbatim(lua_State *L, clua_bytes bulk) {
  lua_newtable(L);
  lua.pushlstring(L, (const char *)bulk.bytes, 3);
  lua.setfield(L, -2, "format");
  lua.pushlstring(L, (const char *)bulk.bytes + 4, bulk.count - 4);
  lua.setfield(L, -2, "string");
  wrap(L, "verbatim_string");
}

static void push_error_reply(lua_State *L, clua_bytes line) {
  lua_newtable(L);
  push_bytes(L, line);
  lua.setfield(L, -2, "err");
  lua.pushboolean(L, 1);
  lua.setfield(L, -2, "ignore_error_stats_update");
}

/// Pushes a value that is one line.
static void push_line(lua_State *L, char marker, clua_bytes line) {
  switch (marker) {
  case '+': push_bytes(L, line); wrap(L, "ok"); break;
  case '-': push_error_reply(L, line); break;
  case '#': lua.pushboolean(L, line.count > 0 && line.bytes[0] == 't'); break;
  case '(': push_bytes(L, line); wrap(L, "big_number"); break;
  case ',':
    push_bytes(L, line);
    lua.pushnumber(L, lua.tonumber(L, -1));
    lua.replace(L, -2);
    wrap(L, "double");
    break;
  default: lua.pushnil(L);
  }
}

static void push_next(lua_State *L, struct cursor *cursor) {
  lua.L_checkstack(L, 8, "reply is nested too deep");
  char marker = cursor->next < cursor->end ? *cursor->next++ : '_';
  switch (marker) {
  case ':': lua.pushnumber(L, take_number(cursor)); return;
  case '$':
  case '=':
  case '*':
  case '~':
  case '%':
  case '>': break;
  default: push_line(L, marker, take_line(cursor)); return;
  }
  long long count = take_number(cursor);
  if (count < 0) {
    lua.pushboolean(L, 0);
  } else if (marker == '$') {
    push_bytes(L, take_bulk(cursor, count));
  } else if (marker == '=') {
    push_verbatim(L, take_bulk(cursor, count));
  } else if (marker == '%' || marker == '~') {
    push_pairs(L, cursor, count, marker == '%');
  } else {
    push_elements(L, cursor, count);
  }
}

void clua_push_reply(lua_State *L, clua_bytes reply) {
  struct cursor cursor = {(const char *)reply.bytes, (const char *)reply.bytes + reply.count};
  push_next(L, &cursor);
}
