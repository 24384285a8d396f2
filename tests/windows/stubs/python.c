/* Runs a script by the Python of a version's folder: python.exe FOLDER SCRIPT … */
#include <stdio.h>
#include <windows.h>

int wmain(int count, wchar_t **given)
{
    wchar_t library[2048];
    HMODULE python;
    int (*run)(int, wchar_t **);
    swprintf(library, 2048, L"%ls\\python311.dll", given[1]);
    AddDllDirectory(given[1]);
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!python)
        return 99;
    run = (int (*)(int, wchar_t **))(void (*)(void))GetProcAddress(python, "Py_Main");
    return run(count - 1, given + 1);
}
