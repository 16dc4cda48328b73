// The power cut: a page cache that is lost. Every step since the last fsync of its file (bytes,
// length) or of its folder (names) is remembered with what it replaced, and undone in reverse order
// at the cut. That is the strictest disk that POSIX allows: nothing is durable that was not synced,
// and fsync of a file says nothing about its name.
//
// Folders are held by O_PATH descriptors, so that a folder renamed meanwhile is still found.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "step_shim.h"

enum What { kBytes, kCreated, kRemoved, kRenamed };

struct Step {
  enum What what;
  dev_t device;  // of the file (kBytes) or folder whose fsync makes this durable
  ino_t inode;
  int fd;  // the file, or the folder
  char name[NAME_MAX + 1];
  bool is_folder;
  int from_fd;  // kRenamed: the folder it came from
  char from_name[NAME_MAX + 1];
  long backup;  // number of the link to what was replaced or removed; 0: nothing was
  off_t offset, old_size;
  size_t old_count;
  unsigned char* old_bytes;
};

static int backup_fd = -1;
static long backup_count;
static struct Step* steps;
static size_t step_count, step_room;

void power_cut_prepare(const char* backup_folder) {
  syscall(SYS_mkdirat, AT_FDCWD, backup_folder, 0700);
  backup_fd = (int)syscall(SYS_openat, AT_FDCWD, backup_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  if (backup_fd < 0) {
    fprintf(stderr, "step_shim: cannot use the backup folder %s\n", backup_folder);
    abort();
  }
}

static struct Step* new_step(enum What what) {
  if (step_count == step_room) {
    step_room = step_room == 0 ? 256 : 2 * step_room;
    steps = realloc(steps, step_room * sizeof *steps);
    if (steps == NULL) abort();
  }
  struct Step* step = &steps[step_count++];
  memset(step, 0, sizeof *step);
  step->what = what;
  step->fd = step->from_fd = -1;
  return step;
}

static void close_fd(int fd) {
  if (fd >= 0) syscall(SYS_close, fd);
}

static void name_backup(long number, char* out) { snprintf(out, 24, "%ld", number); }

static void drop(struct Step* step) {
  close_fd(step->fd);
  close_fd(step->from_fd);
  free(step->old_bytes);
  if (step->backup == 0) return;
  char name[24];
  name_backup(step->backup, name);
  syscall(SYS_unlinkat, backup_fd, name, 0);
}

void power_cut_after_failure(void) {
  if (backup_fd >= 0 && step_count > 0) drop(&steps[--step_count]);
}

// Splits a path into its folder, opened, and its last name.
static int open_folder(int dirfd, const char* path, char* name) {
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", path);
  size_t length = strlen(folder);
  while (length > 1 && folder[length - 1] == '/') folder[--length] = '\0';
  char* slash = strrchr(folder, '/');
  const char* last = slash == NULL ? folder : slash + 1;
  if (strlen(last) > NAME_MAX) return -1;
  memcpy(name, last, strlen(last) + 1);
  if (slash != NULL) slash[slash == folder ? 1 : 0] = '\0';
  return (int)syscall(SYS_openat, dirfd, slash == NULL ? "." : folder,
                      O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static void settled_by(struct Step* step, int fd) {
  struct stat facts;
  if (fstat(fd, &facts) != 0) return;
  step->device = facts.st_dev;
  step->inode = facts.st_ino;
}

static void keep_backup(struct Step* step, int folder, const char* name) {
  char backup[24];
  name_backup(backup_count + 1, backup);
  if (syscall(SYS_linkat, folder, name, backup_fd, backup, 0) == 0) step->backup = ++backup_count;
}

// --- remembering ---------------------------------------------------------------------------------

static void remember_bytes(int fd, off_t offset, size_t count) {
  struct stat facts;
  if (backup_fd < 0 || fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) return;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  int own = (int)syscall(SYS_openat, AT_FDCWD, link, O_RDWR | O_CLOEXEC);
  if (own < 0) own = (int)syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 0);
  struct Step* step = new_step(kBytes);
  step->fd = own;
  settled_by(step, own);
  step->offset = offset;
  step->old_size = facts.st_size;
  if (offset >= facts.st_size) return;
  if (count > (size_t)(facts.st_size - offset)) count = (size_t)(facts.st_size - offset);
  step->old_bytes = malloc(count);
  if (step->old_bytes == NULL) abort();
  ssize_t got = pread(own, step->old_bytes, count, offset);
  step->old_count = got > 0 ? (size_t)got : 0;
}

void power_cut_before_write(int fd, off_t offset, size_t count) {
  if (backup_fd < 0) return;
  struct stat facts;
  if (offset < 0 && (syscall(SYS_fcntl, fd, F_GETFL) & O_APPEND) != 0) {
    offset = fstat(fd, &facts) == 0 ? facts.st_size : 0;
  }
  if (offset < 0) offset = lseek(fd, 0, SEEK_CUR);
  remember_bytes(fd, offset, count);
}

void power_cut_before_truncate(int fd, off_t size) {
  struct stat facts;
  if (backup_fd < 0 || fstat(fd, &facts) != 0) return;
  remember_bytes(fd, size, size < facts.st_size ? (size_t)(facts.st_size - size) : 0);
}

void power_cut_before_unlink(int folder, const char* path, bool is_folder) {
  if (backup_fd < 0) return;
  struct Step* step = new_step(kRemoved);
  step->is_folder = is_folder;
  step->fd = open_folder(folder, path, step->name);
  settled_by(step, step->fd);
  if (!is_folder) keep_backup(step, step->fd, step->name);
}

void power_cut_before_rename(int from_folder, const char* from, int to_folder, const char* to) {
  if (backup_fd < 0) return;
  struct Step* step = new_step(kRenamed);
  step->fd = open_folder(to_folder, to, step->name);
  step->from_fd = open_folder(from_folder, from, step->from_name);
  settled_by(step, step->fd);
  keep_backup(step, step->fd, step->name);
}

void power_cut_after_create(int folder, const char* path, bool is_folder) {
  if (backup_fd < 0) return;
  struct Step* step = new_step(kCreated);
  step->is_folder = is_folder;
  step->fd = open_folder(folder, path, step->name);
  settled_by(step, step->fd);
}

void power_cut_after_sync(int fd) {
  struct stat facts;
  if (backup_fd < 0 || fstat(fd, &facts) != 0) return;
  size_t kept = 0;
  for (size_t i = 0; i < step_count; ++i) {
    bool is_durable = steps[i].device == facts.st_dev && steps[i].inode == facts.st_ino;
    if (is_durable) {
      drop(&steps[i]);
    } else {
      steps[kept++] = steps[i];
    }
  }
  step_count = kept;
}

// --- undoing -------------------------------------------------------------------------------------

static void put_backup_back(const struct Step* step) {
  if (step->backup == 0) return;
  char backup[24];
  name_backup(step->backup, backup);
  syscall(SYS_linkat, backup_fd, backup, step->fd, step->name, 0);
}

static void undo_rename(const struct Step* step) {
  if (syscall(SYS_renameat2, step->fd, step->name, step->from_fd, step->from_name,
              RENAME_NOREPLACE) != 0) {
    // Its old name belongs to another file by now: this one is lost.
    syscall(SYS_unlinkat, step->fd, step->name, 0);
  }
  put_backup_back(step);
}

static void undo(const struct Step* step) {
  switch (step->what) {
    case kBytes:
      if (step->old_count > 0) {
        syscall(SYS_pwrite64, step->fd, step->old_bytes, step->old_count, step->offset);
      }
      syscall(SYS_ftruncate, step->fd, step->old_size);
      break;
    case kCreated:
      syscall(SYS_unlinkat, step->fd, step->name, step->is_folder ? AT_REMOVEDIR : 0);
      break;
    case kRemoved:
      if (step->is_folder) syscall(SYS_mkdirat, step->fd, step->name, 0755);
      put_backup_back(step);
      break;
    case kRenamed:
      undo_rename(step);
      break;
  }
}

static bool share_key(const struct Step* a, const struct Step* b) {
  return a->device == b->device && a->inode == b->inode;
}

// How many of the steps with this key stay: the same answer for each of them.
static size_t kept_of_key(const struct Step* step, unsigned seed) {
  size_t total = 0;
  for (size_t i = 0; i < step_count; ++i) total += share_key(&steps[i], step) ? 1 : 0;
  unsigned mixed = (seed + 1U) * 2654435761U ^ (unsigned)step->inode * 40503U;
  mixed ^= mixed >> 15U;
  return (mixed * 2246822519U >> 8U) % (total + 1);
}

static size_t place_in_key(size_t at) {
  size_t before = 0;
  for (size_t i = 0; i < at; ++i) before += share_key(&steps[i], &steps[at]) ? 1 : 0;
  return before;
}

void power_cut_undo(bool seeded, unsigned seed) {
  for (size_t i = step_count; i-- > 0;) {
    if (seeded && place_in_key(i) < kept_of_key(&steps[i], seed)) continue;
    undo(&steps[i]);
  }
}
