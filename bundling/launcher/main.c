/* The entry point of both programs of the Windows folder, with a console and without. */
#include "launcher.h"

#include <stdlib.h>

#define OLDEST_BUILD 17763 /* Windows 10 1809, the first that Qt runs on */
#define NOT_STARTED 70
#define OPTIONS 5

/* What Python is told to run: the program, or the process that reads one workbook for it. */
#define PROGRAM_CODE L"import sys; from ui.app import main; sys.exit(main())"
#define READER_CODE L"from dialogue_app.exchange.child import main; main()"
#define READER_OPTION L"--read-workbook"
#define BACK_OPTION L"--go-back"

typedef int (*PythonMain)(int, wchar_t **);
typedef LONG (WINAPI *GetVersionFunction)(OSVERSIONINFOW *);

static BOOL is_windows_too_old(void)
{
    OSVERSIONINFOW version = {.dwOSVersionInfoSize = sizeof version};
    GetVersionFunction get =
        (GetVersionFunction)(void (*)(void))GetProcAddress(GetModuleHandleW(L"ntdll"), "RtlGetVersion");
    return get && get(&version) == 0 && version.dwBuildNumber < OLDEST_BUILD;
}

static BOOL program_folder(wchar_t *folder)
{
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    wchar_t *last = wcsrchr(folder, L'\\');
    if (!length || length >= LONGEST || !last)
        return FALSE;
    *last = 0;
    return TRUE;
}

static int go_back(const wchar_t *program, const wchar_t *current)
{
    wchar_t before[MAX_PATH];
    if (!version_before(program, current, before)) {
        tell(L"Không còn bản nào trước bản %ls trong thư mục “%ls”.", current + 4, program);
        return 1;
    }
    if (!switch_to(program, before)) {
        tell(L"Không ghi được vào thư mục “%ls”; chương trình vẫn chạy bản %ls.", program, current + 4);
        return 1;
    }
    tell(L"Từ lần mở sau, chương trình chạy bản %ls. Dữ liệu giữ nguyên.", before + 4);
    return 0;
}

/* Python's main function in the version; NULL after saying why it cannot be had. */
static PythonMain load_python(const wchar_t *program, const wchar_t *version)
{
    wchar_t start[LONGEST], name[100], library[LONGEST], blocked[LONGEST];
    DWORD error = ERROR_FILE_NOT_FOUND;
    HMODULE python;
    SetDllDirectoryW(L""); /* nothing from the folder somebody happens to be in */
    AddDllDirectory(version);
    if (find_blocked(version, blocked, &error)) {
        tell_blocked(program, blocked, error);
        return NULL;
    }
    if (!join(start, version, L"start.txt") || !first_line(start, name, 100) ||
        !join(library, version, name))
        return NULL;
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!python) {
        tell_blocked(program, library, GetLastError());
        return NULL;
    }
    return (PythonMain)(void (*)(void))GetProcAddress(python, "Py_Main");
}

static int run(PythonMain python, int count, wchar_t **given)
{
    static wchar_t self[LONGEST]; /* whole: Python asks it for a new process of its kind */
    BOOL reads = count == 2 && !wcscmp(given[1], READER_OPTION);
    wchar_t **all = calloc((size_t)count + OPTIONS + 1, sizeof *all);
    int at = 0, i;
    if (!all || !GetModuleFileNameW(NULL, self, LONGEST))
        return NOT_STARTED;
    all[at++] = self;
    all[at++] = L"-X";
    all[at++] = L"utf8";
    all[at++] = L"-c";
    all[at++] = reads ? READER_CODE : PROGRAM_CODE;
    for (i = 1; i < count && !reads; i++)
        all[at++] = given[i];
    return python(at, all);
}

static int start(int count, wchar_t **given)
{
    wchar_t program[LONGEST], name[MAX_PATH], version[LONGEST], missing[LONGEST];
    PythonMain python;
    int code;
    if (is_windows_too_old()) {
        tell(L"Chương trình cần Windows 10 (bản 1809) trở lên.");
        return NOT_STARTED;
    }
    if (!program_folder(program) || !version_in_use(program, name) || !join(version, program, name)) {
        tell(L"Thư mục “%ls” chưa được giải nén hết. Hãy giải nén toàn bộ tệp zip rồi mở lại.", program);
        return NOT_STARTED;
    }
    mend_launchers(program, version);
    if (count == 2 && !wcscmp(given[1], BACK_OPTION))
        return go_back(program, name);
    python = load_python(program, version);
    if (!python)
        return NOT_STARTED;
    code = run(python, count, given);
    if (code && find_missing(version, missing)) {
        tell_blocked(program, missing, ERROR_FILE_NOT_FOUND);
        return NOT_STARTED;
    }
    return code;
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **given)
{
    return start(count, given);
}
#endif
