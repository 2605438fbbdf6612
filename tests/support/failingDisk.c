/* Preloaded into a server: while FAULT_FILE is there, writes to disk (`write`) or only syncs (`sync`) fail with the error it names. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* 0 where the call is to be made; the file holds e.g. "write EIO", "sync EIO", "write EROFS". */
static int fault(int is_sync) {
  const char *file = getenv("FAULT_FILE");
  char said[32] = {0};
  int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
  if (fd < 0) return 0;
  ssize_t n = read(fd, said, sizeof said - 1);
  close(fd);
  if (n <= 0 || (!is_sync && strncmp(said, "write", 5) != 0)) return 0;
  return strstr(said, "EROFS") ? EROFS : EIO;
}

#define REPLACED(type, name, params, args, is_sync)                  \
  type name params {                                                 \
    static type(*real) params;                                       \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name);            \
    int why = fault(is_sync);                                        \
    if (why) {                                                       \
      errno = why;                                                   \
      return -1;                                                     \
    }                                                                \
    return real args;                                                \
  }

REPLACED(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at), 0)
REPLACED(ssize_t, pwrite64, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at), 0)
REPLACED(int, fsync, (int fd), (fd), 1)
REPLACED(int, fdatasync, (int fd), (fd), 1)
