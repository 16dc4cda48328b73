// What the two halves of the shim share: step_shim.c counts the steps and decides, power_cut.c
// remembers how to undo what no fsync has made durable yet. All calls under the shim's one lock.
#pragma once

#include <fcntl.h>
#include <stdbool.h>
#include <sys/types.h>

// Begins to remember. Replaced and removed files are linked into `backup_folder`, which must be on
// the same file system and outside the counted folder.
void power_cut_prepare(const char* backup_folder);

// Called before the step. `offset` -1: the descriptor's own place, or its end with O_APPEND.
void power_cut_before_write(int fd, off_t offset, size_t count);
void power_cut_before_truncate(int fd, off_t size);
void power_cut_before_unlink(int folder, const char* path, bool is_folder);
void power_cut_before_rename(int from_folder, const char* from, int to_folder, const char* to);
// Called after the step has succeeded; after_failure forgets what the last before_ remembered.
void power_cut_after_create(int folder, const char* path, bool is_folder);
void power_cut_after_failure(void);
void power_cut_after_sync(int fd);

// Puts everything back that was not synced. With a seed, each file and each folder keeps the first
// so many of its own steps instead of none.
void power_cut_undo(bool seeded, unsigned seed);
