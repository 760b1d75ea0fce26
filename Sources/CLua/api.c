#include "api.h"

#include "CLua.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

struct clua_api lua;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_open;

/// Finds all functions; the handle is never closed, because interpreters may live as long as the process.
static bool find(const char *name) {
  // The library's own names stay its own: only what is looked up here is used.
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
  struct clua_api found;
  void *symbol;
#define CLUA_FIND(result, member, name, arguments) \
  symbol = dlsym(handle, name); \
  if (symbol == NULL) return false; \
  memcpy(&found.member, &symbol, sizeof(symbol));
  CLUA_API(CLUA_FIND)
#undef CLUA_FIND
  lua = found;
  return true;
}

bool clua_open(const char *name) {
  pthread_mutex_lock(&lock);
  if (!is_open) is_open = find(name);
  bool result = is_open;
  pthread_mutex_unlock(&lock);
  return result;
}
