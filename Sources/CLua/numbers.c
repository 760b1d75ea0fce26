#include "CLua.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t clua_format_number(double number, int digits, char *text, size_t room) {
  int count = snprintf(text, room, "%.*g", digits, number);
  return count < 0 ? 0 : (size_t)count < room ? (size_t)count : room - 1;
}

size_t clua_parse_number(const uint8_t *bytes, size_t count, double *number) {
  char room[64];
  char *text = count < sizeof(room) ? room : malloc(count + 1);
  if (text == NULL) return 0;
  memcpy(text, bytes, count);
  text[count] = 0;
  char *end;
  *number = strtod(text, &end);
  size_t used = end - text;
  if (text != room) free(text);
  return used;
}
