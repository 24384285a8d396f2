/* The n-th call that changes something below a folder fails, in whichever process of Wine it comes.

   FAILING_CALLS names a file all of them share: how many calls there were, which one is to fail and
   with what error, and what it was. FAILING_BELOW is a part of the path of what is meant. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct counted { int calls, at, error; char call[500]; };

static struct counted *counted;
static const char *below;

#define REAL(name) static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void)
{
    const char *file = getenv("FAILING_CALLS");
    void *shared;
    int opened;
    below = getenv("FAILING_BELOW");
    if (!file || !below || (opened = open(file, O_RDWR)) < 0)
        return;
    shared = mmap(NULL, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED, opened, 0);
    close(opened);
    if (shared != MAP_FAILED)
        counted = shared;
}

static int fails(const char *call, const char *path)
{
    char whole[2 * PATH_MAX];
    if (!counted)
        return 0;
    if (path[0] != '/' && getcwd(whole, PATH_MAX)) {
        strcat(whole, "/");
        path = strncat(whole, path, PATH_MAX - 1);
    }
    if (!strstr(path, below) || __sync_add_and_fetch(&counted->calls, 1) != counted->at)
        return 0;
    snprintf(counted->call, sizeof counted->call, "%s %.400s", call, path);
    errno = counted->error;
    return 1;
}

static int fails_opened(const char *call, int file)
{
    char link[40], path[PATH_MAX];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = counted ? readlink(link, path, sizeof path - 1) : -1;
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(call, path);
}

#define WRITES(flags) ((flags) & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))
#define MODE(flags) \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = (mode_t)va_arg(more, int); \
    va_end(more)
#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); MODE(flags); \
        return WRITES(flags) && fails(#name, path) ? -1 : real(path, flags, mode); }
#define OPEN_AT(name) \
    int name(int at, const char *path, int flags, ...) { \
        REAL(name); MODE(flags); \
        return WRITES(flags) && fails(#name, path) ? -1 : real(at, path, flags, mode); }
#define OF_PATH(name, given, passed) \
    int name given { REAL(name); return fails(#name, path) ? -1 : real passed; }
#define OF_FILE(type, name, given, passed) \
    type name given { REAL(name); return fails_opened(#name, file) ? -1 : real passed; }

OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)
OF_PATH(rename, (const char *path, const char *to), (path, to))
OF_PATH(renameat, (int at, const char *path, int at_to, const char *to), (at, path, at_to, to))
OF_PATH(unlink, (const char *path), (path))
OF_PATH(unlinkat, (int at, const char *path, int flags), (at, path, flags))
OF_PATH(mkdir, (const char *path, mode_t mode), (path, mode))
OF_PATH(rmdir, (const char *path), (path))
OF_FILE(int, ftruncate, (int file, off_t size), (file, size))
OF_FILE(int, ftruncate64, (int file, off64_t size), (file, size))
OF_FILE(int, fsync, (int file), (file))
OF_FILE(ssize_t, write, (int file, const void *from, size_t size), (file, from, size))
OF_FILE(ssize_t, pwrite, (int file, const void *from, size_t size, off_t at), (file, from, size, at))
OF_FILE(ssize_t, pwrite64, (int file, const void *from, size_t size, off64_t at), (file, from, size, at))
