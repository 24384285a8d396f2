/* Which version is started: the one the pointer names if it is whole, else the newest whole one.

   A version is a folder app-1.2.3; it is whole when its start.txt names what to start, which is
   written last. So wherever an update ends, the old or the new version starts. */
#include "launcher.h"

#include <stdlib.h>

#define POINTER L"current.txt"
#define NEW_POINTER L"current.new"
#define WHOLE L"start.txt"
#define PREFIX L"app-"
#define TRIES 50 /* a scanner may hold the pointer: five seconds */

static BOOL is_name(const wchar_t *name)
{
    return wcsncmp(name, PREFIX, 4) == 0 && !wcspbrk(name, L"\\/:") && wcslen(name) < 100;
}

static BOOL is_whole(const wchar_t *program, const wchar_t *name)
{
    wchar_t folder[LONGEST], file[LONGEST], named[100];
    return is_name(name) && join(folder, program, name) && join(file, folder, WHOLE) &&
           first_line(file, named, 100);
}

/* Below, at or above zero as one version is older than, the same as or newer than another. */
static int compare(const wchar_t *one, const wchar_t *other)
{
    wchar_t *end_one, *end_other;
    while (*one && *other) {
        long a = wcstol(one, &end_one, 10), b = wcstol(other, &end_other, 10);
        if (end_one != one && end_other != other) {
            if (a != b)
                return a < b ? -1 : 1;
            one = end_one;
            other = end_other;
        } else if (*one != *other) {
            return *one < *other ? -1 : 1;
        } else {
            one++;
            other++;
        }
    }
    return *one ? 1 : *other ? -1 : 0;
}

/* The newest whole version, of those older than `below` where that is given. */
static BOOL newest(const wchar_t *program, const wchar_t *below, wchar_t *name)
{
    wchar_t pattern[LONGEST];
    WIN32_FIND_DATAW found;
    HANDLE search;
    BOOL any = FALSE;
    if (!join(pattern, program, PREFIX L"*"))
        return FALSE;
    search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE)
        return FALSE;
    do {
        const wchar_t *candidate = found.cFileName;
        if (!is_whole(program, candidate) || (below && compare(candidate + 4, below + 4) >= 0))
            continue;
        if (!any || compare(candidate + 4, name + 4) > 0)
            wcscpy(name, candidate);
        any = TRUE;
    } while (FindNextFileW(search, &found));
    FindClose(search);
    return any;
}

BOOL version_in_use(const wchar_t *program, wchar_t *name)
{
    wchar_t pointer[LONGEST];
    if (join(pointer, program, POINTER) && first_line(pointer, name, 100) && is_whole(program, name))
        return TRUE;
    return newest(program, NULL, name);
}

BOOL version_before(const wchar_t *program, const wchar_t *current, wchar_t *name)
{
    return newest(program, current, name);
}

static BOOL write_line(const wchar_t *path, const wchar_t *line)
{
    char bytes[512];
    DWORD written = 0;
    BOOL done;
    int length = WideCharToMultiByte(CP_UTF8, 0, line, -1, bytes, sizeof bytes - 2, NULL, NULL);
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE || length < 1)
        return FALSE;
    bytes[length - 1] = '\n';
    done = WriteFile(file, bytes, (DWORD)length, &written, NULL) && FlushFileBuffers(file);
    return CloseHandle(file) && done;
}

/* Let the pointer name another version, in one renaming. */
BOOL switch_to(const wchar_t *program, const wchar_t *name)
{
    wchar_t pointer[LONGEST], fresh[LONGEST];
    int tried;
    if (!join(pointer, program, POINTER) || !join(fresh, program, NEW_POINTER))
        return FALSE;
    if (!write_line(fresh, name))
        return FALSE;
    for (tried = 0; tried < TRIES; tried++) {
        if (MoveFileExW(fresh, pointer, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
            return TRUE;
        Sleep(100);
    }
    return FALSE;
}
