/* The launcher of the Windows folder: finds the version in use and runs Python on it. */
#ifndef LAUNCHER_H
#define LAUNCHER_H

#include <stddef.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 2048 /* characters of a path */

/* versions.c */
BOOL version_in_use(const wchar_t *program, wchar_t *name);
BOOL version_before(const wchar_t *program, const wchar_t *current, wchar_t *name);
BOOL switch_to(const wchar_t *program, const wchar_t *name);

/* blocked.c */
BOOL find_blocked(const wchar_t *version, wchar_t *file, DWORD *error);
BOOL find_missing(const wchar_t *version, wchar_t *file);

/* mending.c */
void mend_launchers(const wchar_t *program, const wchar_t *version);

/* files.c */
BOOL join(wchar_t *path, const wchar_t *folder, const wchar_t *name);
char *read_file(const wchar_t *path);
BOOL first_line(const wchar_t *path, wchar_t *line, size_t length);
BOOL exists(const wchar_t *path);

/* telling.c */
void tell(const wchar_t *sentence, ...);
void tell_blocked(const wchar_t *program, const wchar_t *file, DWORD error);

#endif
