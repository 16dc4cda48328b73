// Preloaded into a program, counts its durable steps below one folder (write, fsync, rename …) and
// at the N-th kills it, cuts the power, or lets the step fail. Steps of all threads happen one at a
// time, so that "before step N" means that N - 1 steps have happened. Linux, glibc.
//
//   LIUHEN_STEP_FOLDER  absolute path; nothing outside counts (nor *-shm, which SQLite makes anew)
//   LIUHEN_STEP         N, from 1; absent or 0: only count
//   LIUHEN_STEP_MODE    kill_before | kill_after
//                       power_cut[:SEED]  before the step; see power_cut.c
//                       fail:EIO | fail:ENOSPC | fail_from:EIO | fail_from:ENOSPC
//                       (fail: this step, or the next that can meet such an error)
//   LIUHEN_STEP_TOTAL   file that gets the number of steps at exit
//   LIUHEN_STEP_TRACE   file that gets a line a step
//   LIUHEN_STEP_UNDO    power_cut: a folder for backups, same file system
//   LIUHEN_STEP_LIE     part of a path: its fsync answers success and does nothing, so that a test
//                       of the tests can lose what was acknowledged
// On standard error, before it acts: "step_shim: N CALL PATH MODE".
#define _GNU_SOURCE
#include "step_shim.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum Mode { kCountOnly, kKillBefore, kKillAfter, kPowerCut, kFailOnce, kFailFrom };
enum Verdict { kNotOurs, kGo, kFail };
// What a step can meet: space is only asked for by some.
enum Kind { kNeedsSpace, kNeedsNone };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char* folder;
static size_t folder_length;
static const char* mode_text = "";
static enum Mode mode;
static int failure;
static bool seeded;
static unsigned seed;
static long chosen;
static long count;
static bool has_failed;
static int trace_fd = -1;

static void say(int fd, const char* format, ...) {
  char line[2 * PATH_MAX];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  if (length > 0) syscall(SYS_write, fd, line, (size_t)length);
}

static void read_mode(void) {
  if (strcmp(mode_text, "kill_before") == 0) mode = kKillBefore;
  if (strcmp(mode_text, "kill_after") == 0) mode = kKillAfter;
  if (strncmp(mode_text, "power_cut", 9) == 0) mode = kPowerCut;
  if (strncmp(mode_text, "fail:", 5) == 0) mode = kFailOnce;
  if (strncmp(mode_text, "fail_from:", 10) == 0) mode = kFailFrom;
  failure = strstr(mode_text, ":ENOSPC") != NULL ? ENOSPC : EIO;
  seeded = mode == kPowerCut && mode_text[9] == ':';
  if (seeded) seed = (unsigned)atoi(mode_text + 10);
}

__attribute__((constructor)) static void begin(void) {
  folder = getenv("LIUHEN_STEP_FOLDER");
  if (folder == NULL) return;
  folder_length = strlen(folder);
  const char* step = getenv("LIUHEN_STEP");
  chosen = step == NULL ? 0 : atol(step);
  const char* text = getenv("LIUHEN_STEP_MODE");
  if (text != NULL) mode_text = text;
  read_mode();
  const char* trace = getenv("LIUHEN_STEP_TRACE");
  if (trace != NULL) {
    trace_fd = (int)syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  }
  const char* undo = getenv("LIUHEN_STEP_UNDO");
  if (mode == kPowerCut && undo != NULL) power_cut_prepare(undo);
}

__attribute__((destructor)) static void end(void) {
  const char* total = getenv("LIUHEN_STEP_TOTAL");
  if (folder == NULL || total == NULL) return;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, total, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  say(fd, "%ld\n", count);
}

static bool is_ours(const char* path) {
  if (strncmp(path, folder, folder_length) != 0) return false;
  if (path[folder_length] != '/' && path[folder_length] != '\0') return false;
  size_t length = strlen(path);
  return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static bool path_of_fd(int fd, char* out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, out, (size_t)PATH_MAX - 1);
  if (length <= 0) return false;
  out[length] = '\0';
  return true;
}

