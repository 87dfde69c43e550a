/* Makes the n-th call that changes files below a folder fail. For tests only; loaded with LD_PRELOAD.
 *
 * fault_arm(folder, n, error, lasting): from now on calls on paths that begin with "folder" count; the n-th one
 * fails with the error, and with "lasting" all that follow, too. A write that fails lets half of it through first.
 * fault_disarm() ends it and returns how many calls there were; fault_hits() how many of them failed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static int armed, error_number, lasting;
static long wanted, calls, hits;

void fault_arm(const char *folder, long n, int error, int stays) {
    pthread_mutex_lock(&lock);
    snprintf(root, sizeof root, "%s", folder);
    wanted = n; error_number = error; lasting = stays; calls = hits = 0; armed = 1;
    pthread_mutex_unlock(&lock);
}

long fault_disarm(void) {
    pthread_mutex_lock(&lock);
    armed = 0;
    long seen = calls;
    pthread_mutex_unlock(&lock);
    return seen;
}

long fault_hits(void) { return hits; }

static int fails(const char *path) {
    int result = 0;
    pthread_mutex_lock(&lock);
    if (armed && path && strncmp(path, root, strlen(root)) == 0) {
        calls++;
        result = calls == wanted || (lasting && calls > wanted);
        hits += result;
    }
    pthread_mutex_unlock(&lock);
    if (result) errno = error_number;
    return result;
}

static int fd_fails(int fd) {
    char link[64], path[PATH_MAX];
    if (!armed) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t count) {
    if (fd_fails(fd)) {
        if (count > 1) { int kept = errno; ssize_t gone = REAL(write)(fd, data, count / 2); (void)gone; errno = kept; }
        return -1;
    }
    return REAL(write)(fd, data, count);
}
ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    if (fd_fails(fd)) {
        if (count > 1) { int kept = errno; ssize_t gone = REAL(pwrite)(fd, data, count / 2, at); (void)gone; errno = kept; }
        return -1;
    }
    return REAL(pwrite)(fd, data, count, at);
}
ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
    if (fd_fails(fd)) {
        if (count > 1) { int kept = errno; ssize_t gone = REAL(pwrite64)(fd, data, count / 2, at); (void)gone; errno = kept; }
        return -1;
    }
    return REAL(pwrite64)(fd, data, count, at);
}
int fsync(int fd) { return fd_fails(fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fd_fails(fd) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t size) { return fd_fails(fd) ? -1 : REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size) { return fd_fails(fd) ? -1 : REAL(ftruncate64)(fd, size); }
int rename(const char *from, const char *to) { return fails(from) ? -1 : REAL(rename)(from, to); }
int renameat(int a, const char *from, int b, const char *to) { return fails(from) ? -1 : REAL(renameat)(a, from, b, to); }
int link(const char *from, const char *to) { return fails(from) ? -1 : REAL(link)(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
    return fails(from) ? -1 : REAL(linkat)(a, from, b, to, flags);
}
int unlink(const char *path) { return fails(path) ? -1 : REAL(unlink)(path); }
int mkdir(const char *path, mode_t mode) { return fails(path) ? -1 : REAL(mkdir)(path, mode); }

static int makes(const char *path, int flags) { return (flags & O_CREAT) && fails(path); }
#define OPEN(name, ...)                                                        \
    int name(const char *path, int flags, ...) {                               \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        return makes(path, flags) ? -1 : REAL(name)(path, flags, mode);        \
    }
OPEN(open)
OPEN(open64)
int openat(int folder, const char *path, int flags, ...) {
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return makes(path, flags) ? -1 : REAL(openat)(folder, path, flags, mode);
}
