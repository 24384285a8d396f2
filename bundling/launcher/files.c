/* Paths and small files. */
#include "launcher.h"

#include <stdlib.h>

BOOL join(wchar_t *path, const wchar_t *folder, const wchar_t *name)
{
    if (wcslen(folder) + wcslen(name) + 2 > LONGEST)
        return FALSE;
    swprintf(path, LONGEST, L"%ls\\%ls", folder, name);
    return TRUE;
}

BOOL exists(const wchar_t *path)
{
    return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

/* The content of a file with a zero behind it, or NULL; to be freed. */
char *read_file(const wchar_t *path)
{
    DWORD size, got = 0;
    char *content = NULL;
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                              OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return NULL;
    size = GetFileSize(file, NULL);
    if (size != INVALID_FILE_SIZE)
        content = malloc((size_t)size + 1);
    if (content && !(ReadFile(file, content, size, &got, NULL) && got == size)) {
        free(content);
        content = NULL;
    }
    if (content)
        content[size] = 0;
    CloseHandle(file);
    return content;
}

/* The first line of a file, without what ends it. */
BOOL first_line(const wchar_t *path, wchar_t *line, size_t length)
{
    char *content = read_file(path);
    int got = 0;
    if (!content)
        return FALSE;
    content[strcspn(content, "\r\n")] = 0;
    got = MultiByteToWideChar(CP_UTF8, 0, content, -1, line, (int)length);
    free(content);
    return got > 1;
}