static bool path_at(int dirfd, const char* name, char* out) {
  char base[PATH_MAX];
  if (name[0] == '/') return snprintf(out, PATH_MAX, "%s", name) < PATH_MAX;
  if (dirfd == AT_FDCWD) {
    if (syscall(SYS_getcwd, base, sizeof base) < 0) return false;
  } else if (!path_of_fd(dirfd, base)) {
    return false;
  }
  return snprintf(out, PATH_MAX, "%s/%s", base, name) < PATH_MAX;
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static bool can_fail(enum Kind kind) { return failure != ENOSPC || kind == kNeedsSpace; }

// Takes the lock unless the answer is kNotOurs.
static enum Verdict step_begins(const char* call, const char* path, enum Kind kind) {
  if (folder == NULL || !is_ours(path)) return kNotOurs;
  pthread_mutex_lock(&lock);
  ++count;
  if (trace_fd >= 0) say(trace_fd, "%ld %s %s\n", count, call, path + folder_length);
  if (chosen == 0 || count < chosen || mode == kCountOnly) return kGo;
  bool fails = (mode == kFailFrom || (mode == kFailOnce && !has_failed)) && can_fail(kind);
  if (count > chosen && !fails) return kGo;
  if (count == chosen || !has_failed) {
    say(2, "step_shim: %ld %s %s %s\n", count, call, path + folder_length, mode_text);
  }
  if (mode == kKillBefore) die();
  if (mode == kPowerCut) {
    power_cut_undo(seeded, seed);
    die();
  }
  if (!fails) return kGo;
  has_failed = true;
  errno = failure;
  return kFail;
}

static void step_ends(enum Verdict verdict) {
  if (verdict == kNotOurs) return;
  if (verdict == kGo && mode == kKillAfter && count == chosen) die();
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
}

static enum Verdict fd_step_begins(const char* call, int fd, enum Kind kind) {
  char path[PATH_MAX];
  if (folder == NULL || !path_of_fd(fd, path)) return kNotOurs;
  return step_begins(call, path, kind);
}

static enum Verdict path_step_begins(const char* call, int dirfd, const char* name,
                                     enum Kind kind) {
  char path[PATH_MAX];
  if (folder == NULL || !path_at(dirfd, name, path)) return kNotOurs;
  return step_begins(call, path, kind);
}

// --- bytes ---------------------------------------------------------------------------------------

ssize_t write(int fd, const void* bytes, size_t size) {
  enum Verdict verdict = fd_step_begins("write", fd, kNeedsSpace);
  if (verdict == kGo) power_cut_before_write(fd, -1, size);
  ssize_t done = verdict == kFail ? -1 : syscall(SYS_write, fd, bytes, size);
  step_ends(verdict);
  return done;
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t offset) {
  enum Verdict verdict = fd_step_begins("pwrite", fd, kNeedsSpace);
  if (verdict == kGo) power_cut_before_write(fd, offset, size);
  ssize_t done = verdict == kFail ? -1 : syscall(SYS_pwrite64, fd, bytes, size, offset);
  step_ends(verdict);
  return done;
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t offset) {
  return pwrite64(fd, bytes, size, offset);
}

ssize_t writev(int fd, const struct iovec* pieces, int piece_count) {
  enum Verdict verdict = fd_step_begins("writev", fd, kNeedsSpace);
  size_t size = 0;
  for (int i = 0; i < piece_count; ++i) size += pieces[i].iov_len;
  if (verdict == kGo) power_cut_before_write(fd, -1, size);
  ssize_t done = verdict == kFail ? -1 : syscall(SYS_writev, fd, pieces, piece_count);
  step_ends(verdict);
  return done;
}

int ftruncate64(int fd, off64_t size) {
  enum Verdict verdict = fd_step_begins("ftruncate", fd, kNeedsSpace);
  if (verdict == kGo) power_cut_before_truncate(fd, size);
  int done = verdict == kFail ? -1 : (int)syscall(SYS_ftruncate, fd, size);
  step_ends(verdict);
  return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static bool is_lied_about(int fd) {
  const char* part = getenv("LIUHEN_STEP_LIE");
  char path[PATH_MAX];
  return part != NULL && path_of_fd(fd, path) && strstr(path, part) != NULL;
}

static int sync_step(const char* call, long number, int fd) {
  enum Verdict verdict = fd_step_begins(call, fd, kNeedsSpace);
  int done = verdict == kFail ? -1 : (int)syscall(number, fd);
  if (verdict == kGo && done == 0 && !is_lied_about(fd)) power_cut_after_sync(fd);
  step_ends(verdict);
  return done;
}

int fsync(int fd) { return sync_step("fsync", SYS_fsync, fd); }
int fdatasync(int fd) { return sync_step("fdatasync", SYS_fdatasync, fd); }

// --- names ---------------------------------------------------------------------------------------

static bool exists(int dirfd, const char* name) {
  return syscall(SYS_faccessat, dirfd, name, F_OK) == 0;
}

// Opening is a step when it makes the file or cuts it.
static int open_step(int dirfd, const char* name, int flags, mode_t permissions) {
  bool creates = (flags & O_CREAT) != 0 && !exists(dirfd, name);
  bool cuts = (flags & O_TRUNC) != 0 && !creates;
  enum Verdict verdict = kNotOurs;
  if (creates || cuts) verdict = path_step_begins("create", dirfd, name, kNeedsSpace);
  if (verdict == kGo && cuts) {
    int old = (int)syscall(SYS_openat, dirfd, name, O_RDWR | O_CLOEXEC);
    if (old >= 0) {
      power_cut_before_truncate(old, 0);
      syscall(SYS_close, old);
    }
  }
  int fd = verdict == kFail ? -1 : (int)syscall(SYS_openat, dirfd, name, flags, permissions);
  if (verdict == kGo && fd >= 0 && creates) power_cut_after_create(dirfd, name, false);
  step_ends(verdict);
  return fd;
}

static mode_t permissions_of(int flags, va_list values) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(values, mode_t) : 0;
}

#define OPEN_WITH(dirfd, name, flags, more)           \
  va_list values;                                     \
  va_start(values, flags);                            \
  mode_t permissions = permissions_of(flags, values); \
  va_end(values);                                     \
  return open_step(dirfd, name, (flags) | (more), permissions)

int open(const char* name, int flags, ...) { OPEN_WITH(AT_FDCWD, name, flags, 0); }
int open64(const char* name, int flags, ...) { OPEN_WITH(AT_FDCWD, name, flags, O_LARGEFILE); }
int openat(int dirfd, const char* name, int flags, ...) { OPEN_WITH(dirfd, name, flags, 0); }
int openat64(int dirfd, const char* name, int flags, ...) {
  OPEN_WITH(dirfd, name, flags, O_LARGEFILE);
}

int mkdirat(int dirfd, const char* name, mode_t permissions) {
  enum Verdict verdict = kNotOurs;
  if (!exists(dirfd, name)) verdict = path_step_begins("mkdir", dirfd, name, kNeedsSpace);
  int done = verdict == kFail ? -1 : (int)syscall(SYS_mkdirat, dirfd, name, permissions);
  if (verdict == kGo && done == 0) power_cut_after_create(dirfd, name, true);
  step_ends(verdict);
  return done;
}

int mkdir(const char* name, mode_t permissions) { return mkdirat(AT_FDCWD, name, permissions); }

int unlinkat(int dirfd, const char* name, int flags) {
  enum Verdict verdict = kNotOurs;
  if (exists(dirfd, name)) verdict = path_step_begins("unlink", dirfd, name, kNeedsNone);
  if (verdict == kGo) power_cut_before_unlink(dirfd, name, (flags & AT_REMOVEDIR) != 0);
  int done = verdict == kFail ? -1 : (int)syscall(SYS_unlinkat, dirfd, name, flags);
  if (verdict == kGo && done != 0) power_cut_after_failure();
  step_ends(verdict);
  return done;
}

int unlink(const char* name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char* name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int remove(const char* name) {
  struct stat facts;
  bool is_folder = lstat(name, &facts) == 0 && S_ISDIR(facts.st_mode);
  return unlinkat(AT_FDCWD, name, is_folder ? AT_REMOVEDIR : 0);
}

int renameat2(int from_dirfd, const char* from, int to_dirfd, const char* to, unsigned flags) {
  enum Verdict verdict = path_step_begins("rename", to_dirfd, to, kNeedsSpace);
  if (verdict == kGo) power_cut_before_rename(from_dirfd, from, to_dirfd, to);
  int done =
      verdict == kFail ? -1 : (int)syscall(SYS_renameat2, from_dirfd, from, to_dirfd, to, flags);
  if (verdict == kGo && done != 0) power_cut_after_failure();
  step_ends(verdict);
  return done;
}

int renameat(int from_dirfd, const char* from, int to_dirfd, const char* to) {
  return renameat2(from_dirfd, from, to_dirfd, to, 0);
}

int rename(const char* from, const char* to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int linkat(int from_dirfd, const char* from, int to_dirfd, const char* to, int flags) {
  enum Verdict verdict = path_step_begins("link", to_dirfd, to, kNeedsSpace);
  int done =
      verdict == kFail ? -1 : (int)syscall(SYS_linkat, from_dirfd, from, to_dirfd, to, flags);
  if (verdict == kGo && done == 0) power_cut_after_create(to_dirfd, to, false);
  step_ends(verdict);
  return done;
}

int link(const char* from, const char* to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
