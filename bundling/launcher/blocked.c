/* Which library Windows does not let us load, or is not there: asked of those in the list of hashes.

   Asked before Python starts, so that nothing fails in the middle of what somebody does. */
#include "launcher.h"

#include <stdlib.h>
#include <string.h>

#define HASHES L"SHA256SUMS.txt"
#define NAME_AT 66 /* behind the 64 digits of a hash and two blanks */

static BOOL is_library(const char *name)
{
    const char *end = strrchr(name, '.');
    return end && (!strcmp(end, ".dll") || !strcmp(end, ".pyd"));
}

/* Whether Windows refuses a library, and why. Loaded without what it needs: that is quick. */
static BOOL is_refused(const wchar_t *path, DWORD *error)
{
    HMODULE library = LoadLibraryExW(path, NULL, DONT_RESOLVE_DLL_REFERENCES);
    if (library) {
        FreeLibrary(library);
        return FALSE;
    }
    *error = GetLastError();
    return TRUE;
}

static BOOL look_through(const wchar_t *version, wchar_t *file, DWORD *error)
{
    wchar_t list[LONGEST], path[LONGEST], name[LONGEST], *at;
    char *content, *line, *rest;
    BOOL found = FALSE;
    content = join(list, version, HASHES) ? read_file(list) : NULL;
    if (!content)
        return FALSE;
    for (line = content; line && *line && !found; line = rest) {
        rest = strchr(line, '\n');
        if (rest)
            *rest++ = 0;
        line[strcspn(line, "\r")] = 0;
        if (strlen(line) <= NAME_AT || (error && !is_library(line + NAME_AT)))
            continue;
        MultiByteToWideChar(CP_UTF8, 0, line + NAME_AT, -1, name, LONGEST);
        for (at = name; *at; at++)
            if (*at == L'/')
                *at = L'\\';
        if (!join(path, version, name))
            continue;
        found = error ? is_refused(path, error) : !exists(path);
        if (found)
            wcscpy(file, path);
    }
    free(content);
    return found;
}

BOOL find_blocked(const wchar_t *version, wchar_t *file, DWORD *error)
{
    return look_through(version, file, error);
}

BOOL find_missing(const wchar_t *version, wchar_t *file)
{
    return look_through(version, file, NULL);
}
