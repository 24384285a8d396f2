/* The launchers themselves: what an update that was broken off left of one, the other puts right.

   All else of a version lies in a folder of its own; only the launchers are written over. So each
   version brings a copy of both, and the checksum in a program's header says whether it is whole. */
#include "launcher.h"

#include <imagehlp.h>

#define COPIES L"launchers"

static BOOL is_whole(const wchar_t *file)
{
    DWORD said = 0, right = 0;
    return MapFileAndCheckSumW(file, &said, &right) == CHECKSUM_SUCCESS && said && said == right;
}

static void mend(const wchar_t *program, const wchar_t *copies, const wchar_t *name)
{
    wchar_t launcher[LONGEST], copy[LONGEST], fresh[LONGEST];
    if (!join(launcher, program, name) || is_whole(launcher))
        return;
    if (!join(copy, copies, name) || !join(fresh, program, L"launcher.new"))
        return;
    if (CopyFileW(copy, fresh, FALSE) && is_whole(fresh))
        MoveFileExW(fresh, launcher, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
}

/* Put right whichever launcher is not whole, by the copies of a version that is. */
void mend_launchers(const wchar_t *program, const wchar_t *version)
{
    wchar_t copies[LONGEST], pattern[LONGEST];
    WIN32_FIND_DATAW found;
    HANDLE search;
    if (!join(copies, version, COPIES) || !join(pattern, copies, L"*.exe"))
        return;
    search = FindFirstFileW(pattern, &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        mend(program, copies, found.cFileName);
    } while (FindNextFileW(search, &found));
    FindClose(search);
}
